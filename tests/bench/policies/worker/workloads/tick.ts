// The policy's own periodic work while nothing is collected: what the runtime does when the clock calls it back.
import { collect, delay, makeMany, until } from '../steps.ts';
import { oursOf, type Workload } from '../workload.ts';

/** The runtime has come to rest when its clock has not called it back for so long: a pass may follow another late. */
const kRestMs = 2500;
const kPatienceMs = 8_000;
const kTries = 4;

export const tick: Workload = {
	timed: true,
	async run({ side, size }) {
		const { clock, runtime, stat } = oursOf(side);
		const all = makeMany(side, size('objects'));
		side.start();
		// What the making left behind is collected now, not while it is measured.
		await collect();
		let restMs = performance.now();
		let calls = 0;
		// A policy with a timer of its own never rests.
		await until(() => {
			if (clock.count > calls) restMs = performance.now();
			calls = clock.count;
			return performance.now() - restMs > kRestMs;
		}, kPatienceMs);
		let collections = Number.NaN;
		// Browsers collect by themselves, now and then; that is not what is asked here.
		for (let i = 0; i < kTries && collections !== 0; i++) {
			const before = stat('collections');
			clock.reset();
			await delay(size('ms'));
			collections = stat('collections') - before;
		}
		const { count: callbacks, totalMs, longestMs: longest } = clock;
		side.stop();
		if (side.liveObjects() !== all.length) throw new Error('What lives was freed');
		if (runtime.classes.MyClass === undefined) throw new Error('The runtime has ended');
		return {
			us: callbacks === 0 ? 0 : (1000 * totalMs) / callbacks,
			callbacks,
			longestUs: 1000 * longest,
			collections,
		};
	},
};
