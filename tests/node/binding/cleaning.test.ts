// Destruction in the background, with a clock moved by hand: in slices, in order, and nothing after the end.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { kDefaultCleaningBudgetMs } from '../../../engine/binding/cleaning.ts';
import { FakeWeakRef, type Loose, TestRun } from '../../support/fakes.ts';

interface Tree extends Loose {
	size(): number;
}

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start();
});
afterEach(() => run.finish());
const waiting = () => run.snapshot().stats.cleaningCount;

/** Lets each look of the engine at the clock take time, as work does. */
function slowClock(ms: number): void {
	const { now } = run.clock;
	run.clock.now = () => {
		run.clock.spendInside(ms);
		return now.call(run.clock);
	};
}

test('after deleteLater() the object is not usable, and ends in the background', async () => {
	const MyClass = run.class<Loose & { my_method(): number }>('MyClass');
	run.line = 2;
	const object = new MyClass(1);
	const { ptr } = object;
	run.line = 6;
	object.deleteLater();
	assert.equal(object.ptr, 0);
	const story = { name: 'PointerError', message: /MyClass #1 \(made at line 2\), whose destruction has begun/ };
	assert.throws(() => object.my_method(), story);
	assert.throws(() => object.delete(), story);
	assert.throws(() => object.deleteLater(), story);
	object[Symbol.dispose]();
	assert.throws(() => run.native('_MyClass__my_method')(ptr), { message: /not usable any more/ });
	assert.throws(() => run.native('_MyClass__destructor')(ptr), { message: /not usable any more/ });
	assert.equal(waiting(), 1);
	assert.equal(run.counts, 'live 1', 'its row waits as well');
	await run.clock.advance(1);
	assert.equal(run.counts, 'deleted 1');
	assert.throws(() => object.my_method(), { message: /deleted at line 6.*, which has ended$/ });
	assert.equal(run.clock.pending, 0);
});

test('a great object is destroyed in slices that let go of the thread', async () => {
	const Tree = run.class<Tree>('Tree');
	const tree = new Tree(100_000, 2);
	assert.equal(tree.size(), 100_000);
	slowClock(0.1);
	const slices: number[] = [];
	const { after } = run.clock;
	run.clock.after = (delayMs, callback) =>
		after.call(run.clock, delayMs, () => {
			const begunMs = run.clock.now();
			callback();
			slices.push(run.clock.now() - begunMs);
		});
	tree.deleteLater();
	await run.clock.advance(100_000);
	assert.ok(slices.length >= 3, `${slices.length} slices`);
	const longestMs = Math.max(...slices);
	assert.ok(longestMs <= kDefaultCleaningBudgetMs + 1, `the longest took ${longestMs} ms`);
	assert.equal(run.counts, 'deleted 1');
});

test('clean() works by hand: for a budget, or until nothing is left', () => {
	const MyClass = run.class('MyClass');
	const objects = Array.from({ length: 5000 }, (_, i) => new MyClass(i));
	for (const object of objects) object.deleteLater();
	slowClock(0.1);
	const left = run.runtime.clean(0);
	assert.ok(left > 0 && left < 5000, `some at least: ${left} left`);
	assert.equal(run.runtime.clean(), 0);
	assert.equal(run.counts, 'deleted 5000');
	assert.throws(() => run.runtime.clean(-1), { name: 'RangeError', message: /budgetMs must be from 0 ms .* is -1/ });
	assert.throws(() => run.runtime.clean(Number.NaN), { name: 'RangeError' });
	assert.throws(() => run.runtime.clean('1' as unknown as number), { name: 'TypeError' });
	assert.throws(
		() => {
			run.runtime.cleaningBudgetMs = -1;
		},
		{ name: 'RangeError', message: /cleaningBudgetMs/ },
	);
	assert.equal(run.runtime.cleaningBudgetMs, kDefaultCleaningBudgetMs);
});

test('a sweep in the background leaves the destruction to slices; what has a deleter is freed at once', async () => {
	run.runtime.setPolicy('idle', 100);
	const own = new FakeWeakRef();
	const destroy = run.native('_MyClass__destructor');
	run.runtime.manage(run.native('_MyClass__constructor')(1), own, (ptr) => destroy(ptr));
	// Wrappers have real WeakRefs, which cannot be emptied by hand: the engine is told of their rows as a look tells it.
	const wrappers = Array.from({ length: 3 }, (_, i) => new (run.class('Buffer'))(i));
	const handles = run.snapshot({ classes: ['Buffer'] }).rows.map(({ handle }) => handle);
	const { exports } = run.runtime;
	const inBatch = (take: (count: number) => number) => {
		new Uint32Array(exports.memory.buffer).set(handles, (exports._engine__batch() >>> 0) / 4);
		return take(handles.length);
	};
	assert.equal(inBatch(exports._engine__markCleared), 3);
	own.clear();
	assert.equal(inBatch(exports._engine__queueCleared), 3);
	assert.equal(run.runtime.sweep({ background: true }), 1);
	assert.equal(run.counts, 'cleared 3 freed 1');
	assert.equal(waiting(), 3);
	assert.equal(run.runtime.sweep(), 0);
	await run.clock.advance(1);
	assert.equal(run.counts, 'freed 4');
	assert.equal(wrappers.length, 3);
});

test('destructors in the background may put off more, throw, and clean themselves', async () => {
	const Throwing = run.class('Throwing');
	const log: string[] = [];
	const inner = new Throwing(() => log.push('inner'));
	const outer = new Throwing(() => {
		log.push('outer');
		inner.deleteLater();
		run.runtime.clean();
		throw new Error('of outer');
	});
	const third = new Throwing(() => log.push('third'));
	outer.deleteLater();
	third.deleteLater();
	await run.clock.advance(10);
	assert.deepEqual(log.toSorted(), ['inner', 'outer', 'third']);
	assert.deepEqual(run.takeErrors(), ['Error: of outer']);
	assert.equal(run.clock.pending, 0);
});

test('after end() no slice comes any more', async () => {
	new (run.class('MyClass'))(1).deleteLater();
	run.runtime.end();
	await run.clock.advance(1000);
	assert.equal(waiting(), 1);
	new (run.class('MyClass'))(1).deleteLater();
	assert.equal(run.clock.pending, 0);
	assert.equal(run.runtime.clean(), 0);
});
