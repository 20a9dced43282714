// scope() misused, and scopes in programs that are hostile: what is not theirs stays, and nothing is freed twice.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Loose, TestRun } from '../../support/fakes.ts';

interface MyClass extends Loose {
	my_method(): number;
}

let run: TestRun;
let MyClass: new (...args: unknown[]) => MyClass;
let Matrix: new (...args: unknown[]) => Loose;
let scope: TestRun['runtime']['scope'];
beforeEach(async () => {
	// Without quarantine an address is used again at once.
	run = await TestRun.start({ quarantineBytes: 0 });
	MyClass = run.class('MyClass');
	Matrix = run.class('Matrix');
	scope = run.runtime.scope;
});
afterEach(() => run.finish());

const destroy = (ptr: number) => run.native('_MyClass__destructor')(ptr);

test('a deleter may open a scope, make objects and delete what is still to come', () => {
	let last: MyClass | undefined;
	const made = scope(() => {
		last = new MyClass(0);
		run.runtime.manage(run.native('_MyClass__constructor')(1), new WeakRef({}), (ptr) => {
			scope(() => new Matrix(1, 1));
			scope(() => {
				new MyClass(2);
			});
			last?.delete();
			destroy(ptr);
		});
		return [];
	});
	assert.deepEqual(made, []);
	const [row] = run.snapshot({ states: ['live'] }).rows;
	assert.equal(row?.className, 'Matrix', 'its scope gave it back, and no other is open');
	assert.equal(run.counts, 'live 1 deleted 3');
	run.native('_Matrix__destructor')(row?.address as number);
});

test('a function that waits is refused, and nothing is freed', async () => {
	const message =
		/^scope\(fn\): fn gave a promise, .*nothing was freed.*`using`.*DisposableStack.*scope\(\) in each step/;
	let finished: MyClass | undefined;
	const refused = (fn: () => unknown) => assert.throws(() => scope(fn), { name: 'TypeError', message });
	refused(async () => {
		const it = new MyClass(4);
		await undefined;
		finished = it;
	});
	await Promise.resolve();
	assert.equal(finished?.my_method(), 8, 'the function has gone on and could use it');
	class Mine extends Promise<void> {}
	refused(() => new Mine(() => {}));
	scope(() => refused(() => Promise.resolve(new MyClass(1))));
	assert.equal(run.counts, 'live 2', 'nor does an outer scope free what still is at work');
	for (const { address } of run.snapshot({ states: ['live'] }).rows) destroy(address);
});

test('what is no function is refused, and names what it is', () => {
	for (const [value, text] of [
		[undefined, 'undefined'],
		[{}, 'an object'],
		['x', 'the string "x"'],
	] as const)
		assert.throws(() => Reflect.apply(scope, undefined, [value]), {
			name: 'TypeError',
			message: `scope(fn): fn must be a function, not ${text}`,
		});
});

test('what a proxy’s trap throws while its result is looked at counts as thrown', () => {
	const thrown = new Error('from a trap');
	const ownKeys = () => {
		throw thrown;
	};
	assert.throws(() => scope(() => new Proxy({ it: new MyClass(1) }, { ownKeys })), thrown);
	assert.equal(run.counts, 'deleted 1');
	const seen = scope(() => new Proxy({ it: new MyClass(1) }, {}));
	assert.equal(run.counts, 'live 1 deleted 1');
	seen.it.delete();
});

test('subclasses are freed, with a delete() of their own or a constructor that throws', () => {
	class Counter extends MyClass {
		constructor(fails: boolean) {
			super(1);
			if (fails) throw new Error('not finished');
		}
		override delete() {
			assert.fail('the program’s own delete() is not called');
		}
	}
	scope(() => {
		new Counter(false);
		assert.throws(() => new Counter(true), /not finished/);
	});
	assert.equal(run.counts, 'deleted 2');
});

test('a wrapper with a foreign prototype is left to the policy, with an error where that lies', () => {
	const made: MyClass[] = [];
	scope(() => {
		for (const prototype of [null, Matrix.prototype]) {
			const it = new MyClass(1);
			made.push(it);
			Object.setPrototypeOf(it, prototype);
		}
	});
	const errors = run.takeErrors();
	assert.equal(errors.length, 1);
	assert.match(errors[0] ?? '', /^TypeError: /);
	assert.equal(run.counts, 'live 2');
	for (const it of made) MyClass.prototype.delete.call(it);
});

test('a program that has replaced what a scope is made of changes nothing', () => {
	const patched = [Map, Set, WeakRef, Promise, Object, Reflect].flatMap((owner) => {
		const places: object[] = [owner, 'prototype' in owner ? owner.prototype : owner];
		return places.flatMap((place) =>
			Reflect.ownKeys(place).map((key) => [place, key, Object.getOwnPropertyDescriptor(place, key)] as const),
		);
	});
	const { defineProperty } = Object;
	const kept = { it: [new MyClass(1)] };
	const changed = patched.filter(([, , it]) => it?.configurable && it.writable && typeof it.value === 'function');
	assert.ok(changed.length > 50);
	const mine = () => {
		throw new Error('mine');
	};
	let thrown: unknown;
	for (let i = 0; i < changed.length; i++) {
		const [place, key] = changed[i] as (typeof changed)[number];
		defineProperty(place, key, { value: mine });
	}
	try {
		scope(() => {
			kept.it[1] = new MyClass(2);
			new MyClass(3);
			return kept;
		});
	} catch (error) {
		thrown = error;
	}
	for (let i = 0; i < changed.length; i++) {
		const [place, key, was] = changed[i] as (typeof changed)[number];
		defineProperty(place, key, was as PropertyDescriptor);
	}
	assert.equal(thrown, undefined);
	assert.equal(run.counts, 'live 2 deleted 1');
	for (const it of kept.it) it.delete();
});
