// From the collection to the freeing: many objects, dropped at once when they are old.
import type { Side } from '../side.ts';
import { collect, macrotask, makeCanary, makeMany, medianOf, request, settle, until } from '../steps.ts';
import type { Workload } from '../workload.ts';

const kPatienceMs = 20_000;
const kRequestEveryMs = 500;
/** Made before, among and after the objects: the last that is seen tells when the collector was through with all. */
const kCanaries = 11;

interface Dropped {
	seen: number;
	lastMs: number;
}

async function makeOld(side: Side, count: number, dropped: Dropped): Promise<{ all: object[] | undefined }> {
	const seen = () => {
		dropped.seen++;
		dropped.lastMs = performance.now();
	};
	const all: object[] = [];
	for (let i = 0; i < kCanaries; i++) {
		all.push(makeCanary(seen));
		if (i < kCanaries - 1) for (const one of makeMany(side, count / (kCanaries - 1))) all.push(one);
	}
	await settle();
	// A minor collection would clear what is young alone.
	await collect();
	await collect();
	await settle();
	return { all };
}

/** Drops them, and gives how long after the last canary 99 in a hundred were freed. */
async function dropAll(side: Side, box: { all: object[] | undefined }, dropped: Dropped): Promise<number> {
	const objects = side.liveObjects();
	box.all = undefined;
	await macrotask();
	let askedMs = Number.NEGATIVE_INFINITY;
	let freedMs: number | undefined;
	const isOver = () => {
		const nowMs = performance.now();
		if (side.liveObjects() <= Math.floor(objects / 100)) freedMs ??= nowMs;
		if (freedMs !== undefined && dropped.seen === kCanaries) return true;
		if (nowMs - askedMs > kRequestEveryMs) {
			askedMs = nowMs;
			request();
		}
		return false;
	};
	const over = await until(isOver, kPatienceMs);
	if (!over || freedMs === undefined)
		throw new Error(`${side.liveObjects()} of ${objects} are left, and ${kCanaries - dropped.seen} canaries`);
	return Math.max(0, freedMs - dropped.lastMs);
}

export const latency: Workload = {
	async run({ side, size }) {
		const objects = size('objects');
		const took: number[] = [];
		// The first round warms it up.
		for (let round = 0; round <= size('rounds'); round++) {
			const dropped: Dropped = { seen: 0, lastMs: 0 };
			side.stop();
			const box = await makeOld(side, objects, dropped);
			side.start();
			await settle();
			if (round === 0 && side.liveObjects() !== objects) throw new Error('What lives was freed');
			const wallMs = await dropAll(side, box, dropped);
			if (round > 0) took.push(wallMs);
		}
		side.stop();
		return { wallMs: medianOf(took), ownMs: side.ours?.stat('clearedToFreedP99Ms') ?? Number.NaN };
	},
};
