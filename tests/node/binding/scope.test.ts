// scope(): what it frees, what it keeps, and what it says of it.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Loose, TestRun } from '../../support/fakes.ts';

interface MyClass extends Loose {
	my_method(): number;
}
interface Matrix extends Loose {
	mul(other: Matrix): Matrix;
	rows(): number;
}

let run: TestRun;
let MyClass: new (...args: unknown[]) => MyClass;
let Matrix: new (...args: unknown[]) => Matrix;
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
const makeRaw = (number = 1) => run.native('_MyClass__constructor')(number);
/** A program's own wrapper, managed by hand. */
function manageRaw(wrapper: object, deleter: (ptr: number) => void = destroy): number {
	const ptr = makeRaw();
	run.runtime.manage(ptr, new WeakRef(wrapper), deleter);
	return ptr;
}

test('what was made is freed, as deleted; what was made before and after is not', () => {
	const before = new MyClass(1);
	assert.equal(
		scope(() => {
			for (let i = 0; i < 10; i++) new MyClass(i);
			return 'given back';
		}),
		'given back',
	);
	const after = new MyClass(2);
	assert.equal(run.counts, 'live 2 deleted 10');
	assert.deepEqual([before.my_method(), after.my_method()], [2, 4]);
	before.delete();
	after.delete();
});

test('what a method gave is freed with the rest, but for the result', () => {
	const product = scope(() => {
		const a = new Matrix(2, 3);
		return a.mul(new Matrix(3, 3)).mul(new Matrix(3, 1));
	});
	assert.equal(run.counts, 'live 1 deleted 4');
	assert.equal(product.rows(), 2);
	product.delete();
});

test('a freed wrapper is like a deleted one, by the line of the call', () => {
	let kept: MyClass | undefined;
	run.line = 5;
	scope(() => {
		run.line = 7;
		kept = new MyClass(1);
		run.line = 9;
	});
	assert.equal(kept?.ptr, 0);
	assert.throws(() => kept?.my_method(), {
		name: 'PointerError',
		message: /^MyClass\.my_method\(\) was called on MyClass #1 \(made at line 7, deleted at line 5 /,
	});
	kept?.[Symbol.dispose]();
	run.line = 11;
	new MyClass(1).delete();
	assert.deepEqual(
		run.snapshot().rows.map(({ by }) => by),
		[5, 11],
		'the line of the call is forgotten after it',
	);
});

test('what is freed is the last made first, and code that a destructor calls has lines of its own', () => {
	const Throwing = run.class('Throwing');
	const order: number[] = [];
	run.line = 3;
	scope(() => {
		for (const i of [1, 2, 3]) {
			run.line = 4;
			new Throwing(() => {
				order.push(i);
				run.line = 10 + i;
				new MyClass(i).delete();
				run.line = 20;
			});
		}
	});
	assert.deepEqual(order, [3, 2, 1]);
	const lines = run.snapshot().rows.map(({ className, line, by }) => `${className} ${line} ${by}`);
	assert.deepEqual(lines.toSorted(), [
		'MyClass 11 11',
		'MyClass 12 12',
		'MyClass 13 13',
		'Throwing 4 3',
		'Throwing 4 3',
		'Throwing 4 3',
	]);
});

test('the result keeps what it leads to: properties, elements, entries, through cycles', () => {
	const key = Symbol('key');
	const results: [make: () => unknown, live: number][] = [
		[() => new MyClass(1), 1],
		[() => ({ a: new MyClass(1), [key]: new MyClass(2) }), 2],
		[() => Object.defineProperty({}, 'hidden', { value: new MyClass(1) }), 1],
		[() => [new MyClass(1), [new MyClass(2)], { a: [new MyClass(3)] }], 3],
		[() => new Map<unknown, unknown>([[new MyClass(1), new MyClass(2)]]), 2],
		[() => new Set([new MyClass(1), new Set([new MyClass(2)])]), 2],
		[() => Object.assign(() => {}, { a: new MyClass(1) }), 1],
		[() => Object.assign(new MyClass(1), { child: new MyClass(2) }), 2],
		[() => Object.assign(Object.create(null), { a: new MyClass(1) }), 1],
		[() => new (class extends Map<number, MyClass> {})([[1, new MyClass(1)]]), 1],
		[
			() => {
				const a: Record<string, unknown> = { it: new MyClass(1) };
				const b = { a, it: new MyClass(2), self: undefined as unknown };
				a.b = b;
				b.self = b;
				return a;
			},
			2,
		],
	];
	for (const [make, live] of results) {
		let kept: unknown;
		scope(() => {
			const result = scope(() => {
				new MyClass(0);
				kept = make();
				return kept;
			});
			assert.equal(result, kept, 'the result itself');
			assert.match(run.counts, new RegExp(`^live ${live} deleted`), String(make));
		});
		assert.match(run.counts, /^deleted/, 'what an inner scope gave back is the outer one’s');
	}
});

test('getters are not run; what they, closures, private fields and WeakRefs lead to is freed', () => {
	let called = 0;
	class Private {
		readonly #it = new MyClass(1);
		get it() {
			called++;
			return this.#it;
		}
	}
	const results = [
		() => {
			const it = new MyClass(1);
			return {
				get it() {
					called++;
					return it;
				},
			};
		},
		() => {
			const it = new MyClass(1);
			return () => it;
		},
		() => new Private(),
		() => Object.create({ it: new MyClass(1) }),
		() => new WeakRef(new MyClass(1)),
		() => Object.create(Map.prototype),
		() => new Uint8Array(1000),
		() => null,
	];
	for (const make of results) {
		scope(make);
		assert.doesNotMatch(run.counts, /live/, String(make));
	}
	assert.equal(called, 0);
});

test('what was deleted already, in whatever way, is passed over', () => {
	scope(() => {
		new MyClass(1).delete();
		destroy(new MyClass(2).ptr);
		new MyClass(3).deleteLater();
		manageRaw({});
		destroy(manageRaw({}));
		// The same address again.
		new MyClass(4);
	});
	assert.equal(run.runtime.clean(), 0);
	assert.equal(run.counts, 'deleted 6');
});

test('what is borrowed ends with its owner, and the owner is freed', () => {
	interface Arena extends Loose {
		make(number: number): MyClass;
	}
	const Arena = run.class<Arena>('Arena');
	const borrowed = scope(() => new Arena(2).make(1));
	assert.throws(() => borrowed.my_method(), { name: 'PointerError', message: /borrowed from Arena #1 / });
	const arena = new Arena(2);
	const stays = scope(() => {
		arena.make(1);
		return arena.make(2);
	});
	assert.equal(stays.my_method(), 4);
	arena.delete();
});

test('if the function throws, all is freed, and the very same value is thrown', () => {
	for (const thrown of [new Error('mine'), undefined, 'text', { it: new MyClass(0) }]) {
		let caught: unknown = 'nothing';
		try {
			scope(() => {
				new MyClass(1);
				scope(() => new MyClass(2));
				manageRaw({});
				throw thrown;
			});
		} catch (error) {
			caught = error;
		}
		assert.equal(caught, thrown);
		assert.match(run.counts, /^live 1 /);
		if (typeof thrown === 'object' && 'it' in thrown) thrown.it.delete();
		else scope(() => assert.ok(new MyClass(3)));
	}
});

test('the deleters of what was managed are called with the pointer, unless the wrapper is given back', () => {
	const called: number[] = [];
	const deleter = (ptr: number) => {
		called.push(ptr);
		destroy(ptr);
	};
	const made: number[] = [];
	const wrapper = scope(() => {
		made.push(manageRaw({}, deleter), manageRaw({}, deleter));
		const given = {};
		made.push(manageRaw(given, deleter));
		return given;
	});
	assert.deepEqual(called, [made[1], made[0]]);
	assert.equal(run.counts, 'live 1 deleted 2');
	const later = makeRaw();
	scope(() => run.runtime.manage(later, new WeakRef({}), deleter));
	assert.equal(called[2], later, 'given to manage() inside, wherever it was made');
	scope(() => run.runtime.manage(made[2] as number, new WeakRef(wrapper), deleter));
	assert.equal(run.counts, 'deleted 4');
});

test('an object that was given to manage() again has its last deleter called, once', () => {
	const called: string[] = [];
	scope(() => {
		const it = new MyClass(1);
		run.runtime.manage(it.ptr, new WeakRef(it), () => assert.fail('the deleter was replaced'));
		run.runtime.manage(it.ptr, new WeakRef(it), (ptr) => {
			called.push('last');
			destroy(ptr);
		});
	});
	assert.deepEqual(called, ['last']);
});

test('a deleter that throws is reported and stops nothing; what it leaves alive stays managed', () => {
	const wrapper = {};
	let attempts = 0;
	scope(() => {
		manageRaw({});
		manageRaw(wrapper, (ptr) => {
			if (attempts++ === 0) throw new Error('not now');
			destroy(ptr);
		});
		new MyClass(1);
	});
	assert.deepEqual(run.takeErrors(), ['Error: not now']);
	assert.equal(run.counts, 'live 1 deleted 2');
	scope(() => assert.equal(attempts, 1, 'it is no other scope’s'));
	const [row] = run.snapshot({ states: ['live'] }).rows;
	destroy(row?.address as number);
});

test('what a scope keeps is freed by a sweep as ever', () => {
	let empty = false;
	class Emptying extends WeakRef<object> {
		override deref() {
			return empty ? undefined : super.deref();
		}
	}
	const wrapper = {};
	scope(() => {
		run.runtime.manage(makeRaw(), new Emptying(wrapper), destroy);
		return wrapper;
	});
	assert.equal(run.runtime.sweep(), 0);
	empty = true;
	assert.equal(run.runtime.sweep(), 1);
	assert.equal(run.counts, 'freed 1');
});
