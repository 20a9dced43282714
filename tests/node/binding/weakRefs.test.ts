// WeakRefs of wrappers: made when the stretch that made their targets has ended, and only where they are needed.
import '../../support/clearable.ts';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { counted, emptyAll } from '../../support/clearable.ts';
import { FakeWeakRef, type Loose, TestRun } from '../../support/fakes.ts';
import { wrapMany } from './objects.ts';

let run: TestRun;
let madeBefore: number;
const made = () => counted.weakRefs - madeBefore;
beforeEach(async () => {
	run = await TestRun.start();
	madeBefore = counted.weakRefs;
});

/** Empties the WeakRefs there are, and sweeps. */
function emptyAndSweep(wrappers: readonly object[]): number {
	emptyAll(wrappers);
	return run.runtime.sweep();
}

test('they are made at the end of the stretch, and until then nothing is found cleared', () => {
	const wrappers = wrapMany(run, 10);
	assert.equal(made(), 0);
	assert.equal(emptyAndSweep(wrappers), 0, 'what this stretch has made cannot be cleared yet');
	run.clock.endStretch();
	assert.equal(made(), 10);
	assert.equal(run.runtime.sweep(), 10);
	run.finish();
});

test('what is deleted before the end of the stretch gets none', () => {
	const wrappers = wrapMany(run, 10);
	for (const wrapper of wrappers.slice(0, 7)) wrapper.delete();
	run.clock.endStretch();
	assert.equal(made(), 3);
	assert.equal(emptyAndSweep(wrappers), 3);
	assert.equal(run.counts, 'freed 3 deleted 7');
	run.finish();
});

test('each stretch has its own', async () => {
	const first = wrapMany(run, 2);
	await run.clock.advance(0);
	const second = wrapMany(run, 3);
	assert.equal(made(), 2);
	await run.clock.advance(0);
	assert.equal(made(), 5);
	assert.equal(emptyAndSweep(second), 3);
	assert.equal(emptyAndSweep(first), 2);
	run.finish();
});

test('a stretch may make any number: a job gets 4,096 WeakRefs, the rest come in those that follow', async () => {
	const wrappers = wrapMany(run, 10_000);
	assert.equal(made(), 0);
	for (const wrapper of wrappers.slice(0, 100)) wrapper.delete();
	for (const wrapper of wrappers.slice(-100)) wrapper.delete();
	run.clock.endStretch();
	const early = made();
	assert.ok(early > 3900 && early <= 4096, `${early} were made in the job itself`);
	await run.clock.advance(0);
	assert.equal(made(), 9800);
	assert.equal(emptyAndSweep(wrappers), 9800);
	assert.equal(run.counts, 'freed 9800 deleted 200');
	run.finish();
});

test('a collection is asked for when all of them are made', async () => {
	const wrappers = wrapMany(run, 10_000);
	let madeThen = 0;
	run.collector.onRequest = () => {
		madeThen ||= made();
		run.clock.after(1, () => run.collector.collected());
	};
	const collected = run.runtime.collectGarbage();
	await run.clock.advance(100);
	assert.equal(await collected, true);
	assert.equal(madeThen, 10_000);
	assert.equal(emptyAndSweep(wrappers), 10_000);
	run.finish();
});

test('a loop that makes and deletes makes one only for every wrapper that lives on', () => {
	const kept: Loose[] = [];
	for (let i = 0; i < 3000; i++) {
		const [wrapper] = wrapMany(run, 1) as [Loose];
		if (i % 1000 === 0) kept.push(wrapper);
		else wrapper.delete();
	}
	run.clock.endStretch();
	assert.equal(made(), kept.length);
	assert.equal(emptyAndSweep(kept), 3);
	run.finish();
});

test('the slot of one deleted in the same stretch goes to another object, whose WeakRef it gets', async () => {
	// As many ended rows as history keeps: the next object takes the slot that ended first.
	for (let i = 0; i < 10; i++) {
		for (const wrapper of wrapMany(run, 500)) wrapper.delete();
		await run.clock.advance(0);
	}
	const wrappers: Loose[] = [];
	for (let i = 0; i < 9000; i++) {
		const [dropped, kept] = wrapMany(run, 2) as [Loose, Loose];
		dropped.delete();
		wrappers.push(kept);
		if (i % 3 === 0) kept.delete();
	}
	await run.clock.advance(0);
	assert.equal(run.runtime.sweep(), 0);
	const live = wrappers.filter((_, i) => i % 3 !== 0);
	assert.equal(emptyAndSweep(live.slice(0, 1000)), 1000);
	assert.equal(emptyAndSweep(live), live.length - 1000);
	run.finish();
});

test('manage() of an object whose wrapper was just made: its WeakRef is the one that counts', () => {
	const wrappers = wrapMany(run, 3);
	const calls: number[] = [];
	const destroy = run.native('_MyClass__destructor');
	const weakRefs = wrappers.map(({ ptr }) => {
		const weakRef = new FakeWeakRef();
		run.runtime.manage(ptr, weakRef, (p) => {
			calls.push(p);
			destroy(p);
		});
		return weakRef;
	});
	const before = counted.weakRefs;
	run.clock.endStretch();
	assert.equal(counted.weakRefs, before, 'none is made for the wrappers');
	const pointers = wrappers.map(({ ptr }) => ptr);
	assert.equal(emptyAndSweep(wrappers), 0, 'the wrappers are looked at no more');
	assert.equal(run.counts, 'live 3');
	for (const weakRef of weakRefs) weakRef.clear();
	assert.equal(run.runtime.sweep(), 3);
	assert.deepEqual(calls.toSorted(), pointers.toSorted());
	run.finish();
});

test('delete() of a wrapper whose object was given to manage() calls no deleter, then or later', () => {
	const [wrapper] = wrapMany(run, 1) as [Loose];
	const weakRef = new FakeWeakRef();
	run.runtime.manage(wrapper.ptr, weakRef, () => assert.fail('called'));
	wrapper.delete();
	weakRef.clear();
	run.clock.endStretch();
	assert.equal(run.runtime.sweep(), 0);
	assert.equal(weakRef.derefs, 0);
	assert.equal(run.counts, 'deleted 1');
	run.finish();
});

test('in a scope: what it frees gets none, and what it gives back gets one', () => {
	const kept = run.runtime.scope(() => {
		const wrappers = wrapMany(run, 100);
		return wrappers.slice(0, 4);
	});
	assert.equal(made(), 0);
	run.clock.endStretch();
	assert.equal(made(), 4);
	assert.equal(run.counts, 'live 4 deleted 96');
	assert.equal(emptyAndSweep(kept), 4);
	run.finish();
});

test("the wrapper of a method's result, and of a sweep in the same stretch", () => {
	const Matrix = run.class<Loose & { transpose(): Loose }>('Matrix');
	const matrix = new Matrix(2, 3);
	const result = matrix.transpose();
	assert.equal(run.runtime.sweep(), 0);
	run.clock.endStretch();
	assert.equal(made(), 2);
	assert.equal(emptyAndSweep([result]), 1);
	matrix.delete();
	run.finish();
});
