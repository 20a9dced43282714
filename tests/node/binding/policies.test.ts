// Policies with a clock and a collector moved by hand: when they sweep, and that switching loses nothing.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { FakeWeakRef, TestRun } from '../../support/fakes.ts';

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start();
});

function make(count: number): FakeWeakRef[] {
	const construct = run.native('_MyClass__constructor');
	const destroy = run.native('_MyClass__destructor');
	return Array.from({ length: count }, (_, i) => {
		const weakRef = new FakeWeakRef();
		run.runtime.manage(construct(i), weakRef, (ptr) => destroy(ptr));
		return weakRef;
	});
}
const sweeps = () => run.snapshot().stats.sweepCount;

test('interval: one pass over every live entry at each interval, from the moment it is chosen', async () => {
	const [first, second] = make(2) as [FakeWeakRef, FakeWeakRef];
	run.runtime.setPolicy('interval', 100);
	await run.clock.advance(99);
	assert.equal(sweeps(), 0);
	await run.clock.advance(1);
	assert.equal(sweeps(), 1);
	assert.deepEqual([first.derefs, second.derefs], [1, 1]);
	first.clear();
	await run.clock.advance(99);
	assert.equal(run.counts, 'live 2', 'not before the loop comes by');
	await run.clock.advance(1);
	assert.equal(run.counts, 'live 1 freed 1');
	await run.clock.advance(1000);
	assert.equal(sweeps(), 12);
	assert.deepEqual([first.derefs, second.derefs], [2, 12], 'a freed entry is not looked at again');
});

test('interval: changed while it runs, the new one holds at once', async () => {
	run.runtime.setPolicy('interval', 10_000);
	await run.clock.advance(500);
	run.runtime.setPolicy('interval', 10);
	await run.clock.advance(100);
	assert.equal(sweeps(), 10);
	run.runtime.setPolicy('none', 10);
	await run.clock.advance(1000);
	assert.equal(sweeps(), 10);
	assert.equal(run.clock.pending, 0, 'no timer is left behind');
});

test('intervals outside 1 ms to 10 s are refused', () => {
	for (const bad of [0, -1, 10_001, Number.NaN, Number.POSITIVE_INFINITY])
		assert.throws(() => run.runtime.setPolicy('interval', bad), { name: 'RangeError', message: /1 to 10000 ms/ });
});

test('none: what is cleared after a collection is seen, is lost, and stays', async () => {
	const objects = make(10);
	for (const weakRef of objects.slice(0, 4)) weakRef.clear();
	await run.clock.advance(10_000);
	assert.equal(run.counts, 'live 10', 'nothing is looked at while nothing was collected');
	assert.equal(objects[0]?.derefs, 0);
	run.collector.collected();
	await run.clock.advance(100);
	assert.equal(run.counts, 'live 6 lost 4');
	assert.equal(run.snapshot().stats.collections, 1);
	assert.equal(sweeps(), 0);
});

test('from none to interval: what was lost is cleared, and then freed', async () => {
	for (const weakRef of make(4)) weakRef.clear();
	run.collector.collected();
	await run.clock.advance(100);
	assert.equal(run.counts, 'lost 4');
	run.runtime.setPolicy('interval', 50);
	assert.equal(run.counts, 'cleared 4');
	await run.clock.advance(50);
	assert.equal(run.counts, 'freed 4');
});

test('idle: sweeps when the page says that it is idle, and at no other time', async () => {
	const objects = make(3);
	for (const weakRef of objects) weakRef.clear();
	run.runtime.idle();
	assert.equal(sweeps(), 0, 'not under another policy');
	run.runtime.setPolicy('idle', 100);
	await run.clock.advance(10_000);
	assert.equal(sweeps(), 0);
	run.runtime.idle();
	assert.equal(sweeps(), 1);
	assert.equal(run.counts, 'freed 3');
});

test('cleared shows between the collection and the sweep, and its wait is measured', async () => {
	run.runtime.setPolicy('interval', 1000);
	const [weakRef] = make(1) as [FakeWeakRef];
	await run.clock.advance(200);
	weakRef.clear();
	run.collector.collected();
	await run.clock.advance(10);
	assert.equal(run.counts, 'cleared 1');
	await run.clock.advance(790);
	assert.equal(run.counts, 'freed 1');
	const { clearedToFreedMaxMs, clearedToFreedP50Ms } = run.snapshot().stats;
	assert.equal(clearedToFreedMaxMs, 800);
	assert.ok(Math.abs(clearedToFreedP50Ms - 800) < 800 * 0.07, `p50 ${clearedToFreedP50Ms}`);
});

test('looks after collections come at most every 100 ms, and one more follows a collection during a wait', async () => {
	const [weakRef] = make(1) as [FakeWeakRef];
	for (let i = 0; i < 50; i++) {
		run.collector.collected();
		await run.clock.advance(10);
	}
	await run.clock.advance(1000);
	assert.ok(weakRef.derefs >= 5 && weakRef.derefs <= 7, `${weakRef.derefs} looks in 500 ms`);
	assert.equal(run.snapshot().stats.collections, 50);
});

test('a look over many slots lets go of the thread between slices', async () => {
	const objects = make(5000);
	// Each look takes 10 µs of the fake clock.
	for (const weakRef of objects) weakRef.costMs(run.clock, 0.01);
	const slicesMs = run.clock.timeJobs();
	run.clock.soon(() => run.collector.collected());
	await run.clock.advance(1000);
	assert.ok(slicesMs.length >= 3, `${slicesMs.length} slices`);
	assert.ok(Math.max(...slicesMs) <= 4 + 1024 * 0.01 + 0.01, `the longest took ${Math.max(...slicesMs)} ms`);
	assert.ok(objects.every(({ derefs }) => derefs === 1));
});

test('after end() nothing is called any more', async () => {
	const [weakRef] = make(1) as [FakeWeakRef];
	run.runtime.setPolicy('interval', 10);
	run.collector.collected();
	weakRef.clear();
	run.runtime.end();
	await run.clock.advance(1000);
	run.collector.collected();
	await run.clock.advance(1000);
	assert.equal(run.counts, 'live 1');
	assert.equal(run.clock.pending, 0);
});

test('sweeps and collections are marks, with time, duration and how many were freed', async () => {
	run.runtime.setPolicy('interval', 100);
	for (const weakRef of make(3)) weakRef.clear();
	await run.clock.advance(50);
	run.collector.collected();
	await run.clock.advance(100);
	const { marks, markNext } = run.snapshot();
	assert.deepEqual(
		marks.map(({ kind, timeMs, count }) => [kind, timeMs, count]),
		[
			['collection', 50, 0],
			['sweep', 100, 3],
		],
	);
	assert.deepEqual(run.snapshot({}, markNext).marks, []);
});

test('collectGarbage asks in a job of its own, until two collections have come', async () => {
	let done: boolean | undefined;
	run.collector.onRequest = () => run.clock.after(20, () => run.collector.collected());
	run.runtime.collectGarbage().then((ok) => {
		done = ok;
	});
	assert.deepEqual(run.collector.requests, [], 'not in the job that asks');
	await run.clock.advance(500);
	assert.equal(done, true);
	assert.equal(run.collector.requests.length, 2);
});

test('while collectGarbage is under way nobody looks, and the policy sweeps a little later', async () => {
	const [weakRef] = make(1) as [FakeWeakRef];
	run.runtime.setPolicy('interval', 10);
	run.collector.onRequest = () => run.clock.after(100, () => run.collector.collected());
	const done = run.runtime.collectGarbage();
	await run.clock.advance(190);
	assert.equal(weakRef.derefs, 0);
	weakRef.clear();
	await run.clock.advance(30);
	assert.equal(await done, true);
	await run.clock.advance(100);
	assert.equal(run.counts, 'freed 1');
	assert.ok(sweeps() >= 9, `${sweeps()} sweeps since`);
});

test('a program that asks for collections all the time does not keep the policy from sweeping', async () => {
	run.runtime.setPolicy('interval', 100);
	run.collector.onRequest = () => run.clock.after(20, () => run.collector.collected());
	let stop = false;
	const asking = (async () => {
		while (!stop) await run.runtime.collectGarbage();
	})();
	await run.clock.advance(10_000);
	assert.ok(sweeps() >= 9, `${sweeps()} sweeps in 10 s`);
	stop = true;
	await run.clock.advance(1000);
	await asking;
});

test('a sweep that was put off does not come once the policy is `none`', async () => {
	run.runtime.setPolicy('interval', 10);
	const done = run.runtime.collectGarbage();
	await run.clock.advance(50);
	run.runtime.setPolicy('none', 10);
	await run.clock.advance(5000);
	assert.equal(await done, false);
	assert.equal(sweeps(), 0);
});

test('collectGarbage is not content with minor collections', async () => {
	let done: boolean | undefined;
	run.collector.onRequest = () => run.clock.after(20, () => run.collector.collected('minor'));
	run.runtime.collectGarbage().then((ok) => {
		done = ok;
	});
	await run.clock.advance(500);
	assert.equal(done, undefined);
	run.collector.onRequest = () => run.clock.after(20, () => run.collector.collected());
	await run.clock.advance(1500);
	assert.equal(done, true);
});

test('collectGarbage gives up, and says so, when no collection comes', async () => {
	let done: boolean | undefined;
	run.runtime.collectGarbage().then((ok) => {
		done = ok;
	});
	await run.clock.advance(5_000);
	assert.equal(done, false);
	assert.ok(run.collector.requests.length > 1 && Math.max(...run.collector.requests) >= 2 ** 33);
});

test('tick resolves in a job of its own, and refuses what is no time', async () => {
	let ticked = false;
	run.runtime.tick(30).then(() => {
		ticked = true;
	});
	await run.clock.advance(29);
	assert.equal(ticked, false);
	await run.clock.advance(1);
	assert.equal(ticked, true);
	for (const bad of [-1, Number.NaN, '5'])
		assert.throws(() => run.runtime.tick(bad as number), { name: 'TypeError', message: /tick\(ms\)/ });
});
