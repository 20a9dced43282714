// Pictures of the built page into build/screenshots, to be looked at: each state, size and scheme.
// node tests/support/runScript.mjs screenshots            all of them; BROWSER=firefox for the other browser
// node tests/support/runScript.mjs screenshots --readme   the README's picture, app/screenshot.png
import { join } from 'node:path';
import { root } from './paths.ts';
import { load, quietPath, ready, stats, untilMonaco } from './sweepground.ts';
import { until } from './until.ts';
import { browserName, closeAll, openPage, type Visit } from './visit.ts';

const kSizes = [
	{ widthCssPx: 1280, heightCssPx: 720 },
	{ widthCssPx: 1920, heightCssPx: 1080 },
];

const kFaulty = `const buffer = new Buffer(1024);
console.log('a buffer of', buffer.size(), 'bytes');
buffer.delete();
console.warn('it is gone, and yet:');
buffer.fill(1);
`;

/** Every way an object can go, at once. */
const kReadme = `// Fifty buffers: five deleted, twenty kept, the rest left to the collector.
let buffers = [];
for (let i = 0; i < 50; i++) {
  const buffer = new Buffer(131072 * (1 + (i % 7)));
  if (i % 10 === 9) buffer.delete();
  else buffers.push(buffer);
  if (i % 5 === 4) await tick(120);
}
console.log(buffers.length, 'buffers kept');
await tick(500);

globalThis.kept = buffers.slice(0, 20);
buffers = null;
console.log(kept.length, 'are still wanted');
await tick(500);

const collected = await collectGarbage();
console.log(collected ? 'collected' : 'no collection came');
`;

/** What C++ shares, and a cycle across the border; all survive. */
const kKept = `const nodes = [1, 2, 3].map((n) => new SharedNode(n));
for (const node of nodes.slice(1)) nodes[0].addChild(node);

let listener;
listener = new Listener((value) => console.log(listener.ptr, value));
for (let i = 0; i < 4; i++) await collectGarbage();
globalThis.kept = nodes;
`;

/** Opens the card of the row at this place, from 1, and waits for all of it. */
async function openCard(visit: Visit, row: number, part: string): Promise<void> {
	await load(visit, { code: kKept, policy: 'manual' });
	await visit.page.evaluate(() => window.sweepground.run());
	const selector = `.grid-body [aria-rowindex="${row + 1}"][data-state]`;
	await until('the row', () => visit.page.$(selector), 20_000);
	await visit.page.click(selector);
	await until(part, () => visit.page.$(`.object-card ${part}`), 20_000);
}

async function settle(visit: Visit): Promise<void> {
	// The charts and the table draw what the last snapshot brought in the next frames.
	await visit.page.evaluate(async () => {
		for (let frames = 0; frames < 30; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
	});
}

const states: Record<string, (visit: Visit) => Promise<void>> = {
	async fresh() {},
	async freed(visit) {
		await (await visit.get('button', 'Run')).click();
		await until(
			'fifty freed',
			() => stats(visit),
			20_000,
			({ counts }) => counts.freed === 50,
		);
	},
	async card(visit) {
		await openCard(visit, 1, '.suspects');
	},
	async cycle(visit) {
		await openCard(visit, 4, '.cycle-note');
		await visit.page.$eval('.object-card .card-body', (it) => it.scrollTo(0, it.scrollHeight));
	},
	async pressure(visit) {
		await load(visit, { sample: '03-memory-pressure' });
		await visit.page.evaluate(() => window.sweepground.run());
	},
	async exhausted(visit) {
		await load(visit, { sample: '03-memory-pressure', policy: 'interval' });
		await visit.page.evaluate(() => window.sweepground.run());
	},
	async error(visit) {
		await load(visit, { code: kFaulty });
		await visit.page.evaluate(() => window.sweepground.run());
	},
	async mixed(visit) {
		await load(visit, { code: kReadme });
		await visit.page.evaluate(() => window.sweepground.run());
		await until(
			'all states',
			() => stats(visit),
			20_000,
			({ counts }) => counts.live === 20 && counts.freed === 25,
		);
	},
};

for (const scheme of ['light', 'dark'] as const) {
	for (const size of kSizes) {
		for (const [name, bring] of Object.entries(states)) {
			const readme = process.argv.includes('--readme');
			if (readme && (name !== 'mixed' || scheme !== 'light' || size.widthCssPx !== 1280)) continue;
			const { visit, context } = await openPage({ ...size, scheme, path: quietPath });
			await ready(visit);
			await untilMonaco(visit);
			await bring(visit);
			await settle(visit);
			const file = `${browserName}-${name}-${scheme}-${size.widthCssPx}x${size.heightCssPx}`;
			const path = readme ? join(root, 'app/screenshot.png') : await visit.screenshot(file);
			if (readme) await visit.page.screenshot({ path: `${root}/app/screenshot.png` });
			console.log(path.slice(root.length + 1));
			await context.close();
		}
	}
}
await closeAll();
