// The longest slice of a sweep that frees a tenth of what there is.
import { makeMany, request, settle, until } from '../steps.ts';
import { oursOf, type Workload } from '../workload.ts';

const kPatienceMs = 40_000;
const kRequestEveryMs = 1000;
/** The last few may be held by what the collector itself keeps. */
const kEnough = 0.99;

/** Drops every tenth; gives how many. */
function dropSome(all: (object | undefined)[]): number {
	let dropped = 0;
	for (let i = 0; i < all.length; i += 10) {
		all[i] = undefined;
		dropped++;
	}
	return dropped;
}

export const slice: Workload = {
	timed: true,
	async run({ side, size }) {
		const { clock, stat } = oursOf(side);
		const all: (object | undefined)[] = makeMany(side, size('objects'));
		side.start();
		await settle();
		const dropped = dropSome(all);
		clock.reset();
		let askedMs = Number.NEGATIVE_INFINITY;
		const isFreed = () => {
			if (performance.now() - askedMs > kRequestEveryMs) {
				askedMs = performance.now();
				request();
			}
			return all.length - side.liveObjects() >= kEnough * dropped;
		};
		const done = await until(isFreed, kPatienceMs);
		const { longestMs } = clock;
		const freed = all.length - side.liveObjects();
		side.stop();
		if (!done) throw new Error(`${freed} of ${dropped} were freed`);
		return { longestMs, ownMs: sliceStat(stat), freed };
	},
};

/** The engine's own figure: of slices, where sweeps have such. */
function sliceStat(stat: (name: string) => number): number {
	try {
		return stat('sliceLongestMs');
	} catch {
		return stat('sweepLongestMs');
	}
}
