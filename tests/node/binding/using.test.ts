// `using` with wrappers: freed at the end of the block, the last first, whatever happens in it.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Loose, TestRun } from '../../support/fakes.ts';

let run: TestRun;
let MyClass: new (...args: unknown[]) => Loose;
beforeEach(async () => {
	run = await TestRun.start();
	MyClass = run.class('MyClass');
});
afterEach(() => run.finish());

test('a block frees what it used, in reverse order, also when it is left early', () => {
	const Throwing = run.class('Throwing');
	const order: number[] = [];
	const use = (leave: () => number | undefined) => {
		using _first = new Throwing(() => order.push(1));
		using _second = new Throwing(() => order.push(2));
		return leave() ?? order.length;
	};
	assert.equal(
		use(() => undefined),
		0,
		'the result is there before anything is freed',
	);
	assert.throws(
		() =>
			use(() => {
				throw new Error('left');
			}),
		/^Error: left$/,
	);
	for (const _ of [1, 2]) {
		using _third = new Throwing(() => order.push(3));
		if (order.length > 4) continue;
		order.push(0);
	}
	assert.deepEqual(order, [2, 1, 2, 1, 0, 3, 3]);
	assert.equal(run.counts, 'deleted 6');
});

test('a `using` within a scope, and a scope within a `using`, free once', () => {
	run.runtime.scope(() => {
		using _inner = new MyClass(1);
		new MyClass(2);
	});
	{
		using it = run.runtime.scope(() => new MyClass(3));
		assert.ok(it.ptr > 0);
	}
	assert.equal(run.counts, 'deleted 3');
});

test('`await using` takes a wrapper as well', async () => {
	{
		await using it = new MyClass(1) as Loose & AsyncDisposable;
		assert.ok(it.ptr > 0);
	}
	assert.equal(run.counts, 'deleted 1');
});
