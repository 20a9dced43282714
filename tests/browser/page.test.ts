// First light: the names on the page, fifty objects from a click to freed, Stop, the keyboard, any subpath.
import assert from 'node:assert/strict';
import { pageTest, until } from '../support/browser.ts';
import { lines, load, quietPath, ready, run, start, stats, untilBusy, untilMonaco } from '../support/sweepground.ts';

const names: [role: string, name: string][] = [
	['button', 'Run'],
	['button', 'Stop'],
	['button', 'Reset'],
	['button', 'Collect garbage'],
	['button', 'Sweep now'],
	['combobox', 'Sample'],
	['combobox', 'Policy'],
	['slider', 'Sweep interval'],
	['textbox', 'Program'],
	['grid', 'Managed objects'],
	['region', 'Console'],
	['status', 'Native heap'],
];
const kStopMs = 300;
/** From arriving until objects come, without a click. */
const kFirstObjectsMs = 2000;

pageTest(
	'each name on the page is there once, and Program also after Monaco has taken over',
	{ path: quietPath },
	async (visit) => {
		await ready(visit);
		for (const [role, name] of names) await visit.get(role, name);
		await untilMonaco(visit);
		await visit.get('textbox', 'Program');
	},
);

pageTest(
	'sample 1 from a click on Run: fifty live, then fifty freed, and no byte left',
	{ path: quietPath },
	async (visit, t) => {
		await ready(visit);
		const before = await stats(visit);
		await (await visit.get('button', 'Run')).click();
		const full = await until(
			'fifty live objects',
			() => stats(visit),
			10_000,
			({ counts }) => counts.live === 50,
		);
		assert.ok(full.nativeBytes.live > before.nativeBytes.live, 'fifty objects take no bytes');
		const after = await until(
			'fifty freed',
			() => stats(visit),
			20_000,
			({ counts }) => counts.freed === 50,
		);
		assert.deepEqual(after.counts, { live: 0, cleared: 0, freed: 50, deleted: 0, lost: 0 });
		assert.equal(after.nativeBytes.live, before.nativeBytes.live);
		assert.ok(after.collections >= 1, 'no collection was detected');
		assert.ok(after.sweeps.count >= 1, 'no sweep was counted');
		assert.deepEqual(after.errors, []);
		t.diagnostic(`cleared to freed: p50 ${after.clearedToFreedMs.p50} ms, max ${after.clearedToFreedMs.max} ms`);
	},
);

pageTest('a first visitor sees objects without a click', {}, async (visit, t) => {
	await ready(visit);
	await until(
		'a live object',
		() => stats(visit),
		kFirstObjectsMs,
		({ counts }) => counts.live > 0,
	);
	const sinceArrivalMs = await visit.page.evaluate(() => performance.now());
	t.diagnostic(`objects seen ${Math.round(sinceArrivalMs)} ms after arriving`);
	await until(
		'fifty freed',
		() => stats(visit),
		20_000,
		({ counts }) => counts.freed === 50,
	);
});

pageTest('nothing starts by itself where less motion is wished', { reducedMotion: true }, async (visit) => {
	await ready(visit);
	await untilMonaco(visit);
	assert.equal((await stats(visit)).counts.live, 0);
	assert.deepEqual(await lines(visit), []);
});

pageTest(
	`Stop ends a busy loop in under ${kStopMs} ms, and the next run is clean`,
	{ path: quietPath },
	async (visit, t) => {
		await ready(visit);
		await load(visit, { code: 'new MyClass(1); for (;;) {}' });
		await start(visit);
		await untilBusy(visit);
		const stop = await visit.get('button', 'Stop');
		const stopMs = await stop.evaluate(async (button) => {
			if (!(button instanceof HTMLButtonElement)) throw new Error('Stop is no button');
			const startMs = performance.now();
			button.click();
			while (button.ariaDisabled !== 'true') await new Promise((resolve) => requestAnimationFrame(resolve));
			return performance.now() - startMs;
		});
		t.diagnostic(`stopped after ${Math.round(stopMs)} ms`);
		assert.ok(stopMs < kStopMs, `Stop took ${stopMs} ms`);
		await load(visit, { code: 'console.log(new MyClass(21).my_method());' });
		assert.deepEqual(await run(visit), { ok: true });
		const said = await until(
			'the next run',
			() => lines(visit),
			5000,
			(texts) => texts.includes('42'),
		);
		assert.deepEqual(
			said.filter((text) => /^\d/.test(text)),
			['42'],
		);
	},
);

pageTest('the keyboard reaches every control', { path: quietPath }, async (visit) => {
	await ready(visit);
	await untilMonaco(visit);
	await load(visit, { code: 'globalThis.kept = new MyClass(1); await tick(60_000);', policy: 'interval' });
	await start(visit);
	await until(
		'an object',
		() => stats(visit),
		5000,
		({ counts }) => counts.live === 1,
	);
	const wanted = new Set(names.filter(([role]) => role !== 'status' && role !== 'region').map(([, name]) => name));
	const elements = await Promise.all(names.map(([role, name]) => visit.get(role, name)));
	/** The names of the controls that hold the focus: themselves, or in a part of them. */
	const focused = async () => {
		const holds = elements.map((it) => it.evaluate((element) => element.contains(document.activeElement)));
		return (await Promise.all(holds)).flatMap((held, index) => (held ? [names[index]?.[1] ?? ''] : []));
	};
	for (let presses = 0; wanted.size > 0 && presses < 60; presses++) {
		await visit.page.keyboard.press('Tab');
		for (const name of await focused()) {
			wanted.delete(name);
			if (name !== 'Program') continue;
			// In Monaco Tab writes a tab until its own switch says otherwise.
			await visit.page.keyboard.down('Control');
			await visit.page.keyboard.press('KeyM');
			await visit.page.keyboard.up('Control');
		}
	}
	assert.deepEqual([...wanted], []);
});

pageTest('Ctrl+Enter runs the program', { path: quietPath }, async (visit) => {
	await ready(visit);
	await load(visit, { code: "console.log('by key');" });
	await visit.page.keyboard.down('Control');
	await visit.page.keyboard.press('Enter');
	await visit.page.keyboard.up('Control');
	await until(
		'its line',
		() => lines(visit),
		5000,
		(texts) => texts.includes('by key'),
	);
});

/** Monaco waits for its style sheet, which never comes. */
function withoutMonaco() {
	const { append } = Element.prototype;
	Element.prototype.append = function (...nodes) {
		const kept = nodes.filter((node) => !(node instanceof HTMLLinkElement && node.href.includes('monaco.css')));
		append.apply(this, kept);
	};
}

pageTest(
	'before the full editor is there Run works, and so do map, table, lanes, card and marks',
	{ path: quietPath, before: withoutMonaco },
	async (visit) => {
		const { page } = visit;
		await ready(visit);
		await page.focus('[aria-label="Program"]');
		await load(visit, { code: '', policy: 'manual' });
		await page.keyboard.type('globalThis.kept = new MyClass(21);');
		await (await visit.get('button', 'Run')).click();
		await until('the mark', async () => (await visit.all('button', 'line 1 made 1 object, 1 live')).length === 1);
		await until('the map', () => page.$('[role="img"][aria-label*="32\u00a0B live"]'));
		await (await visit.get('tab', 'Lifetimes')).click();
		await until('the lane', () => page.$('[role="option"][aria-label^="#1 MyClass"]'));
		await page.click('[role="option"]');
		await until('the card', async () => (await visit.all('region', 'MyClass #1')).length === 1);
		assert.equal(await page.$('.monaco-editor'), null);
	},
);

pageTest('the page works under a subpath', { path: quietPath, base: '/course/2026/' }, async (visit) => {
	await ready(visit);
	await untilMonaco(visit);
	await load(visit, { code: 'console.log(new Buffer(8).size());' });
	assert.deepEqual(await run(visit), { ok: true });
	await until(
		'its line',
		() => lines(visit),
		5000,
		(texts) => texts.includes('8'),
	);
});
