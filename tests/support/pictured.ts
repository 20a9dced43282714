// The states of the page that pictures are made of: how each is brought about, from a page that has just opened.
import { dragOverTime, load, quietPath, stats } from './sweepground.ts';
import { until } from './until.ts';
import type { Visit } from './visit.ts';

export interface Pictured {
	/** What follows the server's address. */
	path?: string;
	/** Also on narrow screens. */
	narrow?: boolean;
	bring(visit: Visit): Promise<void>;
}

/** Every way an object can go, at once, of several lines, and a listener in a cycle across the border. */
export const kMixed = `// Some are kept, some deleted, the rest left to the collector.
const kept = [];
for (let i = 0; i < 48; i++) {
  const buffer = new Buffer(131072 * (1 + (i % 7)));
  if (i % 3 === 0) kept.push(buffer);
  if (i % 4 === 1) new Matrix(96, 96);
  if (i % 6 === 5) buffer.delete();
  if (i % 4 === 3) await tick(110);
}
console.log(kept.length, 'buffers are still wanted');

const root = new SharedNode(1);
for (let i = 2; i < 5; i++) root.addChild(new SharedNode(i));
let listener;
listener = new Listener((value) => console.log(listener.ptr, value));
globalThis.program = { kept, root };
await tick(400);

console.log(await collectGarbage() ? 'collected' : 'no collection came');
for (let i = 0; i < 8; i++) {
  await tick(150);
  new Buffer(786432);
}
console.log(await collectGarbage() ? 'collected again' : 'no collection came');
`;

const kFaulty = `const buffer = new Buffer(1024);
console.log('a buffer of', buffer.size(), 'bytes');
buffer.delete();
console.warn('it is gone, and yet:');
buffer.fill(1);
`;

/** What C++ shares, and a cycle across the border; all survive. */
const kKept = `const nodes = [1, 2, 3].map((n) => new SharedNode(n));
for (const node of nodes.slice(1)) nodes[0].addChild(node);

let listener;
listener = new Listener((value) => console.log(listener.ptr, value));
for (let i = 0; i < 4; i++) await collectGarbage();
globalThis.kept = nodes;
`;

/** Too many for a lane each; some of each line go. */
const kMany = `globalThis.kept = [];
for (let i = 0; i < 30; i++) {
  for (let j = 0; j < 20; j++) {
    kept.push(new MyClass(j));
    new Buffer(256 * (1 + j));
    if (j % 4 === 0) new Matrix(8, 8).delete();
  }
  await tick(40);
}
await collectGarbage();
await tick(300);
`;

/** Live, cleared and freed, and something written into a buffer that the hex view shows. */
const kBytes = `const first = new Buffer(64);
first.fill(171);
globalThis.kept = [first, new Buffer(96), new Buffer(256), new SharedNode(7)];
new Buffer(96).delete();
await tick(50);`;

async function run({ page }: Visit): Promise<void> {
	await page.evaluate(() => window.sweepground.run());
}

async function click(visit: Visit, role: string, name: string): Promise<void> {
	await (await visit.get(role, name)).click();
}

async function mixed(visit: Visit): Promise<void> {
	await load(visit, { code: kMixed, policy: 'interval', intervalMs: 100 });
	const ended = run(visit);
	await until(
		'a sweep',
		() => stats(visit),
		20_000,
		({ counts }) => counts.freed > 10,
	);
	// The next sweep is far away: what the second collection takes stays cleared.
	await load(visit, { intervalMs: 10_000 });
	await ended;
	await until(
		'all states',
		() => stats(visit),
		20_000,
		({ counts }) => counts.live > 10 && counts.cleared > 4,
	);
}

/** Opens the card of the row at this place, from 1, and waits for this part of it. */
async function openCard(visit: Visit, row: number, part: string): Promise<void> {
	const selector = `.grid-body [aria-rowindex="${row + 1}"][data-state]`;
	await until('the row', () => visit.page.$(selector), 20_000);
	await visit.page.click(selector);
	await until(part, () => visit.page.$(`.object-card ${part}`), 20_000);
}

async function keptCard(visit: Visit, row: number, part: string): Promise<void> {
	await load(visit, { code: kKept, policy: 'manual' });
	await run(visit);
	await openCard(visit, row, part);
}

/** Zooms into the map's beginning by keys, so many times. */
async function zoom(visit: Visit, times: number): Promise<void> {
	await (await visit.get('application', 'Look around the heap')).focus();
	await visit.page.keyboard.press('Home');
	for (let i = 0; i < times; i++) await visit.page.keyboard.press('+');
}

async function lanes(visit: Visit): Promise<void> {
	await click(visit, 'tab', 'Lifetimes');
	await until('the lanes', () => visit.page.$('.lanes [role="option"]'), 20_000);
}

/** Marks a stretch of time, and takes the pointer away. */
async function mark(visit: Visit, from: number, to: number): Promise<void> {
	await dragOverTime(visit, from, to);
	await visit.page.mouse.move(4, 4);
}

/** The Lab, once it is there. */
async function lab(visit: Visit): Promise<void> {
	await click(visit, 'tab', 'Lab');
	await until('the set-up', async () => (await visit.all('combobox', 'Workload'))[0], 20_000);
}

export const pictured: Record<string, Pictured> = {
	// A newcomer's page: the first sample runs by itself.
	visit: {
		path: '',
		narrow: true,
		async bring(visit) {
			await until(
				'objects',
				() => stats(visit),
				20_000,
				({ counts }) => counts.live + counts.cleared + counts.freed > 0,
			);
		},
	},
	fresh: { narrow: true, async bring() {} },
	freed: {
		async bring(visit) {
			await click(visit, 'button', 'Run');
			await until(
				'fifty freed',
				() => stats(visit),
				20_000,
				({ counts }) => counts.freed === 50,
			);
		},
	},
	mixed: { narrow: true, bring: mixed },
	lost: {
		async bring(visit) {
			await load(visit, { code: kMixed, policy: 'none' });
			await run(visit);
		},
	},
	class: {
		async bring(visit) {
			await mixed(visit);
			await click(visit, 'radio', 'Class');
		},
	},
	age: {
		async bring(visit) {
			await mixed(visit);
			await click(visit, 'radio', 'Age');
		},
	},
	blocks: {
		async bring(visit) {
			await load(visit, { code: kMany, policy: 'interval' });
			await run(visit);
			await zoom(visit, 4);
		},
	},
	hex: {
		async bring(visit) {
			await load(visit, { code: kBytes, policy: 'manual' });
			await run(visit);
			await zoom(visit, 0);
			await until('the bytes', async () => {
				if (await visit.page.$('table[aria-label="Bytes of the native heap"]')) return true;
				await visit.page.keyboard.press('+');
				return false;
			});
		},
	},
	lanes: {
		async bring(visit) {
			await mixed(visit);
			await lanes(visit);
		},
	},
	manyLanes: {
		async bring(visit) {
			await load(visit, { code: kMany, policy: 'interval' });
			await run(visit);
			await lanes(visit);
		},
	},
	range: {
		async bring(visit) {
			await mixed(visit);
			await lanes(visit);
			await mark(visit, 0.1, 0.4);
		},
	},
	card: { narrow: true, bring: (visit) => keptCard(visit, 1, '.suspects') },
	cycle: {
		async bring(visit) {
			await keptCard(visit, 4, '.cycle-note');
			await visit.page.$eval('.object-card .cycle-note', (it) => it.scrollIntoView({ block: 'end' }));
		},
	},
	lessonPassed: {
		narrow: true,
		async bring(visit) {
			await load(visit, { sample: '01-the-original-loop' });
			await visit.page.click('input[name="guess"]');
			await run(visit);
			await click(visit, 'button', 'Check');
			await until('the verdict', () => visit.page.$('.verdict[data-verdict="passed"]'));
		},
	},
	lessonAnswer: {
		async bring(visit) {
			await load(visit, { sample: '09-pressure', policy: 'interval' });
			await run(visit);
			await click(visit, 'button', 'Check');
			await until('the verdict', () => visit.page.$('.verdict[data-verdict="failed"]'));
			await visit.page.$eval('.answer', (it) => it.scrollIntoView({ block: 'center' }));
		},
	},
	pointed: {
		async bring(visit) {
			await visit.page.$eval('[data-points="objects"]', (it) => it.scrollIntoView({ block: 'center' }));
			await (await visit.get('button', 'Point at Managed objects')).hover();
		},
	},
	lessonList: { narrow: true, bring: (visit) => click(visit, 'button', 'Lessons') },
	teachers: {
		narrow: true,
		async bring(visit) {
			await click(visit, 'button', 'Lessons');
			await until('the list', async () => (await visit.all('button', 'For teachers'))[0]);
			await click(visit, 'button', 'For teachers');
			await until('the page', () => visit.page.$('.teachers'));
		},
	},
	share: {
		async bring(visit) {
			await click(visit, 'button', 'Share');
			await until('the link', async () => (await visit.all('textbox', 'Link'))[0]);
		},
	},
	settings: { bring: (visit) => click(visit, 'button', 'Heap settings') },
	file: { bring: (visit) => click(visit, 'button', 'File') },
	help: { narrow: true, bring: (visit) => click(visit, 'button', 'Help') },
	link: { path: `${quietPath}#sample=09-pressure`, async bring() {} },
	brokenLink: { path: `${quietPath}#s1=notalink`, narrow: true, async bring() {} },
	pressure: {
		async bring(visit) {
			await load(visit, { sample: '09-pressure' });
			await run(visit);
		},
	},
	exhausted: {
		async bring(visit) {
			await load(visit, { sample: '09-pressure', policy: 'interval' });
			await run(visit);
		},
	},
	error: {
		async bring(visit) {
			await load(visit, { code: kFaulty });
			await run(visit);
		},
	},
	lab: {
		narrow: true,
		async bring(visit) {
			await lab(visit);
		},
	},
	labRunning: {
		narrow: true,
		async bring(visit) {
			await lab(visit);
			await click(visit, 'button', 'Start trials');
			const done = () => visit.page.$eval('.lab-progress', (it) => Number(it.getAttribute('aria-valuenow')));
			await until('eight trials', done, 40_000, (count) => count >= 8);
		},
	},
	labDone: {
		narrow: true,
		async bring({ page }) {
			await page.evaluate(async () => {
				await window.sweepground.lab({ repeats: 2, withinMs: 500 });
			});
		},
	},
	// Of the README: the program above, its lanes, and the card of what it keeps.
	readme: {
		async bring(visit) {
			await mixed(visit);
			await lanes(visit);
			await openCard(visit, 1, '.suspects');
			await visit.page.mouse.move(4, 4);
		},
	},
};
