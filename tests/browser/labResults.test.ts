// The Lab's results of a given report: what the table says, its order, what is hidden, two rows compared, what is handed
// on; by keyboard as by pointer, and while trials come in.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { pageTest, until, type Visit, type VisitOptions } from '../support/browser.ts';
import { catchDownloads } from '../support/downloads.ts';
import type { LabPage } from '../support/labPage/main.tsx';
import { buildLabPage } from '../support/labPage.ts';
import { root } from '../support/paths.ts';

declare global {
	interface Window {
		labPage: LabPage;
		copied: string[];
	}
}

const dir = await buildLabPage();
after(() => rmSync(dir, { recursive: true }));
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

const options = { dir, path: '?show=results&width=700' };

/** A test that begins when the page has been painted: Firefox lets no click through before. */
function resultsTest(title: string, how: VisitOptions, body: (visit: Visit) => Promise<void>) {
	pageTest(title, how, async (visit) => {
		await visit.page.evaluate(async () => {
			for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
		});
		await body(visit);
	});
}

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ').trim();

/** The numbers of the rows, as they stand. */
const order = async ({ page }: Visit) =>
	(await page.$$eval('[role="grid"] tbody .curve-number', (all) => all.map((it) => it.textContent))).join(' ');

const heads = async ({ page }: Visit) =>
	(await page.$$eval('[role="grid"] thead th.figure', (all) => all.map((it) => it.textContent ?? ''))).map(plain);

/** The cells of a row, by the number of its configuration. */
const cells = async ({ page }: Visit, number: number) =>
	(
		await page.$$eval(
			'[role="grid"] tbody tr',
			(rows, wanted) => {
				const row = rows.find((it) => it.querySelector('.curve-number')?.textContent === wanted);
				return [...(row?.children ?? [])].map((it) => (it instanceof HTMLElement ? it.innerText : ''));
			},
			String(number),
		)
	).map(plain);

const press = async (visit: Visit, name: string) => (await visit.get('button', name)).click();

const sortedBy = async ({ page }: Visit) =>
	page.$$eval('[role="grid"] th[aria-sort]', (all) =>
		all
			.filter((it) => it.ariaSort !== 'none')
			.map((it) => `${it.querySelector('button')?.lastChild?.textContent ?? ''} ${it.ariaSort}`)
			.join(),
	);

resultsTest('the table says what was tried, what came of it, and what is best', options, async (visit) => {
	const { page } = visit;
	assert.equal((await visit.all('grid', 'Trial results')).length, 1);
	assert.equal(await order(visit), '1 2 3 4 5 6 7 8');
	const settings = plain(await page.$eval('.results-settings', (it) => it.textContent ?? ''));
	assert.match(settings, /^Steady churn: .*200.*, seed 1 3 trials each · freed within 1 s · heap limit 64 MiB/);
	assert.match(settings, /Chromium 156, 2 cores, 24 Nov 2026 10:00 UTC$/);
	assert.ok((await heads(visit)).includes('Within 1 s'));
	assert.deepEqual(await cells(visit, 8).then((all) => all.slice(0, 4)), [
		'8 pressure 3 of 3 ×',
		'★ best 84.1 % 84.0–84.7',
		'★ best 99.0 % 98.9–99.6',
		'★ best 2.54 MiB 2.54–2.59',
	]);
	assert.match((await cells(visit, 2))[2] ?? '', /^▽ worst 30\.8 %/);
	const [name, freed] = await cells(visit, 1);
	assert.equal(name, '1 none 0 of 3 · 3 threw ✕ 3 of 3 threw ×');
	assert.equal(freed, '0 %', 'a program that ended early is neither best nor worst');
	const notes = await page.$$eval('[aria-label="What happened in trials"] li', (all) => all.map((it) => it.innerText));
	assert.deepEqual(notes.map(plain), [
		'✕ 1 none: 3 of 3 threw: NativeHeapExhausted at line 12: the native heap is full to its limit of 64 MiB',
		'≈ 4 interval · 1 s: 1 of 3 disturbed, and left out: The tab was hidden for 0.8 s',
	]);
});

resultsTest(
	'a column sorts by a click and by Enter, and the first column puts the order back',
	options,
	async (visit) => {
		const { page } = visit;
		assert.equal(await sortedBy(visit), '▴ ascending');
		await press(visit, 'Within 1\u00a0s');
		assert.equal(await order(visit), '8 7 6 3 4 5 2 1');
		assert.match(await sortedBy(visit), /^Within 1.s descending$/);
		await page.keyboard.press('Enter');
		assert.equal(await order(visit), '1 2 5 4 3 6 7 8');
		assert.match(await sortedBy(visit), /^Within 1.s ascending$/);
		await (await visit.get('button', 'Policy time')).focus();
		await page.keyboard.press('Enter');
		assert.match(await sortedBy(visit), /^Policy time ascending$/);
		await press(visit, 'Configuration');
		assert.equal(await order(visit), '1 2 3 4 5 6 7 8');
	},
);

resultsTest('columns are chosen from a list, or all of them shown', options, async (visit) => {
	const first = await heads(visit);
	assert.ok(!first.includes('Derefs') && first.includes('Lab’s own time'));
	await press(visit, 'Columns');
	await (await visit.get('checkbox', 'Derefs')).click();
	await (await visit.get('checkbox', 'Peak')).click();
	const chosen = await heads(visit);
	assert.ok(chosen.includes('Derefs') && !chosen.includes('Peak'));
	await visit.page.keyboard.press('Escape');
	await press(visit, 'All columns');
	assert.equal((await heads(visit)).length, 18);
	await press(visit, 'All columns');
	assert.deepEqual(await heads(visit), first);
});

const focused = ({ page }: Visit) =>
	page.evaluate(() => {
		const { activeElement: it } = document;
		return it?.getAttribute('aria-label') ?? it?.querySelector('.curve-number')?.textContent ?? it?.nodeName ?? '';
	});

resultsTest('a row is hidden and brought back, and the focus stays in the table', options, async (visit) => {
	const { page } = visit;
	await press(visit, 'Hide 4 interval · 1\u00a0s');
	assert.equal(await order(visit), '1 2 3 5 6 7 8');
	assert.equal(await focused(visit), 'Trial results, scrolls sideways');
	await page.focus('[role="grid"] tbody tr');
	await page.keyboard.press('End');
	await page.keyboard.press('Delete');
	assert.equal(await order(visit), '1 2 3 5 6 7');
	assert.equal(await focused(visit), '7');
	await press(visit, 'Show 4 interval · 1\u00a0s');
	assert.equal(await order(visit), '1 2 3 4 5 6 7');
	await page.focus('[role="grid"] tbody tr');
	for (let left = 7; left > 0; left--) await page.keyboard.press('Delete');
	assert.equal(await order(visit), '');
	assert.equal(await focused(visit), 'Trial results, scrolls sideways');
	await press(visit, 'Show all rows');
	assert.equal(await order(visit), '1 2 3 4 5 6 7 8');
	assert.equal(await focused(visit), 'Trial results, scrolls sideways');
});

const lit = ({ page }: Visit) => page.evaluate(() => window.labPage.results.lit.value);

resultsTest('what is pointed at or focused is lit, and what is lit elsewhere is lit here', options, async (visit) => {
	const { page } = visit;
	const second = (await page.$$('[role="grid"] tbody tr'))[1] ?? assert.fail('no second row');
	await second.hover();
	assert.equal(await lit(visit), 1);
	await page.hover('.results-settings');
	assert.equal(await lit(visit), null);
	await page.focus('[role="grid"] tbody tr');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	assert.equal(await lit(visit), 2);
	assert.equal(await focused(visit), '3');
	await page.evaluate(() => {
		window.labPage.results.lit.value = 6;
	});
	const lights = await page.$$eval('[data-lit="true"]', (all) =>
		all.map((it) => it.querySelector('.curve-number')?.textContent),
	);
	assert.deepEqual(lights, ['7']);
});

const compared = async ({ page }: Visit) =>
	(await page.$$eval('.comparison h3', (all) => all.map((it) => it.textContent ?? ''))).map(plain).join();

resultsTest('two rows are held against each other, by the pointer or by keys', options, async (visit) => {
	const { page } = visit;
	await (await visit.get('checkbox', 'Compare 8 pressure')).click();
	assert.match(await page.$eval('.results-hint', (it) => it.textContent ?? ''), /^Choose a second row/);
	await page.focus('[role="grid"] tbody tr');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press(' ');
	assert.equal(await compared(visit), '8 pressure against 3 interval · 100 ms');
	const says = (await page.$$eval('.comparison-says li', (all) => all.map((it) => it.textContent ?? ''))).map(plain);
	assert.match(says[0] ?? '', /^Better beyond the spread: .*Freed within 1 s \(\+27\.5 points\), Peak native bytes/);
	assert.match(says.at(-1) ?? '', /^No difference that the trials can tell in \d+ figures\.$/);
	const line = async (name: string) =>
		(
			await page.$$eval('.comparison-table tbody tr', (all) =>
				all.map((it) => [...it.children].map((c) => c.textContent)),
			)
		)
			.map((all) => all.map((text) => plain(text ?? '')))
			.find(([head]) => head === name);
	assert.deepEqual(await line('Freed within 1 s'), [
		'Freed within 1 s',
		'★yes, better',
		'99.0 %',
		'98.9–99.6',
		'71.4 %',
		'71.3–71.8',
		'+27.5 points',
		'39 % more',
	]);
	assert.equal((await line('Objects made'))?.[1], '=no');
	await press(visit, 'Swap');
	assert.equal(await compared(visit), '3 interval · 100 ms against 8 pressure');
	assert.equal((await line('Freed within 1 s'))?.[1], '▽yes, worse');
	await press(visit, 'Close the comparison');
	assert.equal(await compared(visit), '');
	assert.equal(await focused(visit), 'Trial results, scrolls sideways');
});

/** Where the rows and columns stand, rounded to CSS pixels. */
const places = ({ page }: Visit) =>
	page.$$eval('[role="grid"] tbody tr, [role="grid"] thead th.figure', (all) =>
		all.map((it) => {
			const { x, y, width, height } = it.getBoundingClientRect();
			return [x, y, width, height].map(Math.round).join(' ');
		}),
	);

resultsTest('all rows are there from the start, and nothing moves while figures come in', options, async (visit) => {
	const { page } = visit;
	const show = (count: number) =>
		page.evaluate(async (trials) => {
			const { report, sample } = window.labPage;
			// Without what is told below the table: notes come with the trials that they are of.
			report.value = { ...sample, state: 'running', trials: sample.trials.slice(0, trials) };
			await new Promise((resolve) => requestAnimationFrame(resolve));
		}, count);
	await show(0);
	assert.equal(await order(visit), '1 2 3 4 5 6 7 8');
	assert.deepEqual((await cells(visit, 8)).slice(0, 2), ['8 pressure 0 of 3 ×', '–']);
	const before = await places(visit);
	for (const count of [1, 11, 20]) {
		await show(count);
		assert.deepEqual(await places(visit), before, `after ${count} trials`);
	}
	assert.match(await page.$eval('.results-standing', (it) => it.textContent ?? ''), /20 of 24 trials so far/);
	assert.match((await cells(visit, 8))[0] ?? '', /2 of 3/);
});

resultsTest('what a program threw is read in full, and is nothing but text', options, async (visit) => {
	const { page } = visit;
	const reason = `<img src=x onerror="document.title='broken'"> ${'long '.repeat(200)}end`;
	await page.evaluate((text) => {
		const { report, sample } = window.labPage;
		const trials = sample.trials.map((it) => ({ ...it, outcome: 'threw' as const, reason: text }));
		report.value = { ...sample, trials };
	}, reason);
	await until('the note', () => page.$('.row-notes summary'));
	assert.match(await page.$eval('.row-notes summary', (it) => it.textContent ?? ''), /^<img src=x .*…$/);
	await page.click('.row-notes summary');
	const shown = await page.$eval('.row-notes details', (it) => (it instanceof HTMLElement ? it.innerText : ''));
	assert.match(shown, /end$/);
	assert.equal(await page.$('.results img'), null);
	assert.notEqual(await page.title(), 'broken');
});

const saved = ({ page }: Visit) =>
	page.evaluate(() => Promise.all(window.saved.map(async ({ name, text }) => ({ name, text: await text }))));

resultsTest(
	'CSV and JSON are saved under names that say what they are',
	{ ...options, before: catchDownloads },
	async (visit) => {
		await press(visit, 'CSV');
		await press(visit, 'JSON');
		const [csv, json, ...others] = await saved(visit);
		assert.deepEqual(others, []);
		assert.equal(csv?.name, 'sweepground-steady-churn-2026-11-24.csv');
		assert.equal(csv?.text.split('\r\n').length, 26);
		assert.equal(json?.name, 'sweepground-steady-churn-2026-11-24.json');
		const sample = await visit.page.evaluate(() => window.labPage.sample);
		assert.deepEqual(JSON.parse(json?.text ?? ''), sample);
		const [status] = await visit.page.$$eval('.results [role="status"]', (all) => all.map((it) => it.textContent));
		assert.equal(status, 'Saved sweepground-steady-churn-2026-11-24.json');
	},
);

/** A clipboard of the test's own. */
function catchCopies() {
	window.copied = [];
	Object.defineProperty(window, 'ClipboardItem', { value: undefined });
	Object.defineProperty(navigator, 'clipboard', {
		value: { writeText: async (text: string) => void window.copied.push(text) },
	});
}

resultsTest('the Markdown is of the table as it is shown', { ...options, before: catchCopies }, async (visit) => {
	const { page } = visit;
	await press(visit, 'Hide 1 none');
	await press(visit, 'Within 1\u00a0s');
	await press(visit, 'Copy as Markdown');
	const text = await until('the copy', () => page.evaluate(() => window.copied[0]));
	const rows = [...(text ?? '').matchAll(/^\| (\d) /gm)].map((match) => match[1]);
	assert.equal(rows.join(' '), await order(visit));
	const columns = (text ?? '').split('\n').find((line) => line.startsWith('| #'));
	assert.equal(columns?.split('|').length, (await heads(visit)).length + 5);
	assert.match(text ?? '', /7 of 8 rows/);
});

/** A browser that lets no page copy. */
function closeClipboard() {
	Object.defineProperty(window, 'ClipboardItem', { value: undefined });
	Object.defineProperty(navigator, 'clipboard', { value: undefined });
}

resultsTest('without a clipboard the Markdown is saved', { ...options, before: closeClipboard }, async (visit) => {
	await visit.page.evaluate(catchDownloads);
	await press(visit, 'Copy as Markdown');
	const [file] = await until(
		'the file',
		() => saved(visit),
		5000,
		(all) => all.length > 0,
	);
	assert.equal(file?.name, 'sweepground-steady-churn-2026-11-24.md');
	assert.match(file?.text ?? '', /^\*\*Steady churn/);
});

for (const scheme of ['light', 'dark'] as const) {
	resultsTest(`axe finds no fault with the results, ${scheme}`, { ...options, scheme }, async (visit) => {
		const { page } = visit;
		await page.evaluate(axe);
		const faults = () =>
			page.evaluate(async () => {
				const { axe } = window as unknown as {
					axe: { run(context: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
				};
				const { violations } = await axe.run('main');
				return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`);
			});
		await page.evaluate(() => {
			const { results } = window.labPage;
			results.toggleCompared(1);
			results.toggleCompared(2);
			results.hideRow(4);
			results.lit.value = 3;
			results.showAllFigures();
		});
		await until('the comparison', () => page.$('.comparison'));
		assert.deepEqual(await faults(), []);
		await page.evaluate(() => {
			window.labPage.report.value = null;
		});
		await until('the empty state', () => page.$('.results .empty'));
		assert.deepEqual(await faults(), []);
	});
}
