// The linked views: a row, its line in the editor and its card light each other, by pointer and by keyboard.
import assert from 'node:assert/strict';
import { pageTest, until, type Visit } from '../support/browser.ts';
import { load, quietPath, ready, runCode, untilMonaco } from '../support/sweepground.ts';

const kTwoLines = `globalThis.all = [];
for (let i = 0; i < 5; i++) all.push(new MyClass(i));
all.push(new Buffer(16));
`;

async function shown(visit: Visit, code: string): Promise<void> {
	await ready(visit);
	await load(visit, { policy: 'manual' });
	assert.deepEqual(await runCode(visit, code), { ok: true });
}

async function waitFor(visit: Visit, role: string, name: string) {
	await until(`the ${role} "${name}"`, async () => (await visit.all(role, name)).length === 1);
	return visit.get(role, name);
}

const gone = (visit: Visit, role: string, name: string) =>
	until(`no ${role} "${name}"`, async () => (await visit.all(role, name)).length === 0);

/** The rows that light up so, by their number. */
const lit = ({ page }: Visit, how: string) =>
	page.$$eval(`[role="row"][data-lit="${how}"] .serial`, (cells) => cells.map((it) => Number(it.textContent)).sort());

const rowCount = ({ page }: Visit) => page.$eval('[role="grid"]', (it) => Number(it.getAttribute('aria-rowcount')) - 1);

async function clickRow({ page }: Visit, index: number): Promise<void> {
	const row = `.grid-body [role="row"][aria-rowindex="${index + 1}"][data-state]`;
	await until('the row', () => page.$(row));
	await page.click(row);
}

const focusedName = ({ page }: Visit) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

/** What the card's parts of this class say. */
const told = ({ page }: Visit, part: string) =>
	page.$$eval(`.object-card .${part}`, (found) =>
		found.map((it) => (it.textContent ?? '').replaceAll('\u00a0', ' ')).join('\n'),
	);

pageTest('a line lights its rows, a row its line, and a card is of one object', { path: quietPath }, async (visit) => {
	await untilMonaco(visit);
	await shown(visit, kTwoLines);
	const { page } = visit;
	const mark = await waitFor(visit, 'button', 'line 2 made 5 objects, 5 live');
	const second = await waitFor(visit, 'button', 'line 3 made 1 object, 1 live');
	await until(
		'all rows',
		() => rowCount(visit),
		5_000,
		(count) => count === 6,
	);
	await mark.hover();
	await until(
		'its rows',
		() => lit(visit, 'line'),
		5_000,
		(found) => found.join() === '1,2,3,4,5',
	);

	await clickRow(visit, 6);
	await waitFor(visit, 'region', 'Buffer #6');
	await until(
		'the row',
		() => lit(visit, 'object'),
		5_000,
		(found) => found.join() === '6',
	);
	const bandTop = () =>
		page.$eval('.monaco-editor .view-overlays .editor-line-lit', (it) => it.getBoundingClientRect().top);
	const markTop = await second.evaluate((it) => it.getBoundingClientRect().top);
	await until('its line', bandTop, 5_000, (top) => Math.abs(top - markTop) < 1);
	const selected = await page.$$eval('[role="row"][aria-selected="true"] .serial', (cells) =>
		cells.map((it) => it.textContent),
	);
	assert.deepEqual(selected, ['6']);
	await until(
		'what may keep it',
		() => told(visit, 'card-part'),
		5_000,
		(text) => /^Why is it still alive\?(Too early to say|No suspect|Suspects)/.test(text),
	);

	await (await waitFor(visit, 'button', 'Only line 3')).click();
	await until(
		'its line alone',
		() => rowCount(visit),
		5_000,
		(count) => count === 1,
	);
	assert.equal(await second.evaluate((it) => it.getAttribute('aria-pressed')), 'true');
	await (await visit.get('button', 'Remove filter: line 3')).click();
	await until(
		'every line',
		() => rowCount(visit),
		5_000,
		(count) => count === 6,
	);

	await (await visit.get('button', 'Close card')).click();
	await gone(visit, 'region', 'Buffer #6');
});

pageTest('by keyboard alone: card, line, filter and back', { path: quietPath }, async (visit) => {
	await untilMonaco(visit);
	await shown(visit, kTwoLines);
	const { page } = visit;
	await waitFor(visit, 'button', 'line 3 made 1 object, 1 live');
	await page.focus('[role="grid"]');
	for (const key of ['ArrowDown', 'ArrowDown'] as const) await page.keyboard.press(key);
	await until(
		'the third row',
		() => lit(visit, 'object'),
		5_000,
		(found) => found.join() === '3',
	);
	await page.keyboard.press('Enter');
	await waitFor(visit, 'region', 'MyClass #3');
	await (await waitFor(visit, 'button', 'Show on map')).focus();
	await page.keyboard.press('Escape');
	await gone(visit, 'region', 'MyClass #3');
	await until(
		'the grid',
		() => focusedName(visit),
		5_000,
		(name) => name === 'Managed objects',
	);

	await page.focus('.editor-count');
	await page.keyboard.press('ArrowDown');
	assert.equal(await focusedName(visit), 'line 3 made 1 object, 1 live');
	await page.keyboard.press('Enter');
	await until(
		'its line alone',
		() => rowCount(visit),
		5_000,
		(count) => count === 1,
	);
	await page.focus('.monaco-editor textarea');
	for (const key of ['PageUp', 'ArrowDown'] as const) await page.keyboard.press(key);
	await page.keyboard.down('Alt');
	await page.keyboard.press('KeyL');
	await page.keyboard.up('Alt');
	await until(
		'the line of the caret alone',
		() => rowCount(visit),
		5_000,
		(count) => count === 5,
	);
	await (await visit.get('button', 'Remove filter: line 2')).press('Enter');
	await until(
		'every line',
		() => rowCount(visit),
		5_000,
		(count) => count === 6,
	);
});

pageTest('marks move with their lines and go with those that are edited', { path: quietPath }, async (visit) => {
	await untilMonaco(visit);
	await shown(visit, kTwoLines);
	const { page } = visit;
	await waitFor(visit, 'button', 'line 3 made 1 object, 1 live');
	await page.focus('.monaco-editor textarea');
	await page.keyboard.press('Enter');
	await waitFor(visit, 'button', 'line 4 made 1 object, 1 live');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.type('x');
	await gone(visit, 'button', 'line 3 made 5 objects, 5 live');
	await waitFor(visit, 'button', 'line 4 made 1 object, 1 live');
});

pageTest('an object that is deleted while its card is open is told as deleted', { path: quietPath }, async (visit) => {
	await shown(visit, 'const it = new MyClass(1);\nsetTimeout(() =>\nit.delete(), 1500);');
	await clickRow(visit, 1);
	await waitFor(visit, 'region', 'MyClass #1');
	const deleted = /^Made at line 1 at .* s, never used, deleted at line 3 at .* s, 1\.\d\d s old\.$/;
	await until(
		'the end',
		() => told(visit, 'story'),
		10_000,
		(text) => deleted.test(text),
	);
});

pageTest('nodes and who shares them are a graph whose nodes lead on', { path: quietPath }, async (visit) => {
	await shown(
		visit,
		'const [a, b] = [new SharedNode(1), new SharedNode(2)];\na.addChild(b);\nglobalThis.all = [a, b];',
	);
	await clickRow(visit, 1);
	await waitFor(visit, 'button', 'SharedNode #1, live');
	const words = await until(
		'the references',
		() => told(visit, 'graph'),
		5_000,
		(text) => /refers weakly to/.test(text),
	);
	assert.match(words, /SharedNode #\d+ shares \w+ #\d+/);
	const other = await visit.page.$$eval('.object-card button.node', (nodes) =>
		nodes.map((it) => it.getAttribute('aria-label') ?? '').filter((name) => /^SharedNode #[^1],/.test(name)),
	);
	const [name = ''] = other;
	await (await visit.get('button', name)).click();
	await waitFor(visit, 'region', name.replace(/,.*/, ''));
});

pageTest('a filter that hides every row says so, and offers to go', { path: quietPath }, async (visit) => {
	await shown(visit, kTwoLines);
	await (await waitFor(visit, 'button', 'line 3 made 1 object, 1 live')).click();
	await until(
		'its line alone',
		() => rowCount(visit),
		5_000,
		(count) => count === 1,
	);
	await visit.page.click('.chip[data-state="freed"]');
	await until(
		'what hides',
		() => visit.page.$$eval('.grid-frame .empty', (found) => found.map((it) => it.textContent).join()),
		5_000,
		(text) => text.includes('No row is freed now and was made at line 3.'),
	);
	await (await visit.get('button', 'Show every row')).click();
	await until(
		'every row',
		() => rowCount(visit),
		5_000,
		(count) => count === 6,
	);
});

pageTest(
	'a function that captures its own listener is suspected, and the cycle drawn',
	{ path: quietPath },
	async (visit) => {
		const captured = `let listener;
listener = new Listener((n) => console.log(listener.ptr, n));
for (let i = 0; i < 3; i++) await collectGarbage();
globalThis.weak = new WeakListener((n) => n);`;
		await shown(visit, captured);
		await clickRow(visit, 1);
		await waitFor(visit, 'region', 'Listener #1');
		const cycle = 'Listener #1 → the function of Listener #1 → the wrapper of Listener #1 → Listener #1';
		const [suspects] = await Promise.all([
			until(
				'suspects',
				() => told(visit, 'suspects'),
				10_000,
				(text) => text.includes('suspect'),
			),
			until(
				'the cycle',
				() => told(visit, 'cycle-note'),
				10_000,
				(text) => text.includes(cycle),
			),
		]);
		assert.match(suspects, /^line 2(sure|likely|possible) suspect /);
		assert.doesNotMatch(suspects, /because/i);
		await clickRow(visit, 2);
		await waitFor(visit, 'region', 'WeakListener #2');
		await until(
			'a weak reference',
			() => told(visit, 'graph'),
			5_000,
			(text) => /WeakListener #2 refers weakly to the function/.test(text),
		);
		assert.equal(await told(visit, 'cycle-note'), '');
	},
);
