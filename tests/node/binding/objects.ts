// Managed objects for the tests of policies: with WeakRefs that empty by hand, and deleters that count their calls.
import assert from 'node:assert/strict';
import type { FakeClock } from '../../support/fakes.ts';
import { FakeWeakRef, type Loose, type TestRun } from '../../support/fakes.ts';

/** An object that was given to `manage()`. */
export interface Owned {
	readonly ptr: number;
	/** What its WeakRef is of, held here. */
	readonly target: object;
	readonly weakRef: FakeWeakRef;
	/** How many times its deleter was called. */
	calls: number;
	/** What its deleter does before it destroys. */
	before: () => void;
}

export function manageMany(run: TestRun, count: number): Owned[] {
	const construct = run.native('_MyClass__constructor');
	const destroy = run.native('_MyClass__destructor');
	return Array.from({ length: count }, (_, i) => {
		const target = {};
		const owned: Owned = { ptr: construct(i), target, weakRef: new FakeWeakRef(target), calls: 0, before: () => {} };
		run.runtime.manage(owned.ptr, owned.weakRef, (ptr) => {
			owned.calls++;
			owned.before();
			destroy(ptr);
		});
		return owned;
	});
}

/** Wrappers, which the engine itself frees. */
export function wrapMany(run: TestRun, count: number): Loose[] {
	const MyClass = run.class('MyClass');
	return Array.from({ length: count }, (_, i) => new MyClass(i));
}

export const clearAll = (owned: readonly Owned[]): void => {
	for (const { weakRef } of owned) weakRef.clear();
};

/** How many looks there were at each of them; all the same. */
export function derefsOf(owned: readonly Owned[]): number {
	const derefs = new Set(owned.map(({ weakRef }) => weakRef.derefs));
	assert.equal(derefs.size, 1, `looked at ${[...derefs].join(' and ')} times`);
	return [...derefs][0] as number;
}

export const sweepsOf = (run: TestRun): number => run.snapshot().stats.sweepCount;

/** A collection comes in a job of its own, and what follows it at once has come too. */
export async function collected(run: TestRun, collection: 'minor' | 'major' = 'major'): Promise<void> {
	run.clock.soon(() => run.collector.collected(collection));
	await run.clock.advance(0);
}

/** Looks take so long, each. */
export const costMs = (owned: readonly Owned[], clock: FakeClock, ms: number): void => {
	for (const { weakRef } of owned) weakRef.costMs(clock, ms);
};

/** A sweep follows a collection; runs `what` between two of its slices, once it has freed something and not all. */
export async function midSweep(run: TestRun, what: () => void): Promise<void> {
	let done = false;
	const job = () => {
		if (done) return;
		if (run.snapshot().stats.freedCount > 0) {
			done = true;
			assert.ok(run.snapshot().stats.clearedCount > 0, 'something is left to free');
			what();
		} else run.clock.soon(job);
	};
	run.clock.soon(() => {
		run.collector.collected();
		run.clock.soon(job);
	});
	await run.clock.advance(1000);
	assert.ok(done, 'a slice has freed something');
}
