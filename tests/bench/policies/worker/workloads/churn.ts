// Churn: objects made and dropped steadily, beside plain objects that live on. How many of them are freed in time?
import { delay, makeAndDrop } from '../steps.ts';
import type { Workload } from '../workload.ts';

/** One macrotask every so often. */
const kEveryMs = 10;
const kOtherGarbage = 20;

/** So that the program's own rubbish is not nothing. */
function otherGarbage(): number {
	let sum = 0;
	for (let i = 0; i < kOtherGarbage; i++) sum += Array.from({ length: 10 }, (_, j) => i + j).length;
	return sum;
}

export const churn: Workload = {
	async run({ side, size }) {
		const others = Array.from({ length: size('others') }, (_, i) => ({ number: i, next: undefined }));
		const each = size('each');
		side.start();
		let made = 0;
		const startMs = performance.now();
		const endMs = startMs + size('ms');
		while (performance.now() < endMs) {
			makeAndDrop(side, each);
			made += each;
			otherGarbage();
			await delay(kEveryMs);
		}
		const live = side.liveObjects();
		const tookMs = performance.now() - startMs;
		side.stop();
		if (others.length !== size('others')) throw new Error('The other objects live on');
		return { percent: (100 * (made - live)) / made, made, perSecond: (1000 * made) / tookMs };
	},
};
