// The real collector and the real clock in Node: detected, asked, and what it clears is freed.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { platformClock } from '../../../engine/binding/clock.ts';
import { platformCollector } from '../../../engine/binding/collector.ts';
import type { Engine } from '../../../engine/binding/engine.ts';
import type { Runtime } from '../../../engine/binding/runtime.ts';
import { decodeSnapshot } from '../../../engine/binding/snapshot.ts';
import { type Loose, loadEngine } from '../../support/fakes.ts';
import { until } from '../../support/until.ts';

let engine: Engine;
let runtime: Runtime;
beforeEach(async () => {
	engine = await loadEngine();
	const clock = platformClock();
	runtime = engine.start({
		clock,
		collector: platformCollector(clock),
		heapLimitBytes: 64 << 20,
		onError: (error) => assert.fail(String(error)),
	});
});
afterEach(async () => {
	runtime.setPolicy('interval', 10);
	await runtime.collectGarbage();
	await until('an empty heap', () => stats().liveBlocks === 0 && runtime.heldReferences === 0);
	runtime.end();
});

const stats = () => {
	const rows = { sort: 'serial', descending: false, states: [], offset: 0, count: 0 } as const;
	return decodeSnapshot(engine.description, runtime.snapshot({ rows, markFrom: 1 })).stats;
};
const make = <T extends Loose>(name: string, ...args: unknown[]): T => {
	const Class = runtime.classes[name];
	assert.ok(Class);
	return new Class(...args) as unknown as T;
};

/** A raw export. */
const native = (name: string) => Reflect.get(runtime.exports, name) as (...args: number[]) => number;

interface Listener extends Loose {
	emit(value: number): number;
	close(): void;
}

test('dropped wrappers are freed by the interval after a collection, and the kept ones are not', async () => {
	runtime.setPolicy('interval', 20);
	const makeMany = (count: number) => Array.from({ length: count }, (_, i) => make('MyClass', i));
	let kept = makeMany(50);
	makeMany(50);
	assert.equal(stats().liveCount, 100);
	assert.equal(await runtime.collectGarbage(), true, 'a collection was detected');
	await until('50 freed', () => stats().freedCount === 50);
	assert.equal(stats().liveCount, 50);
	assert.ok(stats().collections >= 2);
	assert.equal(kept.length, 50);
	kept = [];
});

test('a dropped wrapper may be swept in the background', async () => {
	runtime.setPolicy('idle', 100);
	(() => make('Tree', 50_000, 3))();
	await runtime.collectGarbage();
	assert.equal(stats().clearedCount, 1);
	assert.equal(runtime.sweep({ background: true }), 1);
	assert.equal(stats().cleaningCount, 1);
	await until('the tree is gone', () => stats().liveBlocks === 0);
	assert.equal(stats().freedCount, 1);
});

test('a listener keeps its function, and by it itself; close() breaks the cycle', async () => {
	runtime.setPolicy('interval', 20);
	const found: WeakRef<Listener>[] = [];
	(() => {
		const listener: Listener = make('Listener', () => listener.ptr);
		found.push(new WeakRef(listener));
	})();
	await runtime.collectGarbage();
	assert.equal(stats().liveCount, 1, 'nothing but itself reaches it, and it stays');
	assert.equal(runtime.heldReferences, 1);
	(() => found[0]?.deref()?.close())();
	assert.equal(runtime.heldReferences, 0);
	await runtime.collectGarbage();
	await until('the listener was freed', () => stats().freedCount === 1);
});

test('a weak listener does not keep its function', async () => {
	const listener: Listener = make('WeakListener', () => 3);
	assert.equal(runtime.heldReferences, 1);
	await runtime.collectGarbage();
	assert.equal(listener.emit(1), 0, 'the function is gone');
	const fn = () => 4;
	const other: Listener = make('WeakListener', fn);
	await runtime.collectGarbage();
	assert.equal(other.emit(1), 4, 'the program still has it');
	assert.equal(fn(), 4);
	listener.delete();
	other.delete();
	assert.equal(runtime.heldReferences, 0);
});

test('bytes keep their buffer alive', async () => {
	runtime.setPolicy('interval', 20);
	let bytes = make<Loose & { bytes(): Iterable<number> }>('Buffer', 4).bytes() as Iterable<number> | undefined;
	await runtime.collectGarbage();
	assert.deepEqual([...(bytes ?? [])], [0, 0, 0, 0]);
	assert.equal(stats().liveCount, 1);
	bytes = undefined;
	await runtime.collectGarbage();
	await until('the buffer was freed', () => stats().freedCount === 1);
});

test('a borrowed wrapper does not keep its owner alive, and is refused afterwards', async () => {
	runtime.setPolicy('interval', 20);
	const mine = make<Loose & { make(n: number): Loose & { my_method(): number } }>('Arena', 4).make(3);
	assert.equal(mine.my_method(), 6);
	await runtime.collectGarbage();
	await until('the arena was freed', () => stats().freedCount === 1);
	assert.throws(() => mine.my_method(), { name: 'PointerError', message: /borrowed from Arena #1 .*freed by sweep/ });
});

for (const policy of ['registry', 'gated', 'pressure'] as const)
	test(`under ${policy} what was dropped is freed after a collection, with its deleter if it has one`, async () => {
		runtime.setPolicy(policy);
		const kept = Array.from({ length: 20 }, (_, i) => make('MyClass', i));
		let calls = 0;
		(() => {
			for (let i = 0; i < 50; i++) {
				make('MyClass', i);
				const ptr = native('_MyClass__constructor')(i);
				runtime.manage(ptr, new WeakRef({}), (p) => {
					calls++;
					native('_MyClass__destructor')(p);
				});
			}
		})();
		assert.equal(await runtime.collectGarbage(), true);
		await until('100 freed', () => stats().freedCount === 100);
		assert.equal(calls, 50);
		assert.equal(stats().liveCount, 20);
		assert.equal(kept.length, 20);
	});

test('pressure: what is dropped is freed though nobody else asks for a collection', async () => {
	runtime.setPolicy('pressure');
	const dropSome = () => Array.from({ length: 1000 }, (_, i) => make('MyClass', i)).length;
	const requests = () => dropSome() > 0 && stats().pressureRequests;
	// A collection may come by itself, and leave nothing to ask about: more comes until the policy has asked.
	await until('a request', requests);
	const before = stats().freedCount;
	// What came just before a collection may be too late for it: the program goes on.
	await until('as many freed as three times were dropped', () => requests() && stats().freedCount >= before + 3000);
});

test('pressure: 300 MiB pass through a heap of 64 MiB in a loop that breathes', async () => {
	runtime.setPolicy('pressure');
	for (let i = 0; i < 300; i++) {
		make<Loose & { fill(value: number): void }>('Buffer', 1 << 20).fill(1);
		await runtime.breathe();
	}
	assert.equal(stats().madeCount, 300);
	assert.ok(stats().nativePeakBytes <= 64 << 20);
});

test('pressure: and in a loop that only ends its jobs', async () => {
	runtime.setPolicy('pressure');
	for (let i = 0; i < 300; i++) {
		make('Buffer', 1 << 20);
		await runtime.tick();
	}
	assert.equal(stats().madeCount, 300);
});

test('gated asks for nothing: the same in one job exhausts the heap, and the error says why', () => {
	runtime.setPolicy('gated');
	assert.throws(
		() => {
			for (let i = 0; i < 300; i++) make('Buffer', 1 << 20);
		},
		{ name: 'NativeHeapExhausted', message: /were made in this same job/ },
	);
});
