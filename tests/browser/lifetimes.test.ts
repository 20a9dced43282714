// The views over time: tabs by keys, a lane for each object or line, and a range marked by the mouse and by keys.
import assert from 'node:assert/strict';
import { pageTest, until } from '../support/browser.ts';
import { dragOverTime, load, quietPath, ready, run, runCode } from '../support/sweepground.ts';
import type { Visit } from '../support/visit.ts';

/** Six kept, and three deleted, of two lines. */
const kFew = `globalThis.kept = [];
for (let i = 0; i < 6; i++) kept.push(new MyClass(i));
for (let i = 0; i < 3; i++) { const buffer = new Buffer(64); buffer.fill(1); buffer.delete(); }
await tick(50);`;

/** Three hundred kept, forty deleted, of two lines: more than have a lane each. */
const kMany = `globalThis.kept = [];
for (let i = 0; i < 300; i++) kept.push(new MyClass(i));
for (let i = 0; i < 40; i++) { const buffer = new Buffer(64); buffer.delete(); }
await tick(50);`;

async function opened(visit: Visit, tab: 'Timeline' | 'Lifetimes', code: string): Promise<void> {
	await ready(visit);
	await (await visit.get('tab', tab)).click();
	assert.deepEqual(await runCode(visit, code), { ok: true });
}

/** The names of the lanes, in order, once there are so many. */
function lanes({ page }: Visit, count: number): Promise<string[]> {
	const named = () =>
		page.$$eval('.lanes [role="option"]', (found) =>
			found.map((lane) => (lane.getAttribute('aria-label') ?? '').replaceAll('\u00a0', ' ')),
		);
	return until(`${count} lanes`, named, 10_000, (names) => names.length === count);
}

/** The text of the button that unmarks the range; empty if none is marked. */
const chip = ({ page }: Visit) =>
	page.$$eval('button', (all) => {
		const found = all.find((button) => /^made .*unmark this range$/.test(button.ariaLabel ?? ''));
		return (found?.textContent ?? '').replaceAll('\u00a0', ' ');
	});

const focused = ({ page }: Visit) => page.evaluate(() => document.activeElement?.textContent ?? '');

pageTest('the tabs are walked by arrow keys, and the choice is remembered', { path: quietPath }, async (visit) => {
	await ready(visit);
	const { page } = visit;
	const open = () => page.$$eval('[role="tab"][aria-selected="true"]', (tabs) => tabs.map((tab) => tab.textContent));
	assert.ok((await open()).includes('Timeline'));
	await visit.get('tabpanel', 'Timeline');
	await (await visit.get('tab', 'Timeline')).focus();
	await page.keyboard.press('ArrowRight');
	assert.ok((await open()).includes('Lifetimes'));
	assert.equal(await focused(visit), 'Lifetimes');
	await visit.get('tabpanel', 'Lifetimes');
	await page.reload();
	await ready(visit);
	await visit.get('tabpanel', 'Lifetimes');
	await (await visit.get('tab', 'Lifetimes')).focus();
	await page.keyboard.press('ArrowRight');
	assert.equal(await focused(visit), 'Timeline');
	await visit.get('tabpanel', 'Timeline');
});

pageTest('few objects have a lane each, that tells its life; Enter picks one', { path: quietPath }, async (visit) => {
	await opened(visit, 'Lifetimes', kFew);
	// All nine, wherever the list ends on the screen
	const names = await lanes(visit, 9);
	assert.match(names[0] ?? '', /^#1 MyClass · made \d\.\d{3} s, line 2 · live$/);
	assert.match(names[8] ?? '', /^#9 Buffer · made \d\.\d{3} s, line 3 · last used \d\.\d{3} s · deleted \d\.\d{3} s$/);
	const { page } = visit;
	await (await visit.get('listbox', 'Lifetimes')).focus();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	const picked = await until(
		'the picked lane',
		() => page.$$eval('[role="option"][aria-selected="true"]', (all) => all.map((lane) => lane.id)),
		5000,
		(ids) => ids.length > 0,
	);
	const active = await page.evaluate(() => document.activeElement?.getAttribute('aria-activedescendant'));
	assert.deepEqual(picked, [active]);
});

pageTest('many objects have a lane for each line; a click shows its line alone', { path: quietPath }, async (visit) => {
	await opened(visit, 'Lifetimes', kMany);
	assert.deepEqual(await lanes(visit, 2), ['line 2 · 300 made, 300 live', 'line 3 · 40 made, 0 live']);
	await (await visit.get('option', 'line 2 · 300 made, 300 live')).click();
	assert.deepEqual(await lanes(visit, 1), ['line 2 · 300 made, 300 live']);
	await (await visit.get('option', 'line 2 · 300 made, 300 live')).click();
	await lanes(visit, 2);
});

for (const tab of ['Timeline', 'Lifetimes'] as const) {
	pageTest(`dragging in ${tab} marks a range, a click or Escape unmarks it`, { path: quietPath }, async (visit) => {
		await opened(visit, tab, kFew);
		const { page } = visit;
		assert.equal(await chip(visit), '');
		await dragOverTime(visit, 0.6, 0.3);
		assert.match(await chip(visit), /^made \d\.\d\d–\d\.\d\d s ×$/);
		assert.equal((await page.$$('.time-range')).length, 1);
		await page.keyboard.press('Escape');
		assert.equal(await chip(visit), '');
		await dragOverTime(visit, 0.5, 0.9);
		assert.notEqual(await chip(visit), '');
		await (await page.$('button[aria-label$="unmark this range"]'))?.click();
		assert.equal(await chip(visit), '');
	});
}

pageTest('a marked range leaves only what was made in it', { path: quietPath }, async (visit) => {
	await ready(visit);
	await (await visit.get('tab', 'Lifetimes')).click();
	await load(visit, {
		code: 'globalThis.kept = [new MyClass(1), new Buffer(8)]; await tick(1200); kept.push(new MyClass(2));',
	});
	await run(visit);
	await lanes(visit, 3);
	const spanMs = await (await visit.get('slider', 'Time cursor')).evaluate((it) => Number(it.ariaValueMax));
	// The span goes on growing: the third object is far enough from where the drag ends.
	await dragOverTime(visit, 0, 600 / spanMs);
	const names = await lanes(visit, 2);
	assert.match(names[0] ?? '', /^#1 MyClass/);
	await visit.page.keyboard.press('Escape');
	await lanes(visit, 3);
});

pageTest('the keyboard alone moves the cursor and marks a range', { path: quietPath }, async (visit) => {
	await opened(visit, 'Timeline', kFew);
	const { page } = visit;
	const cursor = await visit.get('slider', 'Time cursor');
	const said = () =>
		cursor.evaluate((slider) => (slider.getAttribute('aria-valuetext') ?? '').replaceAll('\u00a0', ' '));
	await cursor.focus();
	await page.keyboard.press('Home');
	assert.match(await said(), /^\d+ ms · /);
	await page.keyboard.press('PageUp');
	assert.equal(await cursor.evaluate((slider) => slider.getAttribute('aria-valuenow')), '200');
	// The heap's figures, or what happened so near that the cursor tells of it: a collection comes when it will.
	assert.match(await said(), /^200 ms · live .* · limit 64 MiB$|^\d+ ms · .*(sweep|collection|request)/);
	await page.keyboard.down('Shift');
	for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
	await page.keyboard.up('Shift');
	assert.equal(await chip(visit), 'made 0.20–0.30 s ×');
	await page.keyboard.press('Escape');
	assert.equal(await chip(visit), '');
});
