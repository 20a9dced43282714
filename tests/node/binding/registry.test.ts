// Policy `registry` with the real FinalizationRegistry, and garbage collected when a test says so.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { FakeWeakRef, type Loose, TestRun } from '../../support/fakes.ts';
import { until } from '../../support/until.ts';
import { derefsOf, manageMany, wrapMany } from './objects.ts';

const { gc } = globalThis;
assert.ok(gc, 'tests run with --expose-gc');

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start({ policy: 'registry' });
	await run.clock.advance(0);
});

/** Collects what no job holds, until `counts` are what is wanted. */
async function collectUntil(wanted: string): Promise<void> {
	await until(
		wanted,
		async () => {
			await run.clock.advance(1);
			gc?.();
			await setImmediate();
			await run.clock.advance(1);
			return run.counts;
		},
		10_000,
		(counts) => counts === wanted,
	);
}

/** What comes in some collections more. */
async function collectSome(): Promise<void> {
	for (let i = 0; i < 5; i++) {
		await run.clock.advance(1);
		gc?.();
		await setImmediate();
	}
	await run.clock.advance(1);
}

test('what is dropped is freed after a collection, and what is kept is not', async () => {
	const kept = wrapMany(run, 5);
	(() => wrapMany(run, 20))();
	await collectUntil('live 5 freed 20');
	assert.equal(run.snapshot().stats.nativeLiveBytes > 0, true);
	for (const wrapper of kept) wrapper.delete();
	run.finish();
});

test('what one collection took is freed together', async () => {
	(() => wrapMany(run, 10_000))();
	const before = run.snapshot().stats.sweepCount;
	await collectUntil('freed 10000');
	const { stats, marks } = run.snapshot();
	const sweeps = marks.filter(({ kind, count }) => kind === 'sweep' && count > 0);
	assert.ok(sweeps.length <= 5, `${stats.sweepCount - before} sweeps, of ${sweeps.map(({ count }) => count)}`);
	run.finish();
});

test('what is deleted is called back for no more, and its slot keeps its new tenant', async () => {
	// As many ended rows as history keeps: from here on slots are used again.
	for (let i = 0; i < 10; i++) {
		for (const wrapper of wrapMany(run, 500)) wrapper.delete();
		await run.clock.advance(0);
	}
	const kept: Loose[] = [];
	(() => {
		for (let i = 0; i < 10_000; i++) {
			const [dropped, other] = wrapMany(run, 2) as [Loose, Loose];
			dropped.delete();
			if (i % 10 === 0) kept.push(other);
			else other.delete();
		}
	})();
	const { rows } = run.snapshot({ sort: 'serial', descending: true, count: 1 });
	assert.ok((rows[0]?.generation ?? 0) > 1, 'slots are used again');
	await collectSome();
	assert.equal(run.counts, 'live 1000 deleted 24000');
	for (const wrapper of kept) wrapper.delete();
	run.finish();
});

test('objects ended by the raw export: their callbacks come, with handles gone stale, and free nobody', async () => {
	const destroy = run.native('_MyClass__destructor');
	for (let i = 0; i < 20; i++) {
		(() => {
			for (const { ptr } of wrapMany(run, 500)) destroy(ptr);
		})();
		await run.clock.advance(0);
	}
	const kept = wrapMany(run, 5000);
	const { rows } = run.snapshot({ states: ['live'], count: 1 });
	assert.ok((rows[0]?.generation ?? 0) > 1, 'slots are used again');
	await collectSome();
	assert.equal(run.counts, 'live 5000 deleted 10000');
	for (const wrapper of kept) wrapper.delete();
	run.finish();
});

test('objects that were there before the policy was chosen, live and cleared', async () => {
	run.runtime.setPolicy('none');
	(() => wrapMany(run, 10))();
	await run.clock.advance(1);
	gc();
	const cleared = manageMany(run, 3);
	for (const { weakRef } of cleared) weakRef.clear();
	const kept = wrapMany(run, 2);
	(() => wrapMany(run, 5))();
	run.runtime.setPolicy('registry');
	await collectUntil('live 2 freed 18');
	for (const wrapper of kept) wrapper.delete();
	run.finish();
});

test('switched away and back, each is freed once; while another is at work it frees nothing', async () => {
	const kept = wrapMany(run, 4);
	(() => wrapMany(run, 10))();
	run.runtime.setPolicy('interval', 10_000);
	await collectSome();
	assert.equal(run.counts, 'live 14', 'nobody looks');
	run.runtime.setPolicy('registry');
	await collectUntil('live 4 freed 10');
	for (let i = 0; i < 5; i++) {
		(() => wrapMany(run, 10))();
		run.runtime.setPolicy('none');
		run.runtime.setPolicy('registry');
	}
	await collectUntil('live 4 freed 60');
	for (const wrapper of kept) wrapper.delete();
	run.finish();
});

test('objects given to manage(): their deleters are called, once each', async () => {
	const calls = new Map<number, number>();
	const destroy = run.native('_MyClass__destructor');
	const construct = run.native('_MyClass__constructor');
	const deleter = (ptr: number) => {
		calls.set(ptr, (calls.get(ptr) ?? 0) + 1);
		destroy(ptr);
	};
	const kept = {};
	(() => {
		for (let i = 0; i < 10; i++) run.runtime.manage(construct(i), new WeakRef({}), deleter);
	})();
	const ptr = construct(11);
	run.runtime.manage(ptr, new WeakRef(kept), deleter);
	await collectUntil('live 1 freed 10');
	assert.deepEqual(
		[...calls.values()],
		Array.from({ length: 10 }, () => 1),
	);
	assert.ok(kept);
	destroy(ptr);
	run.finish();
});

test('an object that is managed again belongs to its new WeakRef, whatever becomes of the old one', async () => {
	const other = {};
	let ptr = 0;
	let calls = 0;
	(() => {
		const [wrapper] = wrapMany(run, 1) as [Loose];
		ptr = wrapper.ptr;
		run.runtime.manage(ptr, new WeakRef(other), (p) => {
			calls++;
			run.native('_MyClass__destructor')(p);
		});
	})();
	await collectSome();
	assert.equal(run.counts, 'live 1', 'the old wrapper is collected, the new one is there');
	assert.equal(calls, 0);
	assert.ok(other);
	run.native('_MyClass__destructor')(ptr);
	run.finish();
});

test('an object given to manage() with a WeakRef that is empty already is freed', async () => {
	let weakRef = new WeakRef({});
	await until('an empty WeakRef', async () => {
		await setImmediate();
		gc?.();
		await setImmediate();
		return weakRef.deref() === undefined;
	});
	run.runtime.manage(run.native('_MyClass__constructor')(1), weakRef, (ptr) => run.native('_MyClass__destructor')(ptr));
	weakRef = new FakeWeakRef();
	await run.clock.advance(1000);
	assert.equal(run.counts, 'freed 1');
	run.finish();
});

test('live objects are looked at once, when they come, and never again', async () => {
	const objects = manageMany(run, 50);
	const atFirst = derefsOf(objects);
	assert.ok(atFirst <= 1, `${atFirst} looks when they come`);
	for (let i = 0; i < 20; i++) {
		run.collector.collected();
		(() => wrapMany(run, 10))();
		await collectSome();
		await run.clock.advance(100);
	}
	assert.equal(run.snapshot().stats.freedCount > 0, true);
	assert.equal(derefsOf(objects), atFirst);
});

test('stopped or ended it frees nothing, and leaves no timer', async () => {
	(() => wrapMany(run, 10))();
	run.runtime.setPolicy('none');
	await collectSome();
	assert.equal(run.counts, 'live 10');
	run.runtime.setPolicy('registry');
	run.runtime.end();
	await collectSome();
	assert.equal(run.counts, 'live 10');
	assert.equal(run.clock.pending, 0);
});
