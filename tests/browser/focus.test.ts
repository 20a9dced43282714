// The keyboard's focus: whatever goes away from under it, it stays on the page; and Escape closes the topmost alone.
import assert from 'node:assert/strict';
import { pageTest, until, type Visit } from '../support/browser.ts';
import { load, quietPath, ready, runCode, untilMonaco } from '../support/sweepground.ts';

const kProgram = `globalThis.all = [];
for (let i = 0; i < 5; i++) all.push(new MyClass(i));
all.push(new Buffer(64));
`;

async function shown(visit: Visit, code = kProgram): Promise<void> {
	await ready(visit);
	await untilMonaco(visit);
	await load(visit, { policy: 'manual' });
	assert.deepEqual(await runCode(visit, code), { ok: true });
	await row(visit, 1);
}

async function row({ page }: Visit, index: number) {
	const selector = `.grid-body [role="row"][aria-rowindex="${index + 1}"][data-state]`;
	await until('the row', () => page.$(selector));
	return selector;
}

async function one(visit: Visit, role: string, name: string) {
	await until(`the ${role} "${name}"`, async () => (await visit.all(role, name)).length === 1);
	return visit.get(role, name);
}

const none = (visit: Visit, role: string, name: string) =>
	until(`no ${role} "${name}"`, async () => (await visit.all(role, name)).length === 0);

/** What has the focus, once the page has drawn what follows. */
const focused = ({ page }: Visit) =>
	page.evaluate(async () => {
		for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
		const it = document.activeElement;
		return it?.getAttribute('aria-label') ?? (it === document.body ? 'body' : (it?.textContent ?? ''));
	});

/** Presses the button by key and gives what has the focus afterwards. */
async function after(visit: Visit, name: string): Promise<string> {
	const button = await one(visit, 'button', name);
	await button.focus();
	await visit.page.keyboard.press('Enter');
	return focused(visit);
}

pageTest(
	'a button that goes when it is pressed leaves the focus where it leads',
	{ path: quietPath },
	async (visit) => {
		await shown(visit);
		await (await one(visit, 'button', 'line 2 made 5 objects, 5 live')).click();
		assert.equal(await after(visit, 'Remove filter: line 2'), 'Managed objects');
		await (await one(visit, 'button', 'line 2 made 5 objects, 5 live')).click();
		await visit.page.click('.chip[data-state="freed"]');
		assert.equal(await after(visit, 'Show every row'), 'Managed objects');
		await (await one(visit, 'button', 'Zoom in')).click();
		assert.equal(await after(visit, 'Whole heap'), 'Whole heap');
		assert.equal(await after(visit, 'Stop'), 'Stop');
		await visit.page.evaluate(() => {
			location.hash = '#sample=nowhere';
		});
		assert.equal(await after(visit, 'Close notice'), 'Run');
	},
);

pageTest('a card whose opener is gone gives the focus to the table', { path: quietPath }, async (visit) => {
	const { page } = visit;
	await shown(visit);
	await (await one(visit, 'tab', 'Lifetimes')).click();
	await until('a lane', () => page.$('[role="option"]'));
	await page.focus('[role="listbox"]');
	await page.keyboard.press('End');
	await page.keyboard.press('Enter');
	await one(visit, 'region', 'Buffer #6');
	await (await one(visit, 'tab', 'Timeline')).click();
	await none(visit, 'listbox', 'Lifetimes');
	await (await one(visit, 'button', 'Show on map')).focus();
	await page.keyboard.press('Escape');
	await none(visit, 'region', 'Buffer #6');
	assert.equal(await focused(visit), 'Managed objects');
});

pageTest(
	'Escape closes the card from wherever the focus is, one thing at a time',
	{ path: quietPath },
	async (visit) => {
		const { page } = visit;
		await shown(visit);
		await page.click(await row(visit, 6));
		await one(visit, 'region', 'Buffer #6');
		await page.focus('[role="application"]');
		await page.keyboard.press('Escape');
		await none(visit, 'region', 'Buffer #6');
		assert.equal(await focused(visit), 'Look around the heap');

		await page.click(await row(visit, 6));
		await one(visit, 'region', 'Buffer #6');
		await page.focus('[aria-label="Time cursor"]');
		await page.keyboard.down('Shift');
		for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
		await page.keyboard.up('Shift');
		const range = () => page.$$eval('.chip.filter', (found) => found.length);
		await until('the range', range);
		await page.keyboard.press('Escape');
		await until('no range', range, 5_000, (count) => count === 0);
		await one(visit, 'region', 'Buffer #6');
		await page.keyboard.press('Escape');
		await none(visit, 'region', 'Buffer #6');

		await page.click(await row(visit, 6));
		await one(visit, 'region', 'Buffer #6');
		await (await one(visit, 'button', 'Heap settings')).focus();
		await page.keyboard.press('Enter');
		await until('the settings', () => page.$('#heap-settings:popover-open'));
		await page.keyboard.press('Escape');
		await until('no settings', async () => (await page.$('#heap-settings:popover-open')) === null);
		assert.equal(await focused(visit), 'Heap settings');
		await one(visit, 'region', 'Buffer #6');

		await page.focus('.monaco-editor textarea');
		await page.keyboard.press('Escape');
		await one(visit, 'region', 'Buffer #6');
	},
);
