// What is pointed at in one view lights up in all of them, and goes out when the pointer is elsewhere.
import assert from 'node:assert/strict';
import { pageTest, until, type Visit } from '../support/browser.ts';
import { load, quietPath, ready, runCode, untilMonaco } from '../support/sweepground.ts';

/** Each buffer fills a good part of the map. */
const kProgram = `globalThis.all = [new MyClass(1)];
all.push(new Buffer(20000));
all.push(new Buffer(20000));
`;

interface Lit {
	row: string;
	lane: string;
	line: string;
	map: string;
}

/** What each view lights up; empty: nothing. */
const lit = ({ page }: Visit): Promise<Lit> =>
	page.evaluate(() => {
		const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
		const label = document.querySelector('[role="img"]')?.getAttribute('aria-label') ?? '';
		return {
			row: text('[role="row"][data-lit="object"] .serial').trim(),
			lane: text('[role="option"].lit .lane-name'),
			line: document.querySelector('.editor-count[data-lit="true"]')?.getAttribute('data-line') ?? '',
			map: /lit: (\S+ #\d+)/.exec(label)?.[1] ?? '',
		};
	});

const third: Lit = { row: '3', lane: '#3 Buffer', line: '3', map: 'Buffer #3' };
const second: Lit = { row: '2', lane: '#2 Buffer', line: '2', map: 'Buffer #2' };
const nothing: Lit = { row: '', lane: '', line: '', map: '' };

const untilLit = (visit: Visit, wanted: Lit, from: string) =>
	until(
		`lit from ${from}: ${JSON.stringify(wanted)}`,
		() => lit(visit),
		5_000,
		(is) => JSON.stringify(is) === JSON.stringify(wanted),
	);

async function middleOf({ page }: Visit, selector: string): Promise<{ x: number; y: number; heightPx: number }> {
	await until(selector, () => page.$(selector));
	return page.$eval(selector, (it) => {
		const { x, y, width, height } = it.getBoundingClientRect();
		return { x: x + width / 2, y: y + height / 2, heightPx: height };
	});
}

pageTest('an object lights up in every view from every view', { path: quietPath }, async (visit) => {
	const { page } = visit;
	await ready(visit);
	await untilMonaco(visit);
	await load(visit, { policy: 'manual' });
	assert.deepEqual(await runCode(visit, kProgram), { ok: true });
	await (await visit.get('tab', 'Lifetimes')).click();

	const row = await middleOf(visit, '.grid-body [role="row"][aria-rowindex="4"][data-state]');
	await page.mouse.move(row.x, row.y);
	await untilLit(visit, third, 'its row');
	await page.mouse.move(row.x, row.y + 3 * row.heightPx);
	await untilLit(visit, nothing, 'below the rows');

	const lane = await middleOf(visit, '[role="option"]:nth-child(2)');
	await page.mouse.move(lane.x, lane.y);
	await untilLit(visit, second, 'its lane');

	// 40,032 of 65,536 bytes: the second buffer lies around a half of the picture, the first around a sixth.
	const map = await middleOf(visit, '.map-canvas');
	await page.mouse.move(map.x, map.y - map.heightPx / 32);
	await untilLit(visit, third, 'the map');
	await page.mouse.move(map.x, map.y - map.heightPx / 3);
	await untilLit(visit, second, 'the map, higher up');
	await page.mouse.move(5, 5);
	await untilLit(visit, nothing, 'elsewhere');

	const mark = await middleOf(visit, '.editor-count[data-line="3"]');
	await page.mouse.move(mark.x, mark.y);
	await until(
		'all of its line',
		() => page.$$eval('[role="row"][data-lit="line"] .serial', (found) => found.map((it) => it.textContent).join()),
		5_000,
		(serials) => serials.trim() === '3',
	);
	assert.equal(
		await page.$eval('.editor-count[data-line="3"]', (it) => it.getAttribute('aria-label')),
		'line 3 made 1 object, 1 live',
	);
});

pageTest('a row that comes beneath a still pointer lights up once it moves', { path: quietPath }, async (visit) => {
	const { page } = visit;
	await ready(visit);
	await untilMonaco(visit);
	await load(visit, { policy: 'manual' });
	assert.deepEqual(await runCode(visit, kProgram), { ok: true });
	const row = await middleOf(visit, '.grid-body [role="row"][aria-rowindex="2"][data-state]');
	await page.mouse.move(row.x, row.y);
	const litRow = () => lit(visit).then((is) => is.row);
	await until('the first', litRow, 5_000, (serial) => serial === '1');
	await page.focus('.editor-count[data-line="3"]');
	await page.keyboard.press('Enter');
	await until('its line alone', () => page.$('[role="grid"][aria-rowcount="2"]'));
	await page.focus('[role="grid"]');
	await page.mouse.move(row.x + 1, row.y);
	await until('the third', litRow, 5_000, (serial) => serial === '3');
});
