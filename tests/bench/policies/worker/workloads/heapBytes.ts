// What JavaScript's heap takes for each managed object.
import type { HeapUsage } from '../../trial.ts';
import type { Side } from '../side.ts';
import { settle } from '../steps.ts';
import type { Workload } from '../workload.ts';

function fill(all: (object | null)[], side: Side): void {
	for (let i = 0; i < all.length; i++) all[i] = side.make(i);
}

const kMostReadings = 20;

/** Once two readings are alike: what was put off has been done, and what is old is no longer kept for the young. */
async function readWhenAtRest(heap: () => Promise<HeapUsage>): Promise<HeapUsage> {
	let last = await heap();
	for (let i = 0; i < kMostReadings; i++) {
		await settle();
		const usage = await heap();
		if (Math.abs(usage.usedBytes - last.usedBytes) < last.usedBytes / 1000) return usage;
		last = usage;
	}
	return last;
}

export const heapBytes: Workload = {
	async run({ side, size, heap }) {
		const objects = size('objects');
		// The others' loop would only starve what follows.
		if (side.ours) side.start();
		// So that tables which are made with the first object, or grow with the first thousand, are there already.
		const first = Array.from({ length: 1000 }, (_, i) => side.make(i));
		const all: (object | null)[] = new Array<object | null>(objects).fill(null);
		const wasmBefore = side.wasmBytes();
		const before = await readWhenAtRest(heap);
		fill(all, side);
		const after = await readWhenAtRest(heap);
		const wasm = side.wasmBytes() - wasmBefore;
		side.stop();
		if (side.liveObjects() !== objects + first.length) throw new Error('What lives was freed');
		return {
			heap: (after.usedBytes - before.usedBytes) / objects,
			buffers: (after.bufferBytes - before.bufferBytes) / objects,
			wasm: wasm / objects,
			last: all.length,
		};
	},
};
