// Functions that the engine calls: what they throw, whom they destroy, how deep they nest, and that none stays held.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { kMaxNesting } from '../../../engine/binding/host.ts';
import { FakeWeakRef, type Loose, TestRun } from '../../support/fakes.ts';

interface Listener extends Loose {
	emit(value: number): number;
	calls(): number;
	close(): void;
}
interface Throwing extends Loose {
	fail(yes: number): void;
}

let run: TestRun;
let Listener: new (callback: unknown) => Listener;
let WeakListener: new (callback: unknown) => Listener;
let Throwing: new (callback: unknown) => Throwing;
beforeEach(async () => {
	run = await TestRun.start();
	Listener = run.class('Listener');
	WeakListener = run.class('WeakListener');
	Throwing = run.class('Throwing');
});
afterEach(() => run.finish());

test('emit calls the function with the number, and gives the number that it gives as an int32', () => {
	const seen: unknown[] = [];
	let result: unknown;
	const listener = new Listener((...args: unknown[]) => {
		seen.push(args);
		return result;
	});
	for (const [given, expected] of [
		[7, 7],
		[-1, -1],
		[2.9, 2],
		[-2.9, -2],
		[2 ** 31, -(2 ** 31)],
		[2 ** 32 + 5, 5],
		[1e300, 0],
		[Number.NaN, 0],
		[undefined, 0],
		['7', 0],
		[7n, 0],
		[{ valueOf: () => assert.fail('converted by its own code') }, 0],
	] as const) {
		result = given;
		assert.equal(listener.emit(-5), expected, String(given));
	}
	assert.deepEqual(seen[0], [-5]);
	assert.equal(listener.calls(), 12);
	listener.delete();
});

test('what the function throws comes out of emit, the very same', () => {
	const frozen = Object.freeze({ a: 1 });
	for (const thrown of [new Error('mine'), frozen, 'text', 7, undefined, null, Symbol('s')]) {
		const listener = new Listener(() => {
			throw thrown;
		});
		let caught: unknown = 'nothing was thrown';
		try {
			listener.emit(1);
		} catch (error) {
			caught = error;
		}
		assert.equal(caught, thrown);
		assert.equal(listener.calls(), 0, 'a call that threw has not come back');
		listener.delete();
	}
});

test('emits that nest and throw: each gets its own error', () => {
	const log: string[] = [];
	const listeners: Listener[] = [];
	const kDeep = 10;
	for (let level = 0; level < kDeep; level++) {
		listeners.push(
			new Listener((value: number) => {
				const next = listeners[level + 1];
				try {
					next?.emit(value);
				} catch (error) {
					log.push(`${level} caught ${(error as Error).message}`);
				}
				throw new Error(`of ${level}`);
			}),
		);
	}
	assert.throws(() => listeners[0]?.emit(1), { message: 'of 0' });
	assert.deepEqual(
		log,
		Array.from({ length: kDeep - 1 }, (_, i) => `${kDeep - 2 - i} caught of ${kDeep - 1 - i}`),
	);
	for (const listener of listeners) listener.delete();
});

test('a function that calls itself by emit, without end, is an error; the engine goes on', () => {
	let depth = 0;
	const listener: Listener = new Listener(() => {
		depth++;
		return listener.emit(depth);
	});
	assert.throws(() => listener.emit(0), { name: 'RangeError', message: /100 deep/ });
	assert.equal(depth, kMaxNesting);
	depth = 0;
	assert.throws(() => listener.emit(0), { name: 'RangeError' });
	listener.delete();
});

test('errors within functions, however many, use up nothing of the engine', () => {
	const MyClass = run.class<Loose & { my_method(): number }>('MyClass');
	const dead = new MyClass(1);
	const { ptr } = dead;
	dead.delete();
	const listener = new Listener(() => {
		for (let i = 0; i < 100; i++) assert.throws(() => run.native('_MyClass__my_method')(ptr), { name: 'PointerError' });
		throw new Error('out');
	});
	for (let i = 0; i < 1000; i++) assert.throws(() => listener.emit(i), { message: 'out' });
	listener.delete();
});

test('a function that destroys the listener which calls it: the call ends normally', () => {
	const listener: Listener = new Listener(() => {
		listener.delete();
		assert.throws(() => listener.emit(1), { name: 'PointerError', message: /Listener #1 \(.*deleted/ });
		assert.throws(() => listener.delete(), { name: 'PointerError' });
		return 5;
	});
	assert.equal(listener.emit(1), 5);
	assert.equal(run.held, 0);
	const other: Listener = new Listener(() => {
		other.delete();
		throw new Error('after the delete');
	});
	assert.throws(() => other.emit(1), { message: 'after the delete' });
	const closed: Listener = new Listener(() => {
		closed.close();
		closed.close();
		return 6;
	});
	assert.equal(closed.emit(1), 6);
	assert.equal(closed.emit(1), 0, 'a closed listener calls nobody');
	closed.delete();
});

test('a function may sweep, and its own listener away with it', () => {
	const destroy = run.native('_Listener__destructor');
	const weakRef = new FakeWeakRef();
	const reference = run.runtime.hold(() => {
		weakRef.clear();
		assert.equal(run.runtime.sweep(), 1);
		return 9;
	});
	const ptr = run.native('_Listener__constructor')(reference);
	run.runtime.manage(ptr, weakRef, (p) => destroy(p));
	assert.equal(run.native('_Listener__emit')(ptr, 1), 9);
	assert.equal(run.counts, 'freed 1');
});

test('a function may fill the heap', async () => {
	run.finish();
	run = await TestRun.start({ heapLimitBytes: 1 << 20, quarantineBytes: 0 });
	const Buffer = run.class('Buffer');
	const buffers: Loose[] = [];
	const listener = new (run.class<Listener>('Listener'))(() => {
		assert.throws(
			() => {
				for (;;) buffers.push(new Buffer(10_000));
			},
			{ name: 'NativeHeapExhausted' },
		);
		return buffers.length;
	});
	assert.ok(listener.emit(1) > 90, `${buffers.length} fit`);
	for (const buffer of buffers) buffer.delete();
	listener.delete();
});

test('a destructor that throws is reported with what it threw; the sweep frees what is behind it', () => {
	const boom = new Error('boom');
	const destroyed: number[] = [];
	const weakRefs: FakeWeakRef[] = [];
	for (let i = 0; i < 9; i++) {
		const reference = run.runtime.hold((serial) => {
			destroyed.push(serial);
			if (i % 3 === 1) throw boom;
		});
		const ptr = run.native('_Throwing__constructor')(reference);
		const weakRef = new FakeWeakRef();
		run.runtime.manage(ptr, weakRef, (p) => run.native('_Throwing__destructor')(p));
		weakRefs.push(weakRef);
	}
	for (const weakRef of weakRefs) weakRef.clear();
	assert.equal(run.runtime.sweep(), 9);
	assert.equal(destroyed.length, 9);
	assert.deepEqual(run.errors, [], 'nobody is told while the engine may be at work');
	run.clock.endStretch();
	assert.deepEqual(run.errors.splice(0), [boom, boom, boom]);
	assert.equal(run.held, 0);
});

test('a destructor that fails is reported with the story of its object', () => {
	run.line = 4;
	const object = new Throwing(() => {});
	object.fail(1);
	run.line = 6;
	object.delete();
	const [said, ...more] = run.takeErrors();
	assert.match(said ?? '', /^Error: The destructor of Throwing #1 \(made at line 4, deleted at line 6.*\) has failed/);
	assert.deepEqual(more, []);
});

test('a function called by a destructor cannot use the object, and may destroy others', () => {
	const others: Throwing[] = [];
	const object: Throwing = new Throwing(() => {
		for (const method of ['delete', 'deleteLater'] as const)
			assert.throws(() => object[method](), { name: 'PointerError', message: /destruction has begun/ });
		object[Symbol.dispose]();
		for (const other of others) other.delete();
		assert.equal(run.runtime.sweep(), 0);
		run.runtime.clean();
	});
	others.push(new Throwing(() => new Listener(() => 1).delete()));
	others.push(
		new Throwing(() => {
			throw new Error('inner');
		}),
	);
	object.delete();
	assert.deepEqual(run.takeErrors(), ['Error: inner']);
	assert.equal(run.counts, 'deleted 4');
});

test('reports wait for the end of the synchronous code, and a flood of them is bounded', () => {
	for (let i = 0; i < 150; i++)
		new Throwing(() => {
			throw i;
		}).delete();
	const errors = run.takeErrors();
	assert.equal(errors.length, 101);
	assert.deepEqual(errors.slice(0, 3), ['0', '1', '2']);
	assert.match(errors[100] ?? '', /50 more errors/);
});

test('a raw constructor takes a reference over; one that was given twice is stale for the second object', () => {
	const reference = run.runtime.hold((value) => value + 1);
	const [a, b] = [run.native('_Listener__constructor')(reference), run.native('_Listener__constructor')(reference)];
	const emit = run.native('_Listener__emit');
	assert.equal(emit(a, 1), 2);
	assert.equal(emit(b, 1), 2);
	run.native('_Listener__destructor')(a);
	assert.equal(run.held, 0);
	assert.throws(() => emit(b, 1), { name: 'PointerError', message: /Listener #2 .*hold\(\)/ });
	run.native('_Listener__destructor')(b);
	const wild = run.native('_Listener__constructor')(12345);
	assert.throws(() => emit(wild, 1), { name: 'PointerError' });
	run.native('_Listener__destructor')(wild);
});

test('hold refuses what is no function', () => {
	for (const bad of [undefined, null, 1, {}, 'f'])
		assert.throws(() => run.runtime.hold(bad as never), { name: 'TypeError', message: /fn must be a function/ });
	assert.equal(run.held, 0);
});

test('at the limit the function is given back', async () => {
	run.finish();
	run = await TestRun.start({ heapLimitBytes: 1 << 20, quarantineBytes: 0 });
	Listener = run.class('Listener');
	WeakListener = run.class('WeakListener');
	const listeners: Listener[] = [];
	assert.throws(
		() => {
			for (;;) listeners.push(new Listener(() => 1));
		},
		{ name: 'NativeHeapExhausted', message: /^new Listener\(a function\) does not fit/ },
	);
	assert.ok(listeners.length > 1000, `${listeners.length} fit`);
	assert.equal(run.held, listeners.length);
	assert.throws(() => new WeakListener(() => 1), { name: 'NativeHeapExhausted' });
	assert.equal(run.native('_Listener__constructor')(run.runtime.hold(() => 1)), 0);
	assert.equal(run.held, listeners.length);
	for (const listener of listeners) listener.delete();
});

test('a weak listener whose function is gone gives 0', () => {
	const fn = () => 3;
	const listener = new WeakListener(fn);
	assert.equal(listener.emit(1), 3);
	run.runtime.exports.memory.grow(1);
	assert.equal(listener.emit(1), 3, 'the result is written to the memory of now');
	listener.close();
	assert.equal(listener.emit(1), 0);
	listener.delete();
});
