// Counts in a page, for a while: frames, gaps between its tasks and, where the browser tells them, long tasks.
import type { Visit } from '../../support/visit.ts';
import { longestGapMs } from '../longestGap.ts';

export interface Watched {
	framesPerSecond: number;
	/** Between two frames. */
	longestFrameMs: number;
	/** Between two tasks of the page: at least as long as the longest task. */
	longestGapMs: number;
	/** Tasks over 50 ms; null in a browser that does not tell. */
	longTasks: { count: number; longestMs: number } | null;
}

export async function watch(visit: Visit, durationMs: number): Promise<Watched> {
	let counted: Omit<Watched, 'longestGapMs'> | undefined;
	const gapMs = await longestGapMs(visit, async () => {
		counted = await countFrames(visit, durationMs);
	});
	if (!counted) throw new Error('Nothing was counted');
	return { ...counted, longestGapMs: gapMs };
}

/** Looks at frames and long tasks alone, which costs the page next to nothing. */
export function countFrames({ page }: Visit, durationMs: number): Promise<Omit<Watched, 'longestGapMs'>> {
	return page.evaluate(async (forMs) => {
		const startMs = performance.now();
		const frames = { lastMs: startMs, longestMs: 0, count: 0 };
		const tasks = { count: 0, longestMs: 0 };
		const note = (entries: PerformanceEntryList) => {
			for (const { startTime, duration } of entries) {
				if (startTime < startMs) continue;
				tasks.count++;
				tasks.longestMs = Math.max(tasks.longestMs, duration);
			}
		};
		const observer = PerformanceObserver.supportedEntryTypes.includes('longtask')
			? new PerformanceObserver((list) => note(list.getEntries()))
			: null;
		observer?.observe({ type: 'longtask' });
		while (performance.now() - startMs < forMs) {
			await new Promise((resolve) => requestAnimationFrame(resolve));
			const nowMs = performance.now();
			frames.longestMs = Math.max(frames.longestMs, nowMs - frames.lastMs);
			frames.lastMs = nowMs;
			frames.count++;
		}
		note(observer?.takeRecords() ?? []);
		observer?.disconnect();
		return {
			framesPerSecond: (frames.count * 1000) / (performance.now() - startMs),
			longestFrameMs: frames.longestMs,
			longTasks: observer ? tasks : null,
		};
	}, durationMs);
}
