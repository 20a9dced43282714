// The heap map in the built page: what its text says, its chooser, the way down to single bytes, pointing and picking.
import assert from 'node:assert/strict';
import { pageTest, until, type Visit } from '../support/browser.ts';
import { load, quietPath, ready, run, runCode, start, stats } from '../support/sweepground.ts';

/** Three buffers that stay, the first of them full of 171. */
const kProgram = `const first = new Buffer(16);
first.fill(171);
globalThis.kept = [first, new Buffer(64), new Buffer(256)];
new Buffer(96).delete();
await tick(50);`;

/** The picture's text, with plain spaces. */
async function mapText({ page }: Visit): Promise<string> {
	const found = await page.$$eval('[role="img"]', (images) => images.map((it) => it.getAttribute('aria-label') ?? ''));
	const maps = found.filter((text) => text.startsWith('Native heap map'));
	assert.equal(maps.length, 1, 'one picture is the heap map');
	return (maps[0] ?? '').replaceAll('\u00a0', ' ');
}

async function shown(visit: Visit, pattern: RegExp): Promise<string> {
	return until(
		`the map to say ${pattern}`,
		() => mapText(visit),
		10_000,
		(text) => pattern.test(text),
	);
}

async function runBuffers(visit: Visit): Promise<void> {
	await ready(visit);
	await load(visit, { code: kProgram });
	assert.deepEqual(await run(visit), { ok: true });
}

pageTest('the text says what the picture shows, in the figures of the engine', { path: quietPath }, async (visit) => {
	await ready(visit);
	await shown(visit, /nothing yet/);
	await runBuffers(visit);
	const { nativeBytes } = await stats(visit);
	const live = `${nativeBytes.live.toLocaleString('en')} B live`;
	const text = await shown(visit, new RegExp(`all that is in use is here; ${live} .* quarantine`));
	assert.match(text, /^Native heap map: 0x[0-9a-f]{8} to 0x[0-9a-f]{8}; .*; largest free piece of the heap /);
	await visit.page.evaluate(() => window.sweepground.stop());
	await shown(visit, /as last seen/);
	await visit.page.evaluate(() => window.sweepground.reset());
	await shown(visit, /nothing yet/);
});

pageTest(
	'the chooser colours by state, class and age, and the legend says what is what',
	{ path: quietPath },
	async (visit) => {
		await runBuffers(visit);
		const legend = () => visit.page.$eval('[aria-label="Legend of the heap map"]', (list) => list.textContent ?? '');
		await until('the states', legend, 5000, (text) => /live.*quarantine.*free/.test(text));
		const painted = () =>
			visit.page.$eval('canvas.map-canvas', (canvas) => {
				if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
				return canvas.toDataURL();
			});
		const byState = await painted();
		await (await visit.get('radio', 'Class')).click();
		await until('the classes', legend, 5000, (text) => /Buffer/.test(text) && !/quarantine/.test(text));
		await until('another picture', painted, 5000, (picture) => picture !== byState);
		await (await visit.get('radio', 'Age')).click();
		await until('the ages', legend, 5000, (text) => /just made.*allocations ago/.test(text));
	},
);

pageTest('the keyboard goes down to the bytes of a buffer, and Enter picks it', { path: quietPath }, async (visit) => {
	await runBuffers(visit);
	await shown(visit, /B live/);
	await (await visit.get('application', 'Look around the heap')).focus();
	await visit.page.keyboard.press('Home');
	await until('a row under the cursor', async () => {
		if (await visit.page.$('table[aria-label="Bytes of the native heap"]')) return true;
		await visit.page.keyboard.press('+');
		return false;
	});
	const bytes = () =>
		visit.page.$eval('table[aria-label="Bytes of the native heap"]', (table) => table.textContent ?? '');
	const text = await until('the bytes', bytes, 5000, (it) => /(ab ){11}/.test(it.replaceAll('  ', ' ')));
	assert.match(text, /header · Buffer #1/);
	assert.match(text, /Buffer #1 · live · line 1/);
	await until(
		'the cursor on the buffer',
		() => readout(visit),
		5000,
		(it) => /Buffer #1 · live/.test(it),
	);
	await visit.page.keyboard.press('Enter');
	await shown(visit, /lit: Buffer #1 /);
	await visit.page.keyboard.press('0');
	await until('the whole heap', async () => !(await visit.page.$('table[aria-label="Bytes of the native heap"]')));
	await shown(visit, /all that is in use is here.*lit: Buffer #1 /);
});

const readout = ({ page }: Visit) =>
	page.$eval('.map-readout', (line) => (line.textContent ?? '').replaceAll('\u00a0', ' '));

pageTest('pointing tells what is there, and a click keeps it lit', { path: quietPath }, async (visit) => {
	await runBuffers(visit);
	await shown(visit, /B live/);
	const frame = await visit.get('application', 'Look around the heap');
	const box = await frame.boundingBox();
	assert.ok(box);
	/** The first object begins at the upper left, right of the scale. */
	const [x, y] = [box.x + 84 + 4, box.y + 4];
	await visit.page.mouse.move(x, y);
	await until(
		'the object',
		() => readout(visit),
		5000,
		(it) => /^0x[0-9a-f]{8} · Buffer #1 · live · 48 B · line 1$/.test(it),
	);
	await shown(visit, /lit: Buffer #1 /);
	await visit.page.mouse.move(x, box.y - 40);
	await until(
		'nothing',
		() => readout(visit),
		5000,
		(it) => it === '',
	);
	assert.doesNotMatch(await shown(visit, /B live/), /lit:/);
	await visit.page.mouse.click(x, y);
	await visit.page.mouse.move(x, box.y - 40);
	await until(
		'nothing',
		() => readout(visit),
		5000,
		(it) => it === '',
	);
	await shown(visit, /lit: Buffer #1 /);
});

pageTest(
	'the wheel zooms where the pointer is, and the button shows the whole heap again',
	{ path: quietPath },
	async (visit) => {
		await runBuffers(visit);
		const whole = await shown(visit, /all that is in use is here/);
		const box = await (await visit.get('application', 'Look around the heap')).boundingBox();
		assert.ok(box);
		await visit.page.mouse.move(box.x + 90, box.y + 5);
		await visit.page.mouse.wheel({ deltaY: -300 });
		await shown(visit, /of .* held are here/);
		await (await visit.get('button', 'Whole heap')).click();
		const again = await shown(visit, /all that is in use is here/);
		assert.equal(again.slice(0, 50), whole.slice(0, 50));
	},
);

pageTest('a heap that grows stays in sight, all of it', { path: quietPath }, async (visit) => {
	await ready(visit);
	const code = `globalThis.kept = [];
for (let i = 0; i < 60; i++) { for (let j = 0; j < 500; j++) kept.push(new MyClass(j)); await tick(5); }
await tick(60_000);`;
	await load(visit, { code });
	await start(visit);
	await shown(visit, /all that is in use is here; 938 KiB live/);
	const { counts, nativeBytes } = await stats(visit);
	assert.deepEqual([counts.live, nativeBytes.live], [30_000, 960_000]);
});

/** The colour of the picture at a share of its width and height, the scale apart. */
const colourAt = ({ page }: Visit, across: number, down: number) =>
	page.$eval(
		'.map-canvas',
		(canvas, [x, y]) => {
			if (!(canvas instanceof HTMLCanvasElement)) throw new Error('No canvas');
			const scalePx = (84 * canvas.width) / canvas.clientWidth;
			const left = Math.round(scalePx + (canvas.width - scalePx) * x);
			const pixel = canvas.getContext('2d')?.getImageData(left, Math.round(canvas.height * y), 1, 1).data;
			return [...(pixel ?? [])].join();
		},
		[across, down] as const,
	);

pageTest('nothing of one run is in the picture of the next, nor after Reset', { path: quietPath }, async (visit) => {
	await ready(visit);
	// Of the same MiB: three quarters, and then a good half.
	const buffers = (count: number) =>
		`globalThis.all = Array.from({ length: ${count} }, () => new Buffer(${(64 << 10) - 16}));`;
	await load(visit, { policy: 'manual' });
	assert.deepEqual(await runCode(visit, buffers(12)), { ok: true });
	await shown(visit, /; 768 KiB live/);
	const place = [0.5, 0.65] as const;
	const held = await until(
		'the buffers',
		() => colourAt(visit, ...place),
		5_000,
		(colour) => !colour.endsWith(',0'),
	);
	assert.deepEqual(await runCode(visit, buffers(9)), { ok: true });
	await shown(visit, /; 576 KiB live/);
	const now = await until(
		'another picture',
		() => colourAt(visit, ...place),
		5_000,
		(colour) => colour !== held,
	);
	assert.equal(now, await colourAt(visit, 0.5, 0.85), 'what the last run held fades in the next one');
	await (await visit.get('button', 'Reset')).click();
	await shown(visit, /nothing yet/);
	await until(
		'an empty picture',
		() => colourAt(visit, ...place),
		5_000,
		(colour) => colour.endsWith(',0'),
	);
});
