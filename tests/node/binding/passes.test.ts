// Looks and sweeps in slices: how long they hold the program up, and what may happen within one and between two.
import '../../support/clearable.ts';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { TestRun } from '../../support/fakes.ts';
import { clearAll, collected, costMs, derefsOf, manageMany, midSweep, type Owned, sweepsOf } from './objects.ts';

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start({ policy: 'gated' });
	// The first sweep of the policy, of nothing.
	await run.clock.advance(1000);
});

/** Objects whose sweep takes some slices: 10 µs each look, all cleared, 50 µs each deleter. */
function slowToSweep(count: number): Owned[] {
	const objects = manageMany(run, count);
	costMs(objects, run.clock, 0.01);
	for (const owned of objects) owned.before = () => run.clock.spendInside(0.05);
	clearAll(objects);
	return objects;
}

test('slices hold the program up for 4 ms and a piece, looking and freeing; it goes on between them', async () => {
	const before = sweepsOf(run);
	const objects = slowToSweep(5000);
	const slicesMs = run.clock.timeJobs();
	let between = 0;
	const program = () => {
		const { freedCount } = run.snapshot().stats;
		if (freedCount > 0 && freedCount < 5000) between++;
		if (freedCount < 5000) run.clock.soon(program);
	};
	run.clock.soon(() => {
		run.collector.collected();
		program();
	});
	await run.clock.advance(1000);
	assert.equal(run.counts, 'freed 5000');
	const longestMs = Math.max(...slicesMs);
	assert.ok(longestMs <= 4 + 1024 * 0.01 + 16 * 0.05 + 0.01, `the longest took ${longestMs} ms`);
	assert.ok(between >= 50, `the program had ${between} turns`);
	assert.equal(sweepsOf(run), before + 1, 'all slices are one sweep');
	assert.equal(derefsOf(objects), 1);
	const { sweepLongestMs, sliceLongestMs } = run.snapshot().stats;
	assert.ok(sweepLongestMs >= 5000 * 0.06 - 1, `the sweep took ${sweepLongestMs} ms`);
	assert.ok(sliceLongestMs <= longestMs + 0.01, `its longest slice took ${sliceLongestMs} ms`);
	run.finish();
});

test('collections during a sweep are followed by one more, of everything', async () => {
	const live = manageMany(run, 10);
	slowToSweep(3000);
	const before = sweepsOf(run);
	await midSweep(run, () => {
		for (let i = 0; i < 5; i++) run.collector.collected(i === 2 ? 'major' : 'minor');
	});
	assert.equal(run.counts, 'live 10 freed 3000');
	assert.equal(sweepsOf(run), before + 2);
	assert.equal(derefsOf(live), 2);
});

test('sweep() overtakes a sweep in slices: it is one sweep, and nothing is freed twice', async () => {
	const objects = slowToSweep(3000);
	const before = sweepsOf(run);
	await midSweep(run, () => {
		const { clearedCount, liveCount } = run.snapshot().stats;
		assert.equal(run.runtime.sweep(), clearedCount + liveCount);
	});
	assert.equal(run.counts, 'freed 3000');
	assert.equal(sweepsOf(run), before + 1);
	assert.ok(objects.every(({ calls }) => calls === 1));
	const sweep = run.snapshot().marks.findLast(({ kind }) => kind === 'sweep');
	assert.equal(sweep?.count, 3000);
});

test('what the program deletes between two slices is deleted, not freed', async () => {
	const objects = slowToSweep(3000);
	const destroy = run.native('_MyClass__destructor');
	let deleted = 0;
	await midSweep(run, () => {
		for (const owned of objects) {
			if (owned.calls > 0 || deleted === 100) continue;
			destroy(owned.ptr);
			deleted++;
		}
	});
	assert.equal(run.counts, 'freed 2900 deleted 100');
	assert.equal(objects.filter(({ calls }) => calls === 0).length, 100);
	run.finish();
});

test('a deleter that throws in a slice is told, loses its own object, and stops nothing', async () => {
	const objects = slowToSweep(100);
	const [bad] = objects as [Owned];
	bad.before = () => {
		throw new Error('bad deleter');
	};
	await collected(run);
	await run.clock.advance(100);
	assert.equal(run.counts, 'freed 99 lost 1');
	assert.deepEqual(run.takeErrors(), ['Error: bad deleter']);
	await collected(run);
	await run.clock.advance(100);
	assert.equal(bad.calls, 1);
	run.native('_MyClass__destructor')(bad.ptr);
	run.finish();
});

test('a deleter that sweeps within a slice: one sweep, each object freed once', async () => {
	const objects = slowToSweep(3000);
	const before = sweepsOf(run);
	let swept = 0;
	(objects[1500] as Owned).before = () => {
		swept = run.runtime.sweep();
	};
	await collected(run);
	await run.clock.advance(1000);
	assert.ok(swept > 0, 'it swept what the slice had not come to');
	assert.equal(run.counts, 'freed 3000');
	assert.equal(sweepsOf(run), before + 1);
	assert.ok(objects.every(({ calls }) => calls === 1));
	run.finish();
});

for (const [how, act] of [
	['changes the policy', () => run.runtime.setPolicy('none')],
	['ends the run', () => run.runtime.end()],
] as const)
	test(`a deleter that ${how} within a slice: no further one comes`, async () => {
		const objects = slowToSweep(3000);
		let before = 0;
		(objects[1500] as Owned).before = () => {
			act();
			before = run.snapshot().stats.freedCount;
		};
		run.clock.soon(() => run.collector.collected());
		await run.clock.advance(100_000);
		const { freedCount, sweepCount } = run.snapshot().stats;
		assert.ok(before > 0 && before < 3000, `${before} were freed before`);
		assert.ok(freedCount - before <= 4 / 0.05 + 16, `${freedCount - before} were freed after it`);
		assert.equal(run.clock.pending, 0, 'no timer is left');
		assert.equal(sweepCount, 2, 'the sweep has ended');
		run.runtime.sweep();
		assert.ok(objects.every(({ calls }) => calls === 1));
		run.finish();
	});

test('a deleter that changes the policy within sweep(), while a sweep in slices pauses: the rest is freed, not deleted', async () => {
	const objects = slowToSweep(3000);
	await midSweep(run, () => {
		const next = objects.find(({ calls }) => calls === 0) as Owned;
		next.before = () => run.runtime.setPolicy('idle');
		run.runtime.sweep();
	});
	assert.equal(run.counts, 'freed 3000');
	assert.equal(sweepsOf(run), 2, 'one sweep');
	run.finish();
});

test('while collectGarbage() is under way a sweep in slices pauses', async () => {
	const objects = slowToSweep(4000);
	let freedAtOnce = 0;
	let done: Promise<boolean> | undefined;
	await midSweep(run, () => {
		run.collector.onRequest = () => run.clock.after(100, () => run.collector.collected());
		done = run.runtime.collectGarbage();
		freedAtOnce = run.snapshot().stats.freedCount;
		run.clock.after(150, () => {
			assert.equal(run.snapshot().stats.freedCount, freedAtOnce, 'nothing is freed meanwhile');
		});
	});
	assert.equal(await done, true);
	assert.ok(freedAtOnce > 0 && freedAtOnce < 4000);
	assert.equal(run.counts, 'freed 4000');
	assert.ok(objects.every(({ calls }) => calls === 1));
});
