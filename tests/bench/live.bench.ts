// The live view at a million objects while 50,000 are made and as many end each second, map and table open, and then
// with all else that may be open: frames, tasks, and the program's thread's time for a look, against their bounds and
// beside an idle page in the same run. In Chromium also the page's memory meanwhile, over five minutes.
// LONG=2000 looks at the memory for so many milliseconds; with SMOKE=1 all is done on little, and no bound is held.
import { spawnSync } from 'node:child_process';
import type { Stats } from '../support/sweepground.ts';
import type { Visit } from '../support/visit.ts';
import type { Watched } from './live/watch.ts';
import { smoke } from './smoke.ts';

const kLive = smoke ? 2_000 : 1_000_000;
const kPerSecond = smoke ? 1_000 : 50_000;
const kTurnMs = 20;
const kWatchMs = smoke ? 100 : 6_000;
const kLongMs = smoke ? 100 : Number(process.env.LONG ?? 300_000);
const kSamples = smoke ? 2 : 11;
const kPatienceMs = 120_000;

const kLeastFramesPerSecond = 55;
const kMostTaskMs = 50;
const kMostLookMs = 4;

/** How an object ends. */
const kEnds = ['deleted', 'dropped'] as const;

/** Renews objects at the rate until it is stopped; the oldest go first, but for one that stays. */
const program = (end: (typeof kEnds)[number]) => `globalThis.kept = new SharedNode(1);
const all = [];
for (let i = 0; i < ${kLive}; i++) { all.push(new MyClass(i)); if (i % 10_000 === 0) await tick(0); }
console.log('filled');
let next = 0, made = 0;
const startMs = performance.now();
for (;;) {
  await tick(${kTurnMs});
  const due = Math.min((performance.now() - startMs) * ${kPerSecond / 1000} - made, ${kPerSecond / 10});
  for (let i = 0; i < due; i++, made++) {
    ${end === 'deleted' ? 'all[next].delete();' : ''}
    all[next] = new MyClass(made);
    next = (next + 1) % all.length;
  }
}`;

const heads = ['frames/s', 'task ms', 'over 50', 'gap ms', 'frame ms', 'look ms', 'longest', 'made/s', 'ended/s'];
const kNameWidth = 42;

function print(what: string, figures: readonly (number | string)[], verdict = ''): void {
	const cells = figures.map((it) => (typeof it === 'number' ? it.toFixed(1) : it).padStart(9));
	console.log(`${what.padEnd(kNameWidth)}${cells.join('')}${verdict && `  ${verdict}`}`);
}

/** `before` and `after` of an idle page: none. */
function show(what: string, watched: Watched, before: Stats | null, after: Stats | null, tookMs: number): void {
	const { framesPerSecond, longestFrameMs, longestGapMs, longTasks } = watched;
	const [a, b] = [before?.snapshots, after?.snapshots];
	const lookMs = a && b ? (b.totalMs - a.totalMs) / (b.count - a.count) : 0;
	const ended = ({ counts }: Stats) => counts.freed + counts.deleted;
	const made = (stats: Stats) => ended(stats) + stats.counts.live + stats.counts.cleared + stats.counts.lost;
	const rate = (count: (stats: Stats) => number) =>
		before && after ? Math.round(((count(after) - count(before)) * 1000) / tookMs).toLocaleString('en') : '';
	// A gap is at least as long as a task: it tells of tasks where the browser does not.
	const taskMs = longTasks?.longestMs ?? longestGapMs;
	const broken = [
		framesPerSecond < kLeastFramesPerSecond && 'frames',
		taskMs > kMostTaskMs && 'task',
		lookMs > kMostLookMs && 'look',
	].filter((it) => it !== false);
	const task = longTasks?.count === 0 ? '≤ 50' : taskMs;
	const count = longTasks ? String(longTasks.count) : '–';
	const looked = [lookMs, after?.snapshots.longestMs ?? 0];
	print(
		what,
		[framesPerSecond, task, count, longestGapMs, longestFrameMs, ...looked, rate(made), rate(ended)],
		!before || smoke ? '' : broken.length === 0 ? 'holds' : `does not hold: ${broken.join(', ')}`,
	);
	if (before && broken.length > 0 && !smoke) process.exitCode = 1;
}

async function measure(): Promise<void> {
	const { browserName, closeAll, openPage } = await import('../support/visit.ts');
	const { lines, load, quietPath, ready, start, stats, untilMonaco } = await import('../support/sweepground.ts');
	const { until } = await import('../support/until.ts');
	const { looks } = await import('./live/looks.ts');
	const { watch } = await import('./live/watch.ts');
	const { visit } = await openPage({ path: quietPath });
	await ready(visit);
	await untilMonaco(visit);
	const row = async (what: string) => {
		const before = await stats(visit);
		const startMs = performance.now();
		const watched = await watch(visit, kWatchMs);
		const after = await stats(visit);
		show(`${browserName.padEnd(9)} ${what}`, watched, before, after, performance.now() - startMs);
	};
	show(`${browserName.padEnd(9)} idle page`, await watch(visit, kWatchMs), null, null, kWatchMs);
	for (const end of kEnds) {
		await load(visit, { code: program(end), heapLimitBytes: 256 * 1024 * 1024 });
		await start(visit);
		await until(
			'the heap is full',
			() => lines(visit),
			kPatienceMs,
			(said) => said.includes('filled'),
		);
		await row(`${kLive.toLocaleString('en')} live, ${end}`);
		for (const look of end === 'deleted' ? looks : []) {
			await look.show(visit);
			await row(`  ${look.name}`);
			await look.hide(visit);
		}
	}
	if (browserName === 'chromium') await memory(visit);
	await closeAll();
}

async function memory({ page }: Visit): Promise<void> {
	const session = await page.createCDPSession();
	const usedMiB: number[] = [];
	for (let i = 0; i < kSamples; i++) {
		if (i > 0) await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), kLongMs / (kSamples - 1));
		await session.send('HeapProfiler.collectGarbage');
		const { usedSize } = await session.send('Runtime.getHeapUsage');
		usedMiB.push(usedSize / 1024 / 1024);
	}
	console.log(
		`the page's JavaScript heap over ${kLongMs / 1000} s, MiB: ${usedMiB.map((it) => it.toFixed(2)).join(' ')}`,
	);
}

if (process.env.BROWSER) {
	await measure();
} else {
	print('', heads);
	for (const BROWSER of ['chromium', 'firefox']) {
		const script = process.argv[1] as string;
		const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit', env: { ...process.env, BROWSER } });
		if (status !== 0) process.exitCode = 1;
	}
}
