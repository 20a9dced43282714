// The real collector and the real clock in Node: detected, asked, and what it clears is freed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { platformClock } from '../../../engine/binding/clock.ts';
import { platformCollector } from '../../../engine/binding/collector.ts';
import { decodeSnapshot } from '../../../engine/binding/snapshot.ts';
import { loadEngine } from '../../support/fakes.ts';
import { until } from '../../support/until.ts';

test('dropped wrappers are freed by the interval after a collection, and the kept ones are not', async () => {
	const engine = await loadEngine();
	const runtime = engine.start({
		clock: platformClock(),
		collector: platformCollector(),
		heapLimitBytes: 64 << 20,
		onError: (error) => assert.fail(String(error)),
	});
	runtime.setPolicy('interval', 20);
	const stats = () => {
		const rows = { sort: 'serial', descending: false, states: [], offset: 0, count: 0 } as const;
		return decodeSnapshot(engine.description, runtime.snapshot({ rows, journalFrom: 1 })).stats;
	};
	const MyClass = runtime.classes.MyClass as new (n: number) => object;
	const make = (count: number) => Array.from({ length: count }, (_, i) => new MyClass(i));
	const kept = make(50);
	make(50);
	assert.equal(stats().liveCount, 100);
	assert.equal(await runtime.collectGarbage(), true, 'a collection was detected');
	await until('50 freed', () => stats().freedCount === 50);
	assert.equal(stats().liveCount, 50);
	assert.ok(stats().collections >= 2);
	assert.equal(kept.length, 50);
	runtime.end();
});
