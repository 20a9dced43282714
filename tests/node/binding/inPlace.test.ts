// What the engine counts, read from its memory: the counts with no call, the census after one; in the module itself.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { TestRun } from '../../support/fakes.ts';

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start({ quarantineBytes: 0 });
});
afterEach(() => run.finish());

const wordsAt = (address: number, count: number) =>
	new Uint32Array(run.runtime.exports.memory.buffer, address >>> 0, count);

/** By name, as the description has them. */
function countsAt(address: number): Record<string, number> {
	const { counts } = run.engine.description;
	const words = wordsAt(address, counts.length);
	return Object.fromEntries(counts.map((name, i) => [name, words[i] as number]));
}

/** Groups that are not empty, as `[objects, bytes]`. */
function census(firstSerial: number): Record<string, readonly number[]> {
	const { census: groups } = run.engine.description;
	const words = wordsAt(run.native('_engine__census')(firstSerial), 2 * groups.length);
	const all = groups.map((name, i) => [name, [...words.subarray(2 * i, 2 * i + 2)]] as const);
	return Object.fromEntries(all.filter(([, figures]) => figures.some((figure) => figure > 0)));
}

test('the counts stay where they are, and are always current', () => {
	const address = run.native('_engine__counts')();
	const start = countsAt(address);
	assert.deepEqual([start.liveBytes, start.objectsMade, start.limitBytes], [0, 0, 64 << 20]);
	const make = run.native('_Buffer__constructor');
	const destroy = run.native('_Buffer__destructor');
	const small = make(1000);
	assert.equal(countsAt(address).liveBytes, 1024);
	const memoryBytes = run.runtime.exports.memory.buffer.byteLength;
	const great = make(32 << 20);
	assert.ok(run.runtime.exports.memory.buffer.byteLength > memoryBytes, 'the memory has grown');
	const { stats } = run.snapshot();
	const counts = countsAt(address);
	assert.deepEqual(
		[counts.liveBytes, counts.peakBytes, counts.objects, counts.objectsMade, counts.heapBytes],
		[stats.nativeLiveBytes, stats.nativePeakBytes, stats.objectCount, stats.madeCount, stats.heapBytes],
	);
	for (const buffer of [small, great]) destroy(buffer);
	assert.equal(countsAt(address).liveBytes, 0);
	assert.equal(run.native('_engine__counts')(), address);
});

test('the census tells the job, what is fresh, what has survived, and what is dead', () => {
	const make = run.native('_MyClass__constructor');
	const manage = run.native('_engine__manage');
	run.native('_engine__setReclaiming')(1);
	const old = make(1);
	manage(old);
	run.native('_engine__noteCollection')(1);
	const dead = make(2);
	wordsAt(run.native('_engine__batch')(), 1)[0] = manage(dead);
	assert.equal(run.native('_engine__markCleared')(1), 1);
	const fresh = make(3);
	manage(fresh);
	run.native('_engine__noteCollection')(0);
	const bare = make(4);
	const job = make(5);
	manage(job);
	const others = { survived: [1, 32], cleared: [1, 32], unmanaged: [1, 32] };
	assert.deepEqual(census(5), { job: [1, 32], fresh: [1, 32], ...others });
	assert.deepEqual(census(0), { fresh: [2, 64], ...others });
	run.native('_engine__setReclaiming')(0);
	assert.deepEqual(census(6).lost, [1, 32]);
	for (const object of [old, dead, fresh, bare, job]) run.native('_MyClass__destructor')(object);
	assert.deepEqual(census(0), {});
});

test('a sweep may be paused and go on: one number, one mark, the time of its slices', () => {
	const sweep = {
		begin: run.native('_engine__beginSweep'),
		pause: run.native('_engine__pauseSweep'),
		end: run.native('_engine__endSweep'),
	};
	const ended = () => {
		const object = run.native('_MyClass__constructor')(1);
		run.native('_engine__manage')(object);
		run.native('_MyClass__destructor')(object);
		return run.snapshot({ sort: 'serial', descending: true }).rows[0]?.state;
	};
	sweep.begin();
	assert.equal(ended(), 'freed');
	run.clock.spendInside(3);
	sweep.pause();
	assert.equal(ended(), 'deleted');
	run.clock.spendInside(100);
	sweep.begin();
	assert.equal(ended(), 'freed');
	run.clock.spendInside(2);
	sweep.end();
	const { stats, marks } = run.snapshot();
	assert.deepEqual([stats.sweepCount, stats.sweepTotalMs, stats.sliceLongestMs], [1, 5, 3]);
	assert.deepEqual(
		marks.map(({ kind, count, durationMs }) => [kind, count, durationMs]),
		[['sweep', 2, 5]],
	);
});
