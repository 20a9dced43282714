// The time in the policy, with a clock moved by hand: all that the runtime does by itself, each piece once, and nothing
// that the program does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../support/clearable.ts';
import { TestRun } from '../../support/fakes.ts';
import { clearAll, manageMany } from './objects.ts';
import { kMiB, Pressed } from './pressing.ts';

/** Total and longest, in ms. */
const workOf = (run: TestRun) => {
	const { policyTotalMs, policyLongestMs } = run.snapshot().stats;
	return [policyTotalMs, policyLongestMs];
};

function costly(run: TestRun, count: number, lookMs: number) {
	const owned = manageMany(run, count);
	for (const { weakRef } of owned) weakRef.costMs(run.clock, lookMs);
	return owned;
}

function finish(run: TestRun, owned: ReturnType<typeof manageMany>): void {
	clearAll(owned);
	run.runtime.sweep();
	run.finish();
}

test('a sweep of the policy counts with its deleters, and one that is asked for within it once', async () => {
	const run = await TestRun.start({ policy: 'interval', record: true });
	const owned = costly(run, 3, 2);
	await run.clock.advance(100);
	assert.deepEqual(workOf(run), [6, 6]);
	const first = owned[0] as (typeof owned)[0];
	first.weakRef.clear();
	first.before = () => {
		run.clock.spendInside(5);
		run.runtime.sweep();
	};
	await run.clock.advance(100);
	// Three looks, the deleter, and the two looks of its own sweep.
	assert.deepEqual(workOf(run), [6 + 15, 15]);
	finish(run, owned);
});

test('what the program does is not counted: a sweep of its own, delete(), and what goes on after it has waited', async () => {
	const run = await TestRun.start({ policy: 'gated', record: true });
	await run.clock.advance(1);
	const owned = costly(run, 2, 3);
	run.runtime.sweep();
	const waits = (async () => {
		await run.runtime.tick(10);
		run.clock.spendInside(50);
		await run.runtime.breathe();
		run.clock.spendInside(50);
	})();
	await run.clock.advance(200);
	await waits;
	assert.deepEqual(workOf(run), [0, 0]);
	assert.equal(run.clock.now(), 207, 'it took its time all the same');
	finish(run, owned);
});

test('slices of a sweep that follows a collection count one by one', async () => {
	const run = await TestRun.start({ policy: 'gated', record: true });
	await run.clock.advance(1);
	const owned = costly(run, 3000, 0.01);
	run.collector.collected();
	await run.clock.advance(50);
	const { sweepTotalMs, sliceLongestMs } = run.snapshot().stats;
	const [totalMs, longestMs] = workOf(run) as [number, number];
	assert.ok(Math.abs(totalMs - 30) < 1e-6, `${totalMs}`);
	assert.ok(Math.abs(totalMs - sweepTotalMs) < 1e-6, `${totalMs}, ${sweepTotalMs}`);
	assert.ok(Math.abs(longestMs - sliceLongestMs) < 1e-6 && longestMs < 20, `${longestMs}, ${sliceLongestMs}`);
	finish(run, owned);
});

test('a sweep at an idle moment counts, and so does cleaning in the background', async () => {
	const run = await TestRun.start({ policy: 'idle', record: true });
	const owned = costly(run, 4, 1);
	run.runtime.idle();
	assert.deepEqual(workOf(run), [4, 4]);
	const Throwing = run.class('Throwing');
	const object = new Throwing(() => {
		run.clock.spendInside(7);
		return 0;
	});
	object.deleteLater();
	await run.clock.advance(10);
	assert.deepEqual(workOf(run), [11, 7]);
	finish(run, owned);
});

test('asking the collector counts, in a job of its own and within a constructor', async () => {
	const pressed = await Pressed.start({ heapLimitBytes: 16 * kMiB, quarantineBytes: 0, record: true });
	const { run } = pressed;
	pressed.costMs = 25;
	for (let i = 0; i < 12; i++) {
		pressed.drop(pressed.buffers(1));
		await run.clock.advance(10);
	}
	const asked = pressed.takeAsked().length;
	assert.ok(asked > 0);
	assert.deepEqual(workOf(run), [25 * asked, 25]);
	pressed.answers = () => 'major';
	pressed.costMs = 40;
	const wrappers = pressed.buffers(14);
	assert.deepEqual(pressed.takeAsked(), [2 ** 33]);
	assert.deepEqual(workOf(run), [25 * asked + 40, 40]);
	for (const wrapper of wrappers) wrapper.delete();
	run.finish();
});

test('a collection that is detected counts with the looks that follow', async () => {
	const run = await TestRun.start({ policy: 'none', record: true });
	const owned = costly(run, 2, 2);
	await run.clock.advance(1);
	run.collector.collected();
	await run.clock.advance(1);
	assert.deepEqual(workOf(run), [4, 4]);
	run.runtime.setPolicy('gated');
	await run.clock.advance(10);
	finish(run, owned);
});

test('of a run that is not recorded the time is not known, and nothing is timed', async () => {
	const run = await TestRun.start({ policy: 'interval' });
	const owned = costly(run, 3, 2);
	await run.clock.advance(300);
	assert.deepEqual(workOf(run), [Number.NaN, Number.NaN]);
	assert.equal(run.runtime.trace().byteLength, 0);
	finish(run, owned);
});
