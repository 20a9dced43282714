// The cost of a pass over everything that lives, per entry, when nothing is to be freed.
import { Absent } from '../side.ts';
import { macrotask, makeMany, medianOf } from '../steps.ts';
import type { Workload } from '../workload.ts';

export const sweepCost: Workload = {
	async run({ side, size }) {
		const { sweepOnce } = side;
		if (!sweepOnce) throw new Absent('This side makes no pass');
		const objects = size('objects');
		const passes = size('passes');
		const all = makeMany(side, objects);
		const took: number[] = [];
		// The first round warms it up.
		for (let round = 0; round <= size('rounds'); round++) {
			await macrotask();
			const startMs = performance.now();
			for (let pass = 0; pass < passes; pass++) sweepOnce();
			if (round > 0) took.push((performance.now() - startMs) / passes);
		}
		if (side.liveObjects() !== all.length) throw new Error('A pass has freed what lives');
		return { ns: (1e6 * medianOf(took)) / objects };
	},
};
