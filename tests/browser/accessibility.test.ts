// What axe-core finds fault with on the built page: nothing, in either theme, on a desk and on a phone, whatever is open.
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

const kProgram = `const kept = [];
for (let i = 0; i < 30; i++) kept.push(new Buffer(1000 * i));
for (const buffer of kept.splice(0, 10)) buffer.delete();
globalThis.kept = kept;
new MyClass(1);
console.log('kept', kept.length);
await collectGarbage();
kept[0].fill(1, 2, 3);
kept[0].delete();
kept[0].fill(1);`;

async function violations({ page }: Visit): Promise<string[]> {
	await page.evaluate(axe);
	const found = await page.evaluate(async () => {
		const { axe } = window as unknown as {
			axe: { run(context: Document, options: object): Promise<{ violations: Violation[] }> };
		};
		// Beside what axe looks at unasked: targets that a finger can hit.
		const rules = { 'target-size': { enabled: true } };
		return (await axe.run(document, { rules })).violations;
	});
	return found.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `  ${html}`).join('\n')}`);
}

/** What the views over time, the card and the map can show beside what they begin with; one by one, all stay open. */
const openers: Record<string, (visit: Visit) => Promise<void>> = {
	async lanes(visit) {
		await (await visit.get('tab', 'Lifetimes')).click();
		await until('the lanes', () => visit.page.$('.lanes [role="option"]'));
	},
	async 'a marked range'({ page }) {
		await page.focus('[role="slider"][aria-label="Time cursor"]');
		await page.keyboard.press('Home');
		await page.keyboard.down('Shift');
		for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
		await page.keyboard.up('Shift');
		await until('the range', () => page.$('button[aria-label$="unmark this range"]'));
	},
	async 'a card'({ page }) {
		const row = '.grid-body [role="row"][data-state="live"]';
		await until('a live row', () => page.$(row));
		await page.click(row);
		await until('all of the card', () => page.$('.object-card .facts'));
	},
	async bytes(visit) {
		await (await visit.get('application', 'Look around the heap')).focus();
		await visit.page.keyboard.press('Home');
		await until('the bytes', async () => {
			if (await visit.page.$('table[aria-label="Bytes of the native heap"]')) return true;
			await visit.page.keyboard.press('+');
			return false;
		});
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
				assert.deepEqual(await violations(visit), [], 'when it has just opened');
				if (what === 'desk') await untilMonaco(visit);
				await load(visit, { code: kProgram });
				await run(visit);
				assert.deepEqual(await violations(visit), [], 'after a run that ended in an error');
				for (const [name, open] of Object.entries(openers)) {
					await open(visit);
					assert.deepEqual(await violations(visit), [], `with ${name}`);
				}
			},
		);
	}
}
