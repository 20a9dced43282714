// The tabs Live and Lab on the page; and the Lab's panel: its set-up by name and by key, what is wrong with it, trials
// from their start to their results, and Cancel. The panel's states are those of a Lab that does what the test says; a
// small experiment is real.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { pageTest, until, type Visit } from '../support/browser.ts';
import type { LabPage } from '../support/labPage/main.tsx';
import { buildLabPage } from '../support/labPage.ts';
import { root } from '../support/paths.ts';
import { load, quietPath, ready, run, start, stats, untilMonaco } from '../support/sweepground.ts';

declare global {
	interface Window {
		labPage: LabPage;
	}
}

const dir = await buildLabPage();
after(() => rmSync(dir, { recursive: true }));
const panel = { dir, path: '?show=panel&width=720' };

const plain = (text: string | null | undefined) =>
	(text ?? '').replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ').trim();

const one = async (visit: Visit, role: string, name: string) => {
	await until(`the ${role} "${name}"`, async () => (await visit.all(role, name)).length === 1);
	return visit.get(role, name);
};

const selected = async (visit: Visit, name: string) =>
	(await visit.get('tab', name)).evaluate((it) => it.getAttribute('aria-selected') === 'true');

const focused = ({ page }: Visit) =>
	page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

const textOf = async ({ page }: Visit, selector: string) => plain(await page.$eval(selector, (it) => it.textContent));

/** The experiment that is set up in the panel alone. */
const experiment = ({ page }: Visit) => page.evaluate(() => window.labPage.lab.experiment.value);

/** Replaces what a field holds, by keys. */
async function type(visit: Visit, name: string, text: string): Promise<void> {
	const field = await visit.get('spinbutton', name);
	await field.focus();
	await visit.page.keyboard.down('Control');
	await visit.page.keyboard.press('a');
	await visit.page.keyboard.up('Control');
	await visit.page.keyboard.press('Backspace');
	await visit.page.keyboard.type(text);
}

async function choose(visit: Visit, name: string, value: string): Promise<void> {
	await (await visit.get('combobox', name)).select(value);
}

async function chord({ page }: Visit, key: 'Digit2' | 'Digit4' | 'Digit5'): Promise<void> {
	await page.keyboard.down('Control');
	await page.keyboard.down('Shift');
	await page.keyboard.press(key);
	await page.keyboard.up('Shift');
	await page.keyboard.up('Control');
}

pageTest(
	'the tabs change by click, by arrow and by shortcut, and the run comes back',
	{ path: quietPath },
	async (visit) => {
		const { page } = visit;
		await ready(visit);
		await untilMonaco(visit);
		await load(visit, { code: 'globalThis.kept = new Buffer(100); await tick(60_000);', policy: 'none' });
		await start(visit);
		await until('the object', () => page.$('.grid-body [data-state="live"]'));
		await (await visit.get('tab', 'Lab')).click();
		await one(visit, 'combobox', 'Workload');
		assert.equal(await page.$('.pane.map'), null, 'what is not shown is not there');
		assert.equal((await stats(visit)).counts.live, 1, 'the run goes on, and can be asked');

		await page.keyboard.press('ArrowRight');
		assert.deepEqual([await selected(visit, 'Live'), await focused(visit)], [true, 'Live']);
		const rows = () => page.$$eval('.grid-body [data-state="live"]', (all) => all.length);
		await until('the row', rows, 10_000, (count) => count === 1);
		await one(visit, 'application', 'Look around the heap');
		await page.keyboard.press('End');
		assert.deepEqual([await selected(visit, 'Lab'), await focused(visit)], [true, 'Lab']);

		await chord(visit, 'Digit4');
		await until('the table', async () => (await focused(visit)) === 'Managed objects');
		assert.equal(await selected(visit, 'Live'), true);
		await chord(visit, 'Digit5');
		assert.deepEqual([await selected(visit, 'Lab'), await focused(visit)], [true, 'Lab']);
		await one(visit, 'button', 'Start trials');
		await chord(visit, 'Digit2');
		await until('the map', async () => (await focused(visit)) === 'Look around the heap');

		await (await visit.get('tab', 'Lab')).click();
		await load(visit, { code: 'new MyClass(1);' });
		await run(visit);
		assert.equal(await selected(visit, 'Live'), true, 'who runs a program sees it');
	},
);

pageTest('the set-up is what is going to be run', panel, async (visit) => {
	const { page } = visit;
	await one(visit, 'combobox', 'Workload');
	await choose(visit, 'Workload', 'bursts');
	await type(visit, 'Bursts', '3');
	await type(visit, 'Seed', '42');
	await type(visit, 'Trials of each', '2');
	await type(visit, 'Freed within', '0.5');
	const set = await experiment(visit);
	assert.deepEqual(set.workload, { name: 'bursts', sizes: { objects: 10_000, pauseMs: 250, bursts: 3 }, seed: 42 });
	assert.deepEqual([set.repeats, set.withinMs], [2, 500]);
	assert.match(await textOf(visit, '#lab-standing'), /^13 trials, about \d+ s/);

	await choose(visit, 'Policy of 1', 'interval');
	await type(visit, 'Interval of 1', '25');
	await choose(visit, 'Heap limit of 1', String(2 ** 20));
	await (await visit.get('button', 'Add configuration')).click();
	await (await visit.get('button', 'Remove 2')).click();
	const { configurations } = await experiment(visit);
	assert.deepEqual(configurations[0], {
		policy: 'interval',
		intervalMs: 25,
		heapLimitBytes: 2 ** 20,
		quarantineBytes: 128 * 1024,
	});
	assert.deepEqual(
		configurations.slice(1).map(({ policy }) => policy),
		['idle', 'registry', 'gated', 'pressure', 'none'],
	);
	await (await visit.get('button', 'Remove 6')).focus();
	await page.keyboard.press('Enter');
	assert.equal(await focused(visit), 'Remove 5', 'the last row takes no focus with it');

	await choose(visit, 'Workload', 'program');
	assert.equal((await experiment(visit)).workload.name, 'program');
	assert.equal((await visit.all('spinbutton', 'Seed')).length, 0);
	await (await visit.get('button', 'Defaults')).click();
	assert.equal((await experiment(visit)).workload.name, 'steady churn');
	assert.equal(await (await visit.get('spinbutton', 'Freed within')).evaluate((it) => 'value' in it && it.value), '1');
});

pageTest('what is wrong is said at its field and where the trials start, and nothing starts', panel, async (visit) => {
	const { page } = visit;
	await one(visit, 'combobox', 'Workload');
	await type(visit, 'Trials of each', '21');
	const field = await visit.get('spinbutton', 'Trials of each');
	const said = () =>
		field.evaluate((it) => {
			const by = it.getAttribute('aria-describedby');
			return [it.getAttribute('aria-invalid'), by && document.getElementById(by)?.textContent];
		});
	assert.deepEqual(await said(), ['true', '⚠ 1 to 20']);
	assert.match(await textOf(visit, '#lab-standing'), /⚠ Trials of each must be a number from 1 to 20, not 21$/);
	const button = await visit.get('button', 'Start trials');
	assert.equal(await button.evaluate((it) => it.getAttribute('aria-disabled')), 'true');
	await button.focus();
	await page.keyboard.press('Enter');
	await type(visit, 'Trials of each', '');
	assert.equal((await said())[0], 'true', 'no number is none');
	await type(visit, 'Trials of each', '1.5');
	assert.deepEqual(await said(), ['true', '⚠ whole numbers only']);
	await type(visit, 'Trials of each', '4');
	assert.deepEqual(await said(), ['false', null]);
	assert.deepEqual(await page.evaluate(() => window.labPage.lab.calls), []);
});

pageTest(
	'from Start to the results, by key: the focus stays, the set-up folds, each quarter is said',
	panel,
	async (visit) => {
		const { page } = visit;
		await (await one(visit, 'button', 'Start trials')).focus();
		await page.evaluate(() => {
			const status = document.querySelector('[role="status"][aria-label="Trials"]');
			const said: string[] = [];
			Object.assign(window, { said });
			new MutationObserver(() => said.push(status?.textContent ?? '')).observe(status ?? document, {
				characterData: true,
				childList: true,
				subtree: true,
			});
		});
		await page.keyboard.press('Enter');
		await one(visit, 'button', 'Cancel');
		assert.equal(await focused(visit), 'Cancel');
		assert.equal(await page.$eval('#lab-setup-body', (it) => it.checkVisibility()), false);
		assert.match(await textOf(visit, '.lab-setup-head'), /Steady churn, 6 configurations × 3 trials, freed within 1 s/);
		for (const done of [1, 4, 5, 6, 10, 15]) {
			await page.evaluate((count) => window.labPage.lab.advance(count), done);
			await until('the progress', () => page.$(`.lab-progress[aria-valuenow="${done}"]`));
		}
		const bar = await visit.get('progressbar', 'Trials made');
		assert.equal(
			plain(await bar.evaluate((it) => it.getAttribute('aria-valuetext'))),
			'trial 16 of 19 · interval · 100 ms, 2 of 3 · about 11 s left',
		);
		await page.evaluate(() => window.labPage.lab.advance(19));
		await one(visit, 'button', 'Start trials');
		assert.equal(await focused(visit), 'Start trials');
		await one(visit, 'grid', 'Trial results');
		const heard: unknown = await page.evaluate('said');
		assert.ok(Array.isArray(heard));
		assert.deepEqual(
			heard.map((it) => plain(String(it))).filter((it) => it !== ''),
			[
				'A quarter of the trials is done, about 39 s left',
				'Half of the trials are done, about 25 s left',
				'Three quarters of the trials are done, about 11 s left',
				'All trials are done',
			],
		);

		await (await visit.get('button', 'Change')).click();
		assert.equal(await page.evaluate(() => document.activeElement?.id), 'lab-workload');
		assert.equal((await visit.all('note', '')).length, 0);
		await type(visit, 'Deadline', '5');
		assert.match(await textOf(visit, '.lab-changed'), /These results are of other settings/);
	},
);

pageTest('Cancel keeps what was measured, and a failure is told', panel, async (visit) => {
	const { page } = visit;
	const button = await one(visit, 'button', 'Start trials');
	await button.click({ count: 2 });
	await one(visit, 'button', 'Cancel');
	await page.evaluate(() => window.labPage.lab.advance(7));
	await button.click();
	await one(visit, 'button', 'Start trials');
	assert.deepEqual(
		await page.evaluate(() => window.labPage.lab.calls),
		['start', 'cancel'],
		'two clicks are one start',
	);
	assert.equal(await textOf(visit, '[role="status"][aria-label="Trials"]'), 'Cancelled after 7 of 19 trials');
	assert.match(await textOf(visit, '.results'), /Cancelled after 7 of 18 trials/);
	await page.evaluate(() => {
		window.labPage.lab.failure = 'The engine could not be loaded.';
	});
	await (await visit.get('button', 'Change')).click();
	await (await visit.get('button', 'Measure what the Lab itself costs')).click();
	await until('the reason', async () => (await textOf(visit, '#lab-standing')) === '⚠ The engine could not be loaded.');
	await (await visit.get('button', 'Measure what the Lab itself costs')).click();
	await until('the cost', async () => (await textOf(visit, '.own-cost output')).startsWith('+0.8 % of program time'));
});

for (const widthCssPx of [700, 390]) {
	pageTest(
		`axe finds nothing in the panel, ${widthCssPx} pixels wide, whatever it shows`,
		{ dir, path: '?show=panel', widthCssPx },
		async (visit) => {
			const { page } = visit;
			const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
			await page.evaluate(axe);
			const check = async (when: string) => {
				const found: unknown = await page.evaluate(
					`axe.run('.lab').then(({ violations, passes }) => [passes.length, ...violations.map(
						({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join('; '))])`,
				);
				assert.ok(Array.isArray(found) && Number(found[0]) > 5, 'axe looked at nothing');
				assert.deepEqual(found.slice(1), [], when);
				const beside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				assert.ok(beside <= 0, `${when}: ${beside} pixels lie beside the screen`);
			};
			await one(visit, 'combobox', 'Workload');
			await check('set up');
			await type(visit, 'Trials of each', '0');
			await check('with a problem');
			await (await visit.get('button', 'Defaults')).click();
			await (await visit.get('button', 'Start trials')).click();
			await page.evaluate(() => window.labPage.lab.advance(9));
			await one(visit, 'grid', 'Trial results');
			await check('while trials run');
			await page.evaluate(() => {
				window.labPage.lab.advance(19);
				window.labPage.lab.withinMs.value = 2000;
			});
			await one(visit, 'button', 'Start trials');
			await check('after them');
		},
	);
}

pageTest(
	'a small experiment on the page: set up, started, shown, and its workload in the editor',
	{ path: quietPath },
	async (visit) => {
		const { page } = visit;
		await ready(visit);
		await (await visit.get('tab', 'Lab')).click();
		await one(visit, 'combobox', 'Workload');
		await type(visit, 'Turns', '5');
		for (let left = 6; left > 2; left--) await (await visit.get('button', `Remove ${left}`)).click();
		await type(visit, 'Trials of each', '1');
		await type(visit, 'Freed within', '0.1');
		await (await visit.get('button', 'Start trials')).click();
		await one(visit, 'button', 'Cancel');
		await (await visit.get('tab', 'Live')).click();
		await one(visit, 'application', 'Look around the heap');
		await (await visit.get('tab', 'Lab')).click();
		await one(visit, 'grid', 'Trial results');
		const full = () =>
			page.$$eval('[role="grid"] tbody tr', (rows) => rows.filter((it) => it.textContent?.includes('1 of 1')).length);
		await until('both rows', full, 20_000, (count) => count === 2);
		await one(visit, 'button', 'Start trials');
		assert.equal(await page.$('.lab-changed'), null);
		await (await visit.get('button', 'Change')).click();
		await (await visit.get('button', 'Open in editor')).click();
		const text = async () => (await textOf(visit, '.pane.program')).includes('Steady churn: objects come and go');
		await until('the program', text);
	},
);
