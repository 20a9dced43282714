// Who owns what a method gives: new objects, objects that may not be there, and objects that stay another's.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Loose, TestRun } from '../../support/fakes.ts';

interface Matrix extends Loose {
	get(row: number, column: number): number;
	set(row: number, column: number, value: number): void;
	rows(): number;
	columns(): number;
	mul(other: Matrix): Matrix;
	add(other: Matrix): Matrix;
	transpose(): Matrix;
}
interface SharedNode extends Loose {
	value(): number;
	setValue(value: number): void;
	share(): SharedNode;
	shares(other: SharedNode): number;
	useCount(): number;
	addChild(child: SharedNode): void;
	removeChild(child: SharedNode): void;
	childCount(): number;
	child(index: number): SharedNode;
	parent(): SharedNode | null;
}
interface MyClass extends Loose {
	my_method(): number;
}
interface Arena extends Loose {
	make(number: number): MyClass;
	at(index: number): MyClass;
	count(): number;
	capacity(): number;
}

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start();
});
afterEach(() => run.finish());

test('the result of a method is a managed object of its own, with the line that called', () => {
	const Matrix = run.class<Matrix>('Matrix');
	class Own extends Matrix {}
	const [a, b] = [new Own(2, 3), new Own(3, 2)];
	for (let i = 0; i < 6; i++) {
		a.set(Math.floor(i / 3), i % 3, i + 1);
		b.set(Math.floor(i / 2), i % 2, i + 1);
	}
	run.line = 21;
	const product = a.mul(b);
	assert.deepEqual([product.rows(), product.columns(), product.get(0, 0), product.get(1, 1)], [2, 2, 22, 64]);
	assert.ok(product instanceof Matrix && !(product instanceof Own), 'a wrapper of the plain class');
	assert.equal(run.counts, 'live 3');
	const row = run.snapshot({ line: 21 }).rows[0];
	assert.deepEqual([row?.className, row?.address], ['Matrix', product.ptr]);
	const turned = a.transpose();
	assert.equal(turned.get(2, 1), 6);
	for (const matrix of [a, b, product, turned]) matrix.delete();
	assert.throws(() => product.rows(), { name: 'PointerError', message: /made at line 21/ });
});

test('what does not fit together, or lies outside, is an error that says so', () => {
	const Matrix = run.class<Matrix>('Matrix');
	const [a, b] = [new Matrix(2, 3), new Matrix(2, 3)];
	run.line = 5;
	assert.throws(() => a.mul(b), { name: 'RangeError', message: /sizes do not fit.* Matrix #2/ });
	assert.throws(() => a.add(a.transpose()), { name: 'RangeError', message: /sizes do not fit/ });
	for (const [row, column] of [
		[2, 0],
		[0, 3],
		[0xffffffff, 0],
	] as const) {
		const message = new RegExp(`^Index ${row >= 2 ? row : column} is outside of Matrix #1 \\(`);
		assert.throws(() => a.get(row, column), { name: 'RangeError', message });
		assert.throws(() => a.set(row, column, 1), { name: 'RangeError', message });
	}
	const sum = a.add(b);
	assert.equal(sum.get(1, 2), 0);
	for (const matrix of [a, b, sum]) matrix.delete();
	// The transposed one had no name: it is found through the table, as a sweep would.
	assert.equal(run.counts, 'live 1 deleted 3');
	run.native('_Matrix__destructor')(run.snapshot({ states: ['live'] }).rows[0]?.address ?? 0);
});

test('at the limit a method that gives an object throws, and nothing has changed', async () => {
	run.finish();
	run = await TestRun.start({ heapLimitBytes: 1 << 20, quarantineBytes: 0 });
	const Matrix = run.class<Matrix>('Matrix');
	const big = new Matrix(300, 300);
	const before = run.heap;
	assert.throws(() => big.mul(big), {
		name: 'NativeHeapExhausted',
		message: /^The Matrix of Matrix\.mul\(an object\) does not fit in the native heap: .* of at most 1 MiB/,
	});
	assert.deepEqual(run.heap, before);
	assert.equal(run.native('_Matrix__mul')(big.ptr, big.ptr), 0);
	big.delete();
});

test('handles of one node share it; the node lives as long as one of them, or its parent', () => {
	const SharedNode = run.class<SharedNode>('SharedNode');
	const root = new SharedNode(1);
	assert.equal(root.parent(), null);
	const child = new SharedNode(2);
	root.addChild(child);
	const same = root.child(0);
	assert.notEqual(same, child);
	assert.deepEqual([same.shares(child), same.shares(root), child.useCount(), root.childCount()], [1, 0, 3, 1]);
	same.setValue(20);
	assert.equal(child.value(), 20);
	child.delete();
	same.delete();
	const again = root.child(0);
	assert.deepEqual([again.value(), again.useCount()], [20, 2]);
	const parent = again.parent();
	assert.equal(parent?.shares(root), 1);
	assert.throws(() => root.child(1), { name: 'RangeError', message: /^Index 1 is outside of SharedNode #1/ });
	root.removeChild(again);
	assert.equal(again.parent(), null);
	for (const node of [root, again, parent]) node?.delete();
});

test('a borrowed object is used like another, and freed by its owner alone', () => {
	const Arena = run.class<Arena>('Arena');
	run.line = 2;
	const arena = new Arena(2);
	run.line = 3;
	const a = arena.make(21);
	assert.ok(a instanceof run.class('MyClass'));
	assert.equal(a.my_method(), 42);
	const b = arena.at(0);
	assert.notEqual(a, b);
	assert.deepEqual([b.ptr, b.my_method()], [a.ptr, 42], 'two wrappers of one object');
	const borrowed = {
		name: 'PointerError',
		message: /MyClass #2 \(made at line 3\) is borrowed from Arena #1 \(made at line 2\), which alone frees it$/,
	};
	assert.throws(() => a.delete(), borrowed);
	assert.throws(() => a.deleteLater(), borrowed);
	a[Symbol.dispose]();
	assert.equal(a.my_method(), 42, 'dispose does nothing');
	assert.throws(() => run.native('_MyClass__destructor')(a.ptr), borrowed);
	assert.throws(() => run.runtime.manage(a.ptr, new WeakRef({}), () => {}), borrowed);
	assert.equal(run.counts, 'live 1', 'it has no row');
	arena.make(1);
	run.line = 8;
	assert.throws(() => arena.make(2), {
		name: 'RangeError',
		message: /^Arena #1 .* is full: it has room for 2 objects/,
	});
	assert.throws(() => arena.at(2), { name: 'RangeError', message: /^Index 2 is outside of Arena #1/ });
	arena.delete();
	for (const it of [a, b])
		assert.throws(() => it.my_method(), {
			name: 'PointerError',
			message:
				/on MyClass #2 \(made at line 3, .*\), borrowed from Arena #1 \(.*deleted at line 8.*\), which has ended$/,
		});
	assert.throws(() => a.delete(), { name: 'PointerError' });
	a[Symbol.dispose]();
	assert.throws(() => run.native('_MyClass__my_method')(a.ptr || 16), { name: 'PointerError' });
});

test('a borrowed object whose owner waits for its destruction is not usable', async () => {
	const arena = new (run.class<Arena>('Arena'))(1);
	const mine = arena.make(1);
	arena.deleteLater();
	assert.throws(() => mine.my_method(), {
		name: 'PointerError',
		message: /borrowed from Arena #1 .*destruction has begun/,
	});
	assert.throws(() => arena.at(0), { name: 'PointerError' });
	await run.clock.advance(10);
	assert.throws(() => mine.my_method(), { name: 'PointerError' });
});

test('no program can make a wrapper for an address of its choice', () => {
	const MyClass = run.class<MyClass>('MyClass');
	const victim = new MyClass(1);
	for (const args of [
		[Symbol('adopt'), victim.ptr, true],
		[victim.ptr, true],
		[victim, victim.ptr, false],
	])
		assert.throws(() => new MyClass(...args), TypeError);
	assert.throws(() => Object.create(MyClass.prototype).my_method(), TypeError);
	assert.throws(() => MyClass.prototype.my_method.call({ ptr: victim.ptr }), TypeError);
	victim.delete();
});
