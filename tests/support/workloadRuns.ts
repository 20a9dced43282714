// A built-in workload's program on the shipped engine, in this realm: what it makes, in order, and what stays.
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Engine } from '../../engine/binding/engine.ts';
import { decodeRecords } from '../../engine/binding/journal.ts';
import type { Runtime } from '../../engine/binding/runtime.ts';
import { runInstrumented } from './instrumented.ts';
import { until } from './until.ts';

/** Under `none` nothing is freed meanwhile, so nothing depends on when this process collects. */
const kLimitBytes = 2 ** 30;
/** Well below what the journal holds. */
const kDrainEvery = 1024;

export interface Made {
	/** Of each block, by its serial: `Class size`; those of parts among them. Empty unless wanted. */
	readonly blocks: readonly string[];
	readonly lines: readonly string[];
	readonly madeCount: number;
	readonly liveBytes: number;
	/** Waits until no more than so many objects are alive, checks that they stay, and ends the run. */
	checkStays(count: number): Promise<void>;
}

/**
 * Pauses take no time: what is made does not depend on them. `withBlocks`: only of a program that makes some thousands of
 * objects; a collection that finds more at once writes more than the journal holds.
 */
export async function runWorkload(engine: Engine, code: string, withBlocks: boolean): Promise<Made> {
	const blocks: string[] = [];
	const lines: string[] = [];
	const errors: unknown[] = [];
	const { classes, parts } = engine.description;
	const names = new Map([...classes, ...parts].map(({ id, name }) => [id, name]));
	let next = 1;
	let calls = 0;
	const drain = (from: Runtime) => {
		const drained = from.journal(next);
		assert.equal(drained.first, next, 'the journal has lost nothing');
		next = drained.next;
		for (const { kind, classId, sizeBytes } of decodeRecords(engine.description, drained.records))
			if (kind === 'alloc') blocks.push(`${names.get(classId)} ${sizeBytes}`);
	};
	const runtime: Runtime = engine.start({
		heapLimitBytes: kLimitBytes,
		policy: 'none',
		onError: (error) => errors.push(error),
		// Asked for each object that is made.
		site: () => {
			if (withBlocks && ++calls % kDrainEvery === 0) drain(runtime);
			return 0;
		},
	});
	const { tick, breathe } = runtime;
	const console = { log: (...all: unknown[]) => lines.push(all.join(' ')) };
	await runInstrumented(code, { ...runtime.classes, tick: () => tick(0), breathe, console });
	if (withBlocks) drain(runtime);
	const { madeCount, nativeLiveBytes } = runtime.stats();
	return {
		blocks,
		lines,
		madeCount,
		liveBytes: nativeLiveBytes,
		async checkStays(count) {
			const left = async () => {
				globalThis.gc?.();
				await setImmediate();
				runtime.sweep();
				return runtime.stats().objectCount;
			};
			await until(`${count} objects are left`, left, 20_000, (objects) => objects <= count);
			assert.equal(await left(), count);
			runtime.end();
			assert.deepEqual(errors, []);
		},
	};
}
