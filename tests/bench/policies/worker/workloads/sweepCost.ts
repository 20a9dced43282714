// The cost of a pass over everything that lives, per entry, when nothing is to be freed.
import { Absent, type Side } from '../side.ts';
import { delay, macrotask, makeMany, medianOf, request, settle, until } from '../steps.ts';
import { oursOf, type Workload } from '../workload.ts';

const kPatienceMs = 20_000;
/** A pass in slices over a million has ended by then. */
const kPassMs = 1000;
/** A request that brings two collections, or none, is made again. */
const kTriesARound = 5;

/** Passes in one piece, as often as `passes`, in ms for each round. */
async function inOnePiece(side: Side, passes: number, rounds: number): Promise<number[]> {
	const { sweepOnce } = side;
	if (!sweepOnce) throw new Absent('This side makes no pass');
	const took: number[] = [];
	// The first round warms it up.
	for (let round = 0; round <= rounds; round++) {
		await macrotask();
		const startMs = performance.now();
		for (let pass = 0; pass < passes; pass++) sweepOnce();
		if (round > 0) took.push((performance.now() - startMs) / passes);
	}
	return took;
}

/** The policy's own, in slices after a collection, by the engine's count of their work. */
async function inSlices(side: Side, rounds: number): Promise<number[]> {
	const { stat } = oursOf(side);
	side.start();
	const took: number[] = [];
	const triesAtMost = 1 + kTriesARound * rounds;
	for (let tries = 0; took.length < rounds && tries < triesAtMost; tries++) {
		const majors = stat('majorCollections');
		const beforeMs = stat('sweepTotalMs');
		const askedMs = performance.now();
		request();
		if (!(await until(() => stat('majorCollections') > majors, kPatienceMs))) continue;
		await delay(kPassMs);
		// The first looks at what is young as well. Where a second collection came, two passes may have: no figure then.
		if (tries > 0 && stat('majorCollections') === majors + 1) took.push(stat('sweepTotalMs') - beforeMs);
		await until(() => performance.now() - askedMs > 2 * kPassMs, kPatienceMs);
	}
	side.stop();
	if (took.length === 0) throw new Error(`Not one of ${triesAtMost} requests brought one collection and no second`);
	return took;
}

export const sweepCost: Workload = {
	async run({ side, size }) {
		const objects = size('objects');
		const all = makeMany(side, objects);
		const rounds = size('rounds');
		await settle();
		const took = size('slices') === 1 ? await inSlices(side, rounds) : await inOnePiece(side, size('passes'), rounds);
		if (side.liveObjects() !== all.length) throw new Error('A pass has freed what lives');
		return { ns: (1e6 * medianOf(took)) / objects };
	},
};
