// What must not stop a run, and what must not begin one again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeClock, FakeCollector, FakeWeakRef, loadEngine, TestRun } from '../../support/fakes.ts';

test('an onError that throws stops no sweep, and what it throws is an uncaught error', async (t) => {
	const uncaught: unknown[] = [];
	const before = Object.getOwnPropertyDescriptor(globalThis, 'reportError');
	Object.defineProperty(globalThis, 'reportError', { value: (e: unknown) => uncaught.push(e), configurable: true });
	t.after(() => {
		if (before) Object.defineProperty(globalThis, 'reportError', before);
		else Reflect.deleteProperty(globalThis, 'reportError');
	});
	const clock = new FakeClock();
	const collector = new FakeCollector();
	const onError = (error: unknown) => {
		throw new Error(`told of ${error}`);
	};
	const runtime = (await loadEngine()).start({ clock, collector, policy: 'gated', onError });
	const exports = runtime.exports as unknown as Record<string, (n: number) => number>;
	for (let i = 0; i < 100; i++) {
		const weakRef = new FakeWeakRef();
		weakRef.clear();
		const ptr = exports._MyClass__constructor?.(i) ?? 0;
		runtime.manage(ptr, weakRef, (p) => {
			if (i % 10 === 0) throw new Error(`deleter ${i}`);
			exports._MyClass__destructor?.(p);
		});
	}
	await clock.advance(100);
	assert.equal(runtime.stats().freedCount, 90);
	assert.equal(runtime.stats().lostCount, 10);
	assert.equal(uncaught.length, 10);
	assert.match(String(uncaught[0]), /told of Error: deleter \d+/);
	runtime.setPolicy('none');
	runtime.setPolicy('gated');
	await clock.advance(100);
	assert.equal(runtime.stats().sweepCount, 2, 'sweeps go on');
	runtime.end();
});

test('after the end no policy begins', async () => {
	const run = await TestRun.start();
	run.runtime.end();
	run.runtime.setPolicy('interval', 10);
	run.runtime.setPolicy('pressure');
	await run.clock.advance(10_000);
	assert.equal(run.snapshot().stats.sweepCount, 0);
	assert.equal(run.clock.pending, 0);
});
