// Help, keys and the first visit's steps: by keyboard alone, in both themes, and with nothing that axe would complain of.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageTest, until, type Visit } from '../support/browser.ts';
import { root } from '../support/paths.ts';
import { load, quietPath, ready, start, stats, untilMonaco } from '../support/sweepground.ts';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong in these parts of the page. */
async function violations({ page }: Visit, parts: readonly string[]): Promise<string[]> {
	await page.evaluate(axe);
	const found: unknown = await page.evaluate(
		`axe.run({ include: ${JSON.stringify(parts)} }).then(({ violations, passes }) => [passes.length, ...violations.map(
			({ id, nodes }) => id + ': ' + nodes.map(({ html, any }) => html.slice(0, 120) + ' ' + any.map((it) => it.message)).join('; '))])`,
	);
	assert.ok(Array.isArray(found) && Number(found[0]) > 3, 'axe looked at nothing');
	return found.slice(1).map(String);
}

const helpOpen = ({ page }: Visit) => page.evaluate(() => document.querySelector('dialog:modal') !== null);

const focusedName = ({ page }: Visit) =>
	page.evaluate(() => {
		const { activeElement } = document;
		return activeElement?.getAttribute('aria-label') ?? activeElement?.getAttribute('role') ?? activeElement?.tagName;
	});

async function chord({ page }: Visit, key: 'Digit1' | 'Digit4' | 'Digit6' | 'Backspace'): Promise<void> {
	await page.keyboard.down('Control');
	await page.keyboard.down('Shift');
	await page.keyboard.press(key);
	await page.keyboard.up('Shift');
	await page.keyboard.up('Control');
}

pageTest('the help opens and closes by key, and gives the focus back', { path: quietPath }, async (visit) => {
	const { page } = visit;
	await ready(visit);
	await untilMonaco(visit);
	await (await visit.get('combobox', 'Sample')).focus();
	await page.keyboard.press('?');
	assert.equal(await helpOpen(visit), false, 'a list was being searched');
	await (await visit.get('button', 'Run')).focus();
	await page.keyboard.press('?');
	await until('the help', () => helpOpen(visit));
	await visit.get('dialog', 'Help');
	await page.keyboard.press('g');
	await page.keyboard.press('Escape');
	await until('its end', async () => !(await helpOpen(visit)));
	assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Run');

	await (await visit.get('button', 'Help')).click();
	await until('the help', () => helpOpen(visit));
	await (await visit.get('checkbox', 'Single keys do something')).click();
	await (await visit.get('button', 'Close')).click();
	await until('its end', async () => !(await helpOpen(visit)));
	assert.equal(await focusedName(visit), 'Help');
	await page.keyboard.press('?');
	await page.reload();
	await ready(visit);
	await page.keyboard.press('?');
	assert.equal(await helpOpen(visit), false, 'the key was switched off');
});

pageTest(
	'keys go from pane to pane, collect, sweep and stop, also out of the editor',
	{ path: quietPath },
	async (visit) => {
		const { page } = visit;
		await ready(visit);
		await untilMonaco(visit);
		await load(visit, { code: 'new MyClass(1); await tick(60_000);', policy: 'none' });
		await start(visit);
		await until('an object', async () => (await stats(visit)).counts.live === 1);
		await chord(visit, 'Digit1');
		assert.equal(await focusedName(visit), 'Program');
		await page.keyboard.type('gs');
		assert.equal((await stats(visit)).sweeps.count, 0, 'a letter of the program was a command');
		await chord(visit, 'Digit4');
		assert.equal(await focusedName(visit), 'Managed objects');
		await page.keyboard.press('g');
		await until('a collection', async () => (await stats(visit)).collections > 0);
		await page.keyboard.press('s');
		await until('a sweep', async () => (await stats(visit)).sweeps.count > 0);
		await chord(visit, 'Digit1');
		await chord(visit, 'Backspace');
		const status = await visit.get('status', 'Run');
		await until('the end', () => status.evaluate((it) => it.textContent === 'stopped'));

		await page.click('.lesson .fold');
		await chord(visit, 'Digit6');
		await until('the lesson', async () => (await focusedName(visit)) === 'Lesson text');
		await page.click('.lesson .fold');
		await page.keyboard.press('c');
		const verdict = await visit.get('status', 'Verdict');
		await until('the verdict', () => verdict.evaluate((it) => it.textContent?.includes('The run was stopped')));
	},
);

pageTest(
	'the three steps follow the first run, light up what they name, and are closed for good',
	{},
	async (visit) => {
		const { page } = visit;
		await ready(visit);
		const strip = await visit.get('region', 'Three steps');
		const taken = () => strip.evaluate((it) => it.textContent?.split('seen in this run').length ?? 0);
		await until('all three steps', taken, 20_000, (count) => count === 4);
		const outline = () =>
			page.$eval('.counts [data-state="cleared"]', (element) => getComputedStyle(element).outlineStyle);
		assert.equal(await outline(), 'none');
		await (await visit.get('button', 'Show cleared')).focus();
		assert.equal(await outline(), 'solid');
		await (await visit.get('button', 'Show Managed objects')).click();
		await until('the grid', async () => (await focusedName(visit)) === 'Managed objects');
		await (await visit.get('button', 'Close the three steps')).click();
		await page.reload();
		await ready(visit);
		assert.deepEqual(await visit.all('region', 'Three steps'), []);
		await (await visit.get('button', 'Help')).click();
		await until('the help', () => helpOpen(visit));
		await (await visit.get('button', 'Show the three steps of a first run')).click();
		await until('the steps', async () => (await visit.all('region', 'Three steps')).length === 1);
	},
);

for (const scheme of ['light', 'dark'] as const) {
	pageTest(`axe finds nothing wrong with bar, steps, notice, panels and help, ${scheme}`, { scheme }, async (visit) => {
		const { page } = visit;
		await ready(visit);
		await untilMonaco(visit);
		await page.evaluate(() => {
			location.hash = 's1=broken';
		});
		await until('the notice', async () => (await visit.all('button', 'Close notice')).length === 1);
		assert.deepEqual(await violations(visit, ['.bar', '.welcome', '.notice']), []);
		for (const [name, part] of [
			['Share', '#share textarea'],
			['File', '#file-menu button'],
			['Heap settings', '#heap-limit'],
		] as const) {
			await (await visit.get('button', name)).click();
			await page.waitForSelector(part, { visible: true });
			assert.deepEqual(await violations(visit, [`.popover:popover-open`]), [], name);
			await page.keyboard.press('Escape');
		}
		await (await visit.get('button', 'Help')).click();
		await until('the help', () => helpOpen(visit));
		assert.deepEqual(await violations(visit, ['dialog']), []);
	});
}
