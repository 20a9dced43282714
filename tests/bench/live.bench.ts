// The live view at a million objects: frames per second, the main thread's longest gap, the program's thread's time for
// a look, while 50,000 objects are made and as many end each second, map and table open; beside them an idle page in
// the same run. In Chromium also the page's memory over five minutes of it. With SMOKE=1 all is done on little.
import { spawnSync } from 'node:child_process';
import type { Stats } from '../support/sweepground.ts';
import type { Visit } from '../support/visit.ts';
import { smoke } from './smoke.ts';

const kLive = smoke ? 10_000 : 1_000_000;
const kPerSecond = smoke ? 1_000 : 50_000;
const kTurnMs = 20;
const kWatchMs = smoke ? 500 : 10_000;
const kLongMs = smoke ? 1_000 : Number(process.env.LONG ?? 300_000);
const kSamples = smoke ? 2 : 11;
const kPatienceMs = 120_000;

/** How an object ends. */
const kEnds = ['deleted', 'dropped'] as const;

/** Renews objects at the rate until it is stopped; the oldest go first. */
const program = (end: (typeof kEnds)[number]) => `const all = [];
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

interface Watched {
	framesPerSecond: number;
	/** Between two tasks of the page. */
	longestGapMs: number;
	/** Between two frames. */
	longestFrameMs: number;
}

/** Counts frames and gaps for so long. */
function watch({ page }: Visit, durationMs: number): Promise<Watched> {
	return page.evaluate(async (forMs) => {
		const startMs = performance.now();
		const gaps = { lastMs: startMs, longestMs: 0 };
		const frames = { lastMs: startMs, longestMs: 0, count: 0 };
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			const nowMs = performance.now();
			gaps.longestMs = Math.max(gaps.longestMs, nowMs - gaps.lastMs);
			gaps.lastMs = nowMs;
			setTimeout(() => port2.postMessage(null), 1);
		};
		port2.postMessage(null);
		while (performance.now() - startMs < forMs) {
			await new Promise((resolve) => requestAnimationFrame(resolve));
			const nowMs = performance.now();
			frames.longestMs = Math.max(frames.longestMs, nowMs - frames.lastMs);
			frames.lastMs = nowMs;
			frames.count++;
		}
		port1.close();
		return {
			framesPerSecond: (frames.count * 1000) / (performance.now() - startMs),
			longestGapMs: gaps.longestMs,
			longestFrameMs: frames.longestMs,
		};
	}, durationMs);
}

async function measure(): Promise<void> {
	const { browserName, closeAll, openPage } = await import('../support/visit.ts');
	const { lines, load, quietPath, ready, start, stats, untilMonaco } = await import('../support/sweepground.ts');
	const { until } = await import('../support/until.ts');
	const { visit } = await openPage({ path: quietPath });
	const { page } = visit;
	const show = (what: string, watched: Watched, snapshots: Stats['snapshots'][]) => {
		const { framesPerSecond, longestGapMs, longestFrameMs } = watched;
		const [before, after] = snapshots;
		const meanMs = before && after ? (after.totalMs - before.totalMs) / (after.count - before.count) : 0;
		const figures = [framesPerSecond, longestGapMs, longestFrameMs, meanMs, after?.longestMs ?? 0];
		console.log(browserName.padEnd(9), what.padEnd(34), ...figures.map((value) => value.toFixed(1).padStart(9)));
	};
	await ready(visit);
	await untilMonaco(visit);
	show('idle page', await watch(visit, kWatchMs), []);
	for (const end of kEnds) {
		await load(visit, { code: program(end), heapLimitBytes: 256 * 1024 * 1024 });
		await start(visit);
		await until(
			'the heap is full',
			() => lines(visit),
			kPatienceMs,
			(said) => said.includes('filled'),
		);
		const before = await stats(visit);
		const watched = await watch(visit, kWatchMs);
		const { counts, snapshots } = await stats(visit);
		const ended = counts.freed + counts.deleted - before.counts.freed - before.counts.deleted;
		show(
			`${kLive.toLocaleString('en')} live, ${end}: ${Math.round((ended * 1000) / kWatchMs).toLocaleString('en')}/s`,
			watched,
			[before.snapshots, snapshots],
		);
	}
	if (browserName === 'chromium') {
		const session = await page.createCDPSession();
		const usedMiB: number[] = [];
		for (let i = 0; i < kSamples; i++) {
			if (i > 0)
				await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), kLongMs / (kSamples - 1));
			await session.send('HeapProfiler.collectGarbage');
			const { usedSize } = await session.send('Runtime.getHeapUsage');
			usedMiB.push(usedSize / 1024 / 1024);
		}
		console.log(
			`the page's JavaScript heap over ${kLongMs / 1000} s, MiB: ${usedMiB.map((it) => it.toFixed(2)).join(' ')}`,
		);
	}
	await closeAll();
}

if (process.env.BROWSER) {
	await measure();
} else {
	const heads = ['frames/s', 'gap ms', 'frame ms', 'snapshot', 'longest'];
	console.log(''.padEnd(44), ...heads.map((head) => head.padStart(9)));
	for (const BROWSER of ['chromium', 'firefox']) {
		const script = process.argv[1] as string;
		const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit', env: { ...process.env, BROWSER } });
		if (status !== 0) process.exitCode = 1;
	}
}
