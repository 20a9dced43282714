// A program that drops nothing: calls of methods of a million objects, in macrotasks.
import type { Wrapped } from '../../trial.ts';
import { macrotask, makeMany } from '../steps.ts';
import type { Workload } from '../workload.ts';

function callSome(all: readonly Wrapped[], from: number, count: number): number {
	let sum = 0;
	let next = from;
	for (let i = 0; i < count; i++) {
		sum += (all[next] as Wrapped).my_method() & 1;
		if (++next === all.length) next = 0;
	}
	if (sum !== 0) throw new Error('Twice a number is even');
	return next;
}

export const calls: Workload = {
	async run({ side, size }) {
		const all = makeMany(side, size('objects')) as Wrapped[];
		side.start();
		let next = 0;
		const run = async (tasks: number) => {
			for (let task = 0; task < tasks; task++) {
				next = callSome(all, next, size('calls'));
				await macrotask();
			}
		};
		await run(size('warm'));
		const startMs = performance.now();
		await run(size('tasks'));
		const ms = performance.now() - startMs;
		side.stop();
		if (side.liveObjects() !== all.length) throw new Error('What lives was freed');
		return { ms, msPerTask: ms / size('tasks') };
	},
};
