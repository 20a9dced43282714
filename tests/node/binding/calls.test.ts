// How wrappers are called: subclasses, extracted methods, counts of arguments, re-entry, and a program that has
// replaced what the platform gives.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Loose, TestRun } from '../../support/fakes.ts';

interface MyClass extends Loose {
	my_method(...args: unknown[]): number;
}
interface Matrix extends Loose {
	rows(...args: unknown[]): number;
	get(...args: unknown[]): number;
	set(...args: unknown[]): void;
	mul(...args: unknown[]): Matrix;
}
interface Arena extends Loose {
	make(number: number): MyClass;
	at(index: number): MyClass;
}
interface Throwing extends Loose {
	fail(yes: number): void;
}
type Class<T> = new (...args: unknown[]) => T;

let run: TestRun;
let MyClass: Class<MyClass>;
let Matrix: Class<Matrix>;
let Arena: Class<Arena>;
async function start(options?: object) {
	run = await TestRun.start(options);
	MyClass = run.class('MyClass');
	Matrix = run.class('Matrix');
	Arena = run.class('Arena');
}
beforeEach(() => start());
afterEach(() => run.finish());

test('a subclass may take arguments of its own, and what it hands on is checked like any other', () => {
	class Named extends MyClass {
		readonly label: string;
		constructor(label: string, number: number) {
			super(number);
			this.label = label;
		}
		override my_method(...args: unknown[]): number {
			return super.my_method(...args) + 1;
		}
	}
	const named = new Named('n', 4);
	assert.deepEqual([named.label, named.my_method()], ['n', 9]);
	assert.throws(() => named.my_method(1), {
		name: 'TypeError',
		message: /my_method\(\) takes no arguments, and got 1/,
	});
	assert.equal(MyClass.prototype.my_method.call(named), 8, 'a method of the class, on an instance of the subclass');
	class Passing extends MyClass {}
	for (const args of [[], [1, 2], [1, undefined]])
		assert.throws(() => new Passing(...args), { name: 'TypeError', message: /^MyClass\(number\) takes 1 argument/ });
	assert.equal(run.counts, 'live 1');
	named.delete();
	assert.throws(() => named.my_method(), { name: 'PointerError' });
});

test('arguments are counted, whatever they are, at each number of parameters', () => {
	const matrix = new Matrix(2, 2);
	const takes = (call: () => unknown, text: string) => assert.throws(call, { name: 'TypeError', message: text });
	takes(() => matrix.rows(undefined), 'Matrix.rows() takes no arguments, and got 1');
	takes(() => matrix.mul(), 'Matrix.mul(other) takes 1 argument, and got none');
	takes(() => matrix.mul(matrix, undefined), 'Matrix.mul(other) takes 1 argument, and got 2');
	takes(() => matrix.get(0), 'Matrix.get(row, column) takes 2 arguments, and got 1');
	takes(() => matrix.get(0, 0, undefined), 'Matrix.get(row, column) takes 2 arguments, and got 3');
	takes(() => matrix.set(0, 0), 'Matrix.set(row, column, value) takes 3 arguments, and got 2');
	takes(() => matrix.set(0, 0, 1, undefined), 'Matrix.set(row, column, value) takes 3 arguments, and got 4');
	takes(() => new Matrix(1), 'Matrix(rows, columns) takes 2 arguments, and got 1');
	takes(() => new Matrix(1, 1, undefined), 'Matrix(rows, columns) takes 2 arguments, and got 3');
	const Listener = run.class('Listener');
	takes(() => new Listener(), 'Listener(callback) takes 1 argument, and got none');
	takes(() => new Listener(() => 1, undefined), 'Listener(callback) takes 1 argument, and got 2');
	assert.deepEqual([matrix.get(0, 0), run.held, run.counts], [0, 0, 'live 1']);
	matrix.delete();
});

test('a function of a class says its name and how many parameters it has', () => {
	for (const { name, constructor: made, methods } of run.engine.description.classes) {
		const Class = run.class(name);
		assert.deepEqual([Class.name, Class.length], [name, made.params.length]);
		for (const { name: method, params } of methods) {
			const found = Reflect.get(Class.prototype, method) as (...args: unknown[]) => unknown;
			assert.deepEqual([found.name, found.length], [method, params.length]);
		}
	}
});

test('what merely looks like a wrapper is none: not what inherits from one, nor a proxy of one', () => {
	const object = new MyClass(3);
	const { my_method } = object;
	assert.equal(my_method.call(object), 6);
	const deleting = MyClass.prototype.delete;
	for (const other of [Object.create(object), new Proxy(object, {}), { ptr: object.ptr }, MyClass, undefined, 1]) {
		assert.throws(() => my_method.call(other), { name: 'TypeError', message: /no MyClass$/ });
		assert.throws(() => deleting.call(other), { name: 'TypeError', message: /^MyClass\.delete\(\) .* no MyClass$/ });
	}
	assert.throws(() => Reflect.get(MyClass.prototype, 'ptr', {}), TypeError);
	assert.equal(object.my_method(), 6);
	object.delete();
});

test('a method that was read before the object ended knows that it has', () => {
	const object = new MyClass(3);
	const { my_method } = object;
	object.deleteLater();
	assert.equal(object.ptr, 0);
	assert.throws(() => my_method.call(object), { name: 'PointerError', message: /destruction has begun, or waits/ });
	assert.throws(() => object.deleteLater(), { name: 'PointerError' });
	object[Symbol.dispose]();
	run.runtime.clean();
	assert.throws(() => my_method.call(object), { name: 'PointerError', message: /which has ended$/ });
});

test('within its destructor an object is neither used nor deleted again', () => {
	const seen: string[] = [];
	const object: Throwing = new (run.class<Throwing>('Throwing'))(() => {
		for (const use of [() => object.fail(0), () => object.delete(), () => object.deleteLater()])
			assert.throws(use, (error: Error) => seen.push(error.name) > 0);
		object[Symbol.dispose]();
		assert.notEqual(object.ptr, 0, 'delete() is still at work');
	});
	object.delete();
	assert.deepEqual(seen, ['PointerError', 'PointerError', 'PointerError']);
	assert.equal(object.ptr, 0);
	assert.equal(run.counts, 'deleted 1');
});

test('a borrowed wrapper keeps its address when its owner ends, and never meets a new owner at that place', async () => {
	run.finish();
	await start({ quarantineBytes: 0 });
	const arena = new Arena(1);
	const lent = arena.make(4);
	const { ptr } = lent;
	arena.delete();
	assert.equal(lent.ptr, ptr, 'it has not been deleted itself');
	const next = new Arena(1);
	const tenant = next.make(5);
	assert.equal(tenant.ptr, ptr, 'the address is used again');
	assert.throws(() => lent.my_method(), { name: 'PointerError', message: /borrowed from Arena #1/ });
	assert.throws(() => lent.delete(), { name: 'PointerError', message: /which has ended$/ });
	lent[Symbol.dispose]();
	assert.equal(tenant.my_method(), 10);
	assert.equal(next.at(0).my_method(), 10);
	next.delete();
});

test('at the limit the error names every argument', async () => {
	run.finish();
	await start({ heapLimitBytes: 1 << 20 });
	const message = /^new Matrix\(3000, 4000\) does not fit/;
	assert.throws(() => new Matrix(3000, 4000), { name: 'NativeHeapExhausted', message });
	assert.equal(run.held, 0);
});

test('wrappers work beyond the first GiB of the memory', () => {
	const before = new MyClass(1);
	// Nobody else grows it, but a program may; what it adds is not touched and takes no room.
	run.runtime.exports.memory.grow((1.5 * 2 ** 30) / 65536);
	const far = new (run.class('Buffer'))(8 << 20);
	assert.ok(far.ptr > 2 ** 30, `made at ${far.ptr}`);
	assert.equal(Reflect.get(far, 'size').call(far), 8 << 20);
	assert.equal(before.my_method(), 2);
	far.delete();
	assert.equal(far.ptr, 0);
	before.delete();
});

test('a program that has replaced what the platform gives changes nothing', () => {
	const hostile = () => {
		throw new Error('the binding runs what the program has put there');
	};
	const place = (at: object, key: PropertyKey) => ({ at, key, was: Object.getOwnPropertyDescriptor(at, key) });
	const places = [
		...['get', 'set', 'has'].map((key) => place(WeakMap.prototype, key)),
		...['WeakMap', 'WeakRef', 'TypeError', 'RangeError'].map((key) => place(globalThis, key)),
		...['map', 'join', 'push', Symbol.iterator].map((key) => place(Array.prototype, key)),
		...['call', 'apply', 'bind'].map((key) => place(Function.prototype, key)),
		place(Reflect, 'apply'),
		place(Array, 'isArray'),
	];
	const { defineProperty } = Object;
	const Listener = run.class('Listener');
	const calls = [() => new MyClass(), () => new MyClass([]), () => new MyClass(1.5)];
	const caught: unknown[] = [];
	let doubled = 0;
	// Nothing in here, but the binding, may use what is replaced: no iteration, no assertion.
	for (let i = 0; i < places.length; i++) {
		const { at, key } = places[i] as (typeof places)[0];
		defineProperty(at, key, { value: hostile, configurable: true, writable: true });
	}
	try {
		const arena = new Arena(2);
		doubled = arena.make(2).my_method();
		new Listener(() => 1).delete();
		arena.delete();
		for (let i = 0; i < calls.length; i++) {
			try {
				(calls[i] as () => unknown)();
			} catch (error) {
				caught[i] = error;
			}
		}
	} finally {
		for (let i = 0; i < places.length; i++) {
			const { at, key, was } = places[i] as (typeof places)[0];
			defineProperty(at, key, was as PropertyDescriptor);
		}
	}
	assert.equal(doubled, 4);
	const messages = [/takes 1 argument, and got none$/, /must be a number, not an array$/, /whole number, and is 1\.5$/];
	for (let i = 0; i < messages.length; i++) assert.match(String(caught[i]), messages[i] as RegExp);
});
