// What axe-core finds fault with on the built page: nothing, in either theme, on a desk and on a phone, whatever is open;
// and that nothing of it lies beside the screen.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageTest, until } from '../support/browser.ts';
import { root } from '../support/paths.ts';
import { load, quietPath, ready, run, untilMonaco } from '../support/sweepground.ts';
import type { Visit } from '../support/visit.ts';

interface Violation {
	id: string;
	help: string;
	nodes: { html: string; failureSummary?: string }[];
}

const axe = await readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

const kProgram = `globalThis.node = new SharedNode(1);
node.addChild(new SharedNode(2));
const kept = [];
for (let i = 0; i < 30; i++) kept.push(new Buffer(1000 * i));
for (const buffer of kept.splice(0, 10)) buffer.delete();
globalThis.kept = kept;
new MyClass(1);
console.log('kept', kept.length);
await collectGarbage();
kept[0].fill(1, 2, 3);
kept[0].delete();
kept[0].fill(1);`;

async function violations({ page }: Visit, what: 'desk' | 'phone'): Promise<string[]> {
	await page.evaluate(axe);
	const found = await page.evaluate(async (fingers) => {
		const { axe } = window as unknown as {
			axe: { run(context: Document, options: object): Promise<{ violations: Violation[] }> };
		};
		// Beside what axe looks at unasked: targets that a finger can hit.
		const rules = { 'target-size': { enabled: fingers } };
		return (await axe.run(document, { rules })).violations;
	}, what === 'phone');
	return found.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `  ${html}`).join('\n')}`);
}

/** By how many pixels the page is larger than the screen: a desk has it all, a phone scrolls it down alone. */
function overflow({ page }: Visit, what: 'desk' | 'phone'): Promise<{ acrossPx: number; downPx: number }> {
	return page.evaluate((scrolls) => {
		const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
		return { acrossPx: scrollWidth - clientWidth, downPx: scrolls ? 0 : scrollHeight - clientHeight };
	}, what === 'phone');
}

/** What can be opened beside what is there from the start; all of it stays open. */
const openers: Record<string, (visit: Visit) => Promise<void>> = {
	async 'lanes and a marked range'(visit) {
		const { page } = visit;
		await (await visit.get('tab', 'Lifetimes')).click();
		await until('the lanes', () => page.$('.lanes [role="option"]'));
		await (await visit.get('slider', 'Time cursor')).focus();
		await page.keyboard.press('Home');
		await page.keyboard.down('Shift');
		for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
		await page.keyboard.up('Shift');
		await until('the range', () => page.$('button[aria-label$="unmark this range"]'));
	},
	async 'a card and bytes'(visit) {
		const { page } = visit;
		const row = '.grid-body [role="row"][data-state="live"]';
		await until('a live row', () => page.$(row));
		await page.click(row);
		await until('all of the card', () => page.$('.object-card .facts'));
		await (await visit.get('application', 'Look around the heap')).focus();
		await page.keyboard.press('Home');
		await until('the bytes', async () => {
			if (await page.$('table[aria-label="Bytes of the native heap"]')) return true;
			await page.keyboard.press('+');
			return false;
		});
	},
	// In the place of what is open so far; its states beside this one are in the Lab's own tests.
	async 'the Lab'(visit) {
		await (await visit.get('tab', 'Lab')).click();
		await until('the set-up', async () => (await visit.all('combobox', 'Workload'))[0]);
	},
};

for (const scheme of ['light', 'dark'] as const) {
	for (const [what, widthCssPx, heightCssPx] of [
		['desk', 1280, 720],
		['phone', 390, 844],
	] as const) {
		pageTest(
			`axe finds no violation, ${scheme}, ${what}`,
			{ path: quietPath, scheme, widthCssPx, heightCssPx },
			async (visit) => {
				await ready(visit);
				assert.deepEqual(await violations(visit, what), [], 'when it has just opened');
				if (what === 'desk') await untilMonaco(visit);
				await load(visit, { code: kProgram });
				await run(visit);
				assert.deepEqual(await violations(visit, what), [], 'after a run that ended in an error');
				for (const [name, open] of Object.entries(openers)) {
					await open(visit);
					assert.deepEqual(await violations(visit, what), [], `with ${name}`);
					assert.deepEqual(await overflow(visit, what), { acrossPx: 0, downPx: 0 }, `with ${name}`);
				}
				await (await visit.get('button', 'Check')).click();
				await until('the verdict', () => visit.page.$('.verdict[data-verdict="failed"]'));
				await (await visit.get('button', 'Lessons')).click();
				await until('the list', () => visit.page.$('.lesson-list'));
				assert.deepEqual(await violations(visit, what), [], 'with the list of lessons');
				await (await visit.get('button', 'For teachers')).click();
				await until("the teacher's page", () => visit.page.$('.teachers'));
				assert.deepEqual(await violations(visit, what), [], "with the teacher's page");
			},
		);
	}
}
