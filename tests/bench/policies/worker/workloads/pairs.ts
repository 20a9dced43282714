// Pairs: an object is made, asked once and deleted. What does that take?

import type { Side } from '../side.ts';
import { macrotask, medianOf } from '../steps.ts';
import type { Workload } from '../workload.ts';

function pairs(side: Side, count: number): number {
	let sum = 0;
	for (let i = 0; i < count; i++) {
		const wrapper = side.make(i);
		sum += wrapper.my_method() & 1;
		wrapper.delete();
	}
	return sum;
}

export const pairsWorkload: Workload = {
	async run({ side, size }) {
		side.start();
		const count = size('pairs');
		const rounds = size('rounds');
		const took: number[] = [];
		// The first half warms it up.
		for (let round = 0; round < 2 * rounds; round++) {
			const startMs = performance.now();
			if (pairs(side, count) !== 0) throw new Error('Twice a number is even');
			if (round >= rounds) took.push(performance.now() - startMs);
			await macrotask();
		}
		side.stop();
		if (side.liveObjects() !== 0) throw new Error(`${side.liveObjects()} objects are left`);
		return { ns: (1e6 * medianOf(took)) / count };
	},
};
