// Programs that come and go: by link, by file, over a reload. Nothing that came from elsewhere runs by itself.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { pageTest, until, type Visit } from '../support/browser.ts';
import { catchDownloads } from '../support/downloads.ts';
import { lines, load, quietPath, ready, run, stats, untilMonaco } from '../support/sweepground.ts';
import { openPage } from '../support/visit.ts';

const folder = await mkdtemp(join(tmpdir(), 'sweepground-share-'));
after(() => rm(folder, { recursive: true }));

const kCode = "// 😀 “quotes”\nglobalThis.kept = new Buffer(64);\nconsole.log('ran');\n";

/** A browser that lets no page copy. */
function closeClipboard() {
	Object.defineProperty(navigator, 'clipboard', { value: undefined });
}

const noticeText = (visit: Visit) =>
	visit.get('status', 'Notice').then((it) => it.evaluate((p) => p.textContent ?? ''));

const notice = (visit: Visit, pattern: RegExp) =>
	until(
		`a notice of ${pattern}`,
		() => noticeText(visit),
		5000,
		(text) => pattern.test(text),
	);

/** The link to what the page shows; its text holds program and settings, all of them. */
async function linkOf(visit: Visit): Promise<string> {
	await (await visit.get('button', 'Share')).click();
	const link = await until('the link', async () => {
		const [field] = await visit.all('textbox', 'Link');
		return field?.evaluate((it) => (it instanceof HTMLTextAreaElement ? it.value : ''));
	});
	await visit.page.keyboard.press('Escape');
	return link ?? '';
}

/** Nothing runs, and nothing has: what runs by itself begins before a test sees that the page is ready. */
async function checkStill(visit: Visit): Promise<void> {
	const status = await visit.get('status', 'Run');
	assert.equal(await status.evaluate((it) => it.textContent), 'ready');
	assert.deepEqual(await lines(visit), []);
	assert.equal((await stats(visit)).counts.live, 0);
}

/** At the start of the program, by hand. */
async function write(visit: Visit, text: string): Promise<void> {
	const { keyboard } = visit.page;
	await (await visit.get('textbox', 'Program')).focus();
	await keyboard.down('Control');
	await keyboard.press('Home');
	await keyboard.up('Control');
	await keyboard.type(text);
}

const program = ({ page }: Visit) =>
	page.evaluate(() => {
		const area = document.querySelector<HTMLTextAreaElement>('.editor-plain textarea');
		if (area) return area.value;
		const shown = [...document.querySelectorAll<HTMLElement>('.editor .view-line')];
		shown.sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top));
		return shown.map((line) => (line.textContent ?? '').replaceAll('\u00a0', ' ')).join('\n');
	});

pageTest(
	'a link made in one page opens in another with everything equal, and runs when Run is pressed',
	{ path: quietPath, before: closeClipboard },
	async (visit) => {
		await ready(visit);
		const settings = { intervalMs: 30, heapLimitBytes: 8 << 20, quarantineBytes: 0 };
		await load(visit, { sample: '02-ready-made-wrappers', code: kCode, policy: 'interval', ...settings });
		const link = await linkOf(visit);
		assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/#s1=[\w-]+$/);
		assert.equal(new URL(visit.page.url()).hash, new URL(link).hash);

		const { visit: other, context } = await openPage({ path: new URL(link).hash, before: closeClipboard });
		try {
			await ready(other);
			assert.match(await noticeText(other), /^This program came with the link\. Read it, then press Run\.$/);
			await checkStill(other);
			assert.deepEqual(await other.all('region', 'Three steps'), []);
			assert.equal(await linkOf(other), link);
			await (await other.get('button', 'Run')).click();
			await until('its line', async () => (await lines(other)).includes('ran'));
			assert.equal((await stats(other)).nativeBytes.limit, 8 << 20);
			await notice(other, /^$/);
			other.checkErrors();
		} finally {
			await context.close();
		}
	},
);

pageTest('Share copies the link and says so', { path: quietPath }, async (visit) => {
	await ready(visit);
	await visit.page.evaluate(() => {
		const write = async (items: ClipboardItem[]) => {
			const blob = await items[0]?.getType('text/plain');
			document.title = (await blob?.text()) ?? '';
		};
		Object.defineProperty(navigator, 'clipboard', { value: { write } });
	});
	const link = await linkOf(visit);
	await until('the copy', async () => (await visit.page.title()) === link);
	const done = await visit.get('status', 'Done');
	await until('the word of it', () => done.evaluate((it) => it.textContent === 'Link copied'));
	await (await visit.get('button', 'Share')).click();
	const short = await until('the short link', async () => (await visit.all('textbox', 'Link to this sample'))[0]);
	const text = await short?.evaluate((it) => it instanceof HTMLTextAreaElement && it.value);
	assert.equal(text, `${visit.url}#sample=01-the-original-loop`);
});

const bomb = `#s1=${deflateRawSync(Buffer.alloc(64 << 20)).toString('base64url')}`;
const good = `#s1=${deflateRawSync(JSON.stringify({ code: kCode, sample: '' })).toString('base64url')}`;

for (const [what, path, pattern] of [
	['cut off', good.slice(0, 60), /cut off or damaged/],
	['of other letters', '#s1=%3Cscript%3E', /cut off or damaged/],
	['of a bomb', bomb, /unpacks to more than a program may be/],
	['without settings', good, /intervalMs must be|Unknown policy undefined/],
	['from the future', '#s77=abc', /newer Sweepground/],
	['to no sample', '#sample=77-none', /no sample of the name/],
] as const) {
	pageTest(`a link ${what} is told in words, and the first sample waits`, { path }, async (visit) => {
		await ready(visit);
		await notice(visit, pattern);
		assert.match(await noticeText(visit), /The first sample is shown instead, and was not run\.$/);
		await checkStill(visit);
		assert.match(await program(visit), /^\/\/ The original idea/);
		await (await visit.get('button', 'Close notice')).click();
		await notice(visit, /^$/);
	});
}

pageTest(
	'a deep link opens its sample and does not run it',
	{ path: '#sample=01-the-original-loop' },
	async (visit) => {
		await ready(visit);
		await checkStill(visit);
		assert.equal(await noticeText(visit), '');
		await visit.page.evaluate(() => {
			location.hash = 'sample=09-pressure';
		});
		const sample = await visit.get('combobox', 'Sample');
		await until('the other sample', () =>
			sample.evaluate((it) => it instanceof HTMLSelectElement && it.value.startsWith('09')),
		);
		await checkStill(visit);
	},
);

pageTest('a link does not take away what was written, unless it may', { path: quietPath }, async (visit) => {
	await ready(visit);
	await untilMonaco(visit);
	await write(visit, 'mine; ');
	const go = () =>
		visit.page.evaluate(() => {
			location.hash = 'sample=02-ready-made-wrappers';
		});
	await go();
	await notice(visit, /replaces the one that you have written/);
	await (await visit.get('button', 'Keep mine')).click();
	assert.match(await program(visit), /^mine; /);
	assert.equal(new URL(visit.page.url()).hash, '');
	await go();
	await notice(visit, /replaces the one that you have written/);
	await (await visit.get('button', 'Open it')).click();
	await until('the sample', async () => !(await program(visit)).startsWith('mine; '));
});

pageTest('program and settings come back after a reload, and do not run', {}, async (visit) => {
	await ready(visit);
	await untilMonaco(visit);
	await (await visit.get('button', 'Stop')).click();
	await write(visit, 'mine; ');
	await visit.page.select('#policy', 'gated');
	await (await visit.get('button', 'Heap settings')).click();
	await visit.page.waitForSelector('#heap-limit');
	await visit.page.select('#heap-limit', String(2 << 20));
	await visit.page.reload();
	await ready(visit);
	await checkStill(visit);
	assert.match(await program(visit), /^mine; /);
	assert.equal(await visit.page.$eval('#policy', (it) => it instanceof HTMLSelectElement && it.value), 'gated');
	assert.deepEqual(await visit.all('region', 'Three steps'), []);
	await (await visit.get('button', 'Heap settings')).click();
	const limit = await until('the limit', async () => (await visit.all('combobox', 'Heap limit'))[0]);
	assert.equal(await limit?.evaluate((it) => it instanceof HTMLSelectElement && it.value), String(2 << 20));

	// A script is not to find what a reader left.
	await load(visit, { code: 'new Buffer(4 << 20)' });
	assert.deepEqual(await run(visit), { ok: true });
	assert.equal((await stats(visit)).nativeBytes.limit, 64 << 20);
});

pageTest('files are opened, dropped and saved', { path: quietPath, before: catchDownloads }, async (visit) => {
	await ready(visit);
	const files = { 'mine.js': kCode, 'picture.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]) };
	for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
	const pick = async (name: string) => {
		const input = await visit.page.$('input[type="file"]');
		await input?.uploadFile(join(folder, name));
	};
	await pick('mine.js');
	await notice(visit, /^mine\.js is in the editor/);
	assert.match(await program(visit), /^\/\/ 😀/);
	await pick('picture.png');
	await notice(visit, /picture\.png was not opened\. It is no text/);
	assert.match(await program(visit), /^\/\/ 😀/);

	await untilMonaco(visit);
	const editor = await visit.get('textbox', 'Program');
	await editor.evaluate((element) => {
		const dataTransfer = new DataTransfer();
		dataTransfer.items.add(new File(["'dropped';\n"], 'drop.js'));
		for (const type of ['dragenter', 'dragover', 'drop']) {
			element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
		}
	});
	await notice(visit, /^drop\.js is in the editor/);
	await until('the dropped program', async () => (await program(visit)).startsWith("'dropped';"));

	await visit.page.keyboard.down('Control');
	await visit.page.keyboard.press('s');
	await visit.page.keyboard.up('Control');
	await (await visit.get('button', 'File')).click();
	await (await visit.get('button', 'Save as program.js')).click();
	const saved = await visit.page.evaluate(() =>
		Promise.all(window.saved.map(async ({ name, text }) => [name, await text])),
	);
	const wanted = ['program.js', "'dropped';\n"];
	assert.deepEqual(saved, [wanted, wanted]);
});
