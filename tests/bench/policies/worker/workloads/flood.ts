// Flood: large objects made and dropped, many times what the limit has room for. Are all made, and at which peak?

import type { Deletable } from '../../trial.ts';
import { Absent, type Side } from '../side.ts';
import { macrotask } from '../steps.ts';
import type { Workload } from '../workload.ts';

const kEvery = 4;

/** How the program lets go of the thread: `message`, `tick` (the runtime's), `breathe` (the runtime's). */
function pauseOf(side: Side, way: string): () => Promise<unknown> {
	if (way === 'message') return macrotask;
	const found: unknown = side.ours && Reflect.get(side.ours.runtime, way);
	if (typeof found !== 'function') throw new Absent(`There is no ${way}()`);
	return () => found.call(side.ours?.runtime);
}

export const flood: Workload = {
	async run({ side, way, size }) {
		const pause = pauseOf(side, way);
		const sizeBytes = size('bytes');
		// With delete(): at once, or that of so many before.
		const late = size('late');
		const kept: (Deletable | undefined)[] = [];
		const makeSome = () => {
			for (let i = 0; i < kEvery; i++) {
				const buffer = side.makeBuffer(sizeBytes);
				made++;
				if (late < 0) continue;
				if (late === 0) {
					buffer.delete();
				} else {
					kept[made % late]?.delete();
					kept[made % late] = buffer;
				}
			}
		};
		let made = 0;
		let why = '';
		side.start();
		const startMs = performance.now();
		try {
			while (made < size('objects')) {
				makeSome();
				await pause();
			}
		} catch (error) {
			// It has run out: what this workload is about.
			why = String(error);
		}
		const ms = performance.now() - startMs;
		const peakMiB = side.nativePeakBytes() / 2 ** 20;
		side.stop();
		if (made < size('objects') && !/full|memory|limit|abort|room|heap/i.test(why)) throw new Error(why);
		return { made, peakMiB, ms, all: made >= size('objects') ? 1 : 0 };
	},
};
