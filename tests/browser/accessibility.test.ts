// What axe-core finds fault with on the built page: nothing, in either theme, on a desk and on a phone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageTest } from '../support/browser.ts';
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
		const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
		return (await axe.run()).violations;
	});
	return found.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `  ${html}`).join('\n')}`);
}

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
			},
		);
	}
}
