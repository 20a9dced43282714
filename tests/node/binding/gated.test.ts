// Policy `gated`: nothing without a collection, all of it right after one, and a rare look in case one was missed.
import '../../support/clearable.ts';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { emptyAll } from '../../support/clearable.ts';
import { TestRun } from '../../support/fakes.ts';
import { clearAll, collected, costMs, derefsOf, manageMany, sweepsOf, wrapMany } from './objects.ts';

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start({ policy: 'gated' });
	// The first sweep, of what was cleared before.
	await run.clock.advance(0);
});

test('without a collection nothing is looked at, and no timer waits but one', async () => {
	const objects = manageMany(run, 10);
	const before = sweepsOf(run);
	clearAll(objects);
	await run.clock.advance(9000);
	assert.equal(run.counts, 'live 10');
	assert.equal(derefsOf(objects), 0);
	assert.equal(sweepsOf(run), before);
	assert.equal(run.clock.pending, 1);
});

test('after one, what is cleared is freed in that very job', async () => {
	const objects = manageMany(run, 10);
	const wrappers = wrapMany(run, 10);
	await run.clock.advance(100);
	clearAll(objects.slice(0, 6));
	emptyAll(wrappers.slice(0, 5));
	run.collector.collected();
	assert.equal(run.counts, 'live 9 freed 11');
	const { clearedToFreedMaxMs } = run.snapshot().stats;
	assert.equal(clearedToFreedMaxMs, 0);
});

test('what was cleared before the policy was chosen is freed at once', async () => {
	run.runtime.setPolicy('none');
	const objects = manageMany(run, 4);
	clearAll(objects);
	run.runtime.setPolicy('gated');
	await run.clock.advance(0);
	assert.equal(run.counts, 'freed 4');
});

test('from one sweep to the next there are 16 ms, and all collections between are one', async () => {
	const objects = manageMany(run, 10);
	await run.clock.advance(100);
	const before = sweepsOf(run);
	for (let i = 0; i < 155; i++) {
		run.collector.collected();
		await run.clock.advance(1);
	}
	assert.equal(sweepsOf(run) - before, 10);
	clearAll(objects);
	run.collector.collected();
	await run.clock.advance(16);
	assert.equal(run.counts, 'freed 10');
	await run.clock.advance(1000);
	assert.equal(sweepsOf(run) - before, 11, 'and no other follows');
});

test('fruitless sweeps take at most a tenth of the time, others at most half', async () => {
	const objects = manageMany(run, 1000);
	costMs(objects, run.clock, 0.1);
	await run.clock.advance(100);
	/** The share of the time that sweeps take while collections come all the time. */
	const share = async (before: () => void) => {
		const startMs = run.clock.now();
		const { sweepTotalMs } = run.snapshot().stats;
		for (let i = 0; i < 1000; i++) {
			before();
			await collected(run);
			await run.clock.advance(10);
		}
		return (run.snapshot().stats.sweepTotalMs - sweepTotalMs) / (run.clock.now() - startMs);
	};
	const fruitless = await share(() => {});
	assert.ok(fruitless > 0.08 && fruitless < 0.12, `${fruitless} of the time went into sweeps that found nothing`);
	const rest = [...objects];
	const worthwhile = await share(() => rest.pop()?.weakRef.clear());
	assert.ok(worthwhile > 0.35 && worthwhile < 0.52, `${worthwhile} of the time went into sweeps that found something`);
});

test('a minor collection is followed by the young, a major one by all; what comes together goes as far as the further', async () => {
	const old = manageMany(run, 50);
	for (let i = 0; i < 3; i++) {
		await collected(run, 'minor');
		await run.clock.advance(100);
	}
	const young = manageMany(run, 5);
	await collected(run, 'minor');
	await run.clock.advance(100);
	assert.deepEqual([derefsOf(old), derefsOf(young)], [3, 1]);
	await collected(run, 'minor');
	// Within the spacing.
	await collected(run, 'major');
	await collected(run, 'minor');
	await run.clock.advance(100);
	// Young ones are looked at first, and then with all slots.
	assert.deepEqual([derefsOf(old), derefsOf(young)], [4, 4]);
});

test('a rare sweep finds what no collection told of: after 10 s, each that finds nothing doubles the wait, up to 320 s', async () => {
	const objects = manageMany(run, 3);
	const beganMs: number[] = [];
	let seen = sweepsOf(run);
	const watch = async (seconds: number) => {
		for (let i = 0; i < seconds; i++) {
			await run.clock.advance(1000);
			if (sweepsOf(run) > seen) beganMs.push(run.clock.now());
			seen = sweepsOf(run);
		}
	};
	await watch(1300);
	const waits = beganMs.map((ms, i) => (ms - (beganMs[i - 1] ?? 0)) / 1000);
	assert.deepEqual(waits, [10, 20, 40, 80, 160, 320, 320, 320]);
	clearAll(objects.slice(0, 1));
	await watch(320);
	assert.equal(run.counts, 'live 2 freed 1');
	assert.deepEqual(
		beganMs.slice(-3).map((ms) => ms / 1000),
		[1590, 1600, 1620],
		'once it has found something it is back at 10 s',
	);
	assert.deepEqual(run.runtime.safety, { sweeps: beganMs.length, found: 1 });
	run.runtime.setPolicy('interval');
	assert.deepEqual(run.runtime.safety, { sweeps: 0, found: 0 }, 'of the policy at work');
});

test('while nothing is there the rare sweep does not come', async () => {
	const before = sweepsOf(run);
	await run.clock.advance(100_000);
	assert.equal(sweepsOf(run), before);
	const objects = manageMany(run, 1);
	clearAll(objects);
	await run.clock.advance(10_000);
	assert.equal(run.counts, 'freed 1');
});

test('stopped, it leaves no timer: at rest, while it waits out the spacing, and in a sweep', async () => {
	const objects = manageMany(run, 5000);
	costMs(objects, run.clock, 0.01);
	run.runtime.setPolicy('none');
	assert.equal(run.clock.pending, 0, 'at rest');

	run.runtime.setPolicy('gated');
	await run.clock.advance(100);
	run.collector.collected();
	run.collector.collected();
	run.runtime.setPolicy('none');
	assert.equal(run.clock.pending, 0, 'in a sweep');
	const looks = objects.reduce((sum, { weakRef }) => sum + weakRef.derefs, 0);
	await run.clock.advance(100_000);
	assert.equal(
		objects.reduce((sum, { weakRef }) => sum + weakRef.derefs, 0),
		looks,
	);

	run.runtime.setPolicy('gated');
	await run.clock.advance(1000);
	await collected(run);
	await run.clock.advance(100);
	await collected(run);
	run.runtime.setPolicy('none');
	assert.equal(run.clock.pending, 0, 'in the spacing');

	run.runtime.setPolicy('gated');
	run.runtime.end();
	await run.clock.advance(100_000);
	assert.equal(run.clock.pending, 0, 'chosen and ended in one job');
});
