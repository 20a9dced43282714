// The original idea by hand: raw exports, manage(), and what a sweep makes of it.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { FakeWeakRef, TestRun } from '../../support/fakes.ts';

let run: TestRun;
beforeEach(async () => {
	// Without quarantine an address is used again at once.
	run = await TestRun.start({ quarantineBytes: 0 });
	assert.deepEqual(run.heap, { blocks: 0, bytes: 0 });
});
afterEach(() => run.finish());

const native = (name: string) => run.native(name);

function make(number: number, deleter: (ptr: number) => void = (ptr) => native('_MyClass__destructor')(ptr)) {
	const ptr = native('_MyClass__constructor')(number);
	const weakRef = new FakeWeakRef();
	run.runtime.manage(ptr, weakRef, deleter);
	return { ptr, weakRef };
}

test('a sweep calls the deleter, with the pointer, of each entry whose WeakRef is empty, and of no other', () => {
	const called: number[] = [];
	const deleter = (ptr: number) => {
		called.push(ptr);
		native('_MyClass__destructor')(ptr);
	};
	const objects = Array.from({ length: 50 }, (_, i) => make(i, deleter));
	assert.equal(run.counts, 'live 50');
	assert.equal(run.runtime.sweep(), 0);
	for (const { weakRef } of objects.slice(0, 30)) weakRef.clear();
	assert.equal(run.runtime.sweep(), 30);
	assert.deepEqual(
		called,
		objects.slice(0, 30).map(({ ptr }) => ptr),
	);
	assert.equal(run.counts, 'live 20 freed 30');
	for (const { ptr } of objects.slice(30)) assert.equal(native('_MyClass__my_method')(ptr) % 2, 0);
	for (const { weakRef } of objects.slice(30)) weakRef.clear();
	assert.equal(run.runtime.sweep(), 20);
	assert.equal(run.runtime.sweep(), 0);
});

test('the times of birth, clearing and freeing are those of the clock', () => {
	run.clock.spend(10);
	const { weakRef } = make(1);
	run.clock.spend(5);
	weakRef.clear();
	run.runtime.sweep();
	const [row] = run.snapshot().rows;
	assert.deepEqual([row?.bornMs, row?.clearedMs, row?.endedMs, row?.state], [10, 15, 15, 'freed']);
});

test('a deleter that throws stops nothing; its object stays, and is lost', () => {
	const bad = make(1, () => {
		throw new Error('bad deleter');
	});
	const good = make(2);
	bad.weakRef.clear();
	good.weakRef.clear();
	assert.equal(run.runtime.sweep(), 1);
	assert.deepEqual(run.errors.map(String), ['Error: bad deleter']);
	assert.equal(run.counts, 'freed 1 lost 1');
	assert.equal(run.runtime.sweep(), 0);
	assert.equal(run.takeErrors().length, 1, 'it is not called again');
	native('_MyClass__destructor')(bad.ptr);
});

test('a deleter that destroys nothing leaves its object lost', () => {
	const { ptr, weakRef } = make(1, () => {});
	weakRef.clear();
	assert.equal(run.runtime.sweep(), 0);
	assert.equal(run.counts, 'lost 1');
	native('_MyClass__destructor')(ptr);
});

test('a deleter may sweep again, and may destroy what another deleter was for', () => {
	const order: string[] = [];
	const b = make(2, () => order.push('b'));
	const a = make(1, (ptr) => {
		order.push('a');
		native('_MyClass__destructor')(ptr);
		native('_MyClass__destructor')(b.ptr);
		run.runtime.sweep();
	});
	// a's slot comes after b's: b is made cleared only later, so that a's sweep within the sweep meets it.
	a.weakRef.clear();
	assert.equal(run.runtime.sweep(), 1);
	b.weakRef.clear();
	assert.equal(run.runtime.sweep(), 0);
	assert.deepEqual(order, ['a']);
	assert.equal(run.snapshot().stats.sweepCount, 2, 'a sweep within a sweep is part of it');
});

test('an object destroyed by the raw export is deleted, and no deleter is called for it', () => {
	const { ptr, weakRef } = make(1, () => assert.fail('called'));
	native('_MyClass__destructor')(ptr);
	weakRef.clear();
	assert.equal(run.runtime.sweep(), 0);
	assert.equal(run.counts, 'deleted 1');
});

test('a new tenant of an address is not freed for the old one', () => {
	const old = make(1, () => assert.fail('called'));
	native('_MyClass__destructor')(old.ptr);
	const next = make(2);
	assert.equal(next.ptr, old.ptr, 'the address is used again');
	old.weakRef.clear();
	assert.equal(run.runtime.sweep(), 0);
	assert.equal(native('_MyClass__my_method')(next.ptr), 4);
	next.weakRef.clear();
	assert.equal(run.runtime.sweep(), 1);
});

test('managing an object again replaces WeakRef and deleter, also after it was cleared', () => {
	const { ptr, weakRef } = make(1, () => assert.fail('called'));
	const second = new FakeWeakRef();
	const destroyed: number[] = [];
	const deleter = (p: number) => {
		destroyed.push(p);
		native('_MyClass__destructor')(p);
	};
	run.runtime.manage(ptr, second, deleter);
	weakRef.clear();
	assert.equal(run.runtime.sweep(), 0);
	assert.equal(run.counts, 'live 1');
	second.clear();
	assert.equal(run.runtime.sweep(), 1);
	assert.deepEqual(destroyed, [ptr]);
});

test('an object cleared under `none` and managed again is live, and is not freed', async () => {
	const { ptr, weakRef } = make(1, () => assert.fail('called'));
	weakRef.clear();
	run.collector.collected();
	await run.clock.advance(200);
	assert.equal(run.counts, 'lost 1');
	const second = new FakeWeakRef();
	run.runtime.manage(ptr, second, (p) => native('_MyClass__destructor')(p));
	assert.equal(run.counts, 'live 1');
	assert.equal(run.runtime.sweep(), 0);
	second.clear();
	assert.equal(run.runtime.sweep(), 1);
});

test('what cannot be managed is a clear error, and nothing is remembered', () => {
	const weakRef = new FakeWeakRef();
	const deleter = () => {};
	const { manage } = run.runtime;
	const call = manage as (...args: unknown[]) => void;
	assert.throws(() => manage(0, weakRef, deleter), { name: 'PointerError', message: /null/ });
	assert.throws(() => manage(12345, weakRef, deleter), { name: 'PointerError', message: /0x00003039/ });
	assert.throws(() => call('1', weakRef, deleter), { name: 'TypeError', message: /ptr must be a number/ });
	const ptr = native('_MyClass__constructor')(1);
	assert.throws(() => call(ptr, {}, deleter), { name: 'TypeError', message: /weakref must be a WeakRef/ });
	assert.throws(() => call(ptr, weakRef), { name: 'TypeError', message: /deleter must be a function/ });
	assert.equal(run.counts, '');
	native('_MyClass__destructor')(ptr);
});

test('raw exports refuse pointers that lead to no live object of their class, however often', () => {
	const ptr = native('_MyClass__constructor')(21);
	const buffer = native('_Buffer__constructor')(64);
	for (const bad of [0, 1, ptr + 1, ptr + 16, ptr - 16, 0xffffffff, -1, buffer])
		assert.throws(() => native('_MyClass__my_method')(bad), { name: 'PointerError' }, `${bad}`);
	// An error that leaves the engine by way of its imports must not use up its stack.
	const stackBytes = 64 << 10;
	for (let i = 0; i < stackBytes; i++)
		assert.throws(() => native('_Buffer__fill')(ptr, 1), { name: 'PointerError', message: /not a Buffer/ });
	assert.equal(native('_MyClass__my_method')(ptr), 42);
	native('_MyClass__destructor')(ptr);
	assert.throws(() => native('_MyClass__destructor')(ptr), { name: 'PointerError' });
	native('_Buffer__destructor')(buffer);
});
