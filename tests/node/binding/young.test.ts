// What is young: which objects are looked at after which collection, and that stale handles are nobody's.
import '../../support/clearable.ts';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { counted, emptyAll } from '../../support/clearable.ts';
import { TestRun } from '../../support/fakes.ts';
import { clearAll, collected, costMs, derefsOf, manageMany, midSweep, wrapMany } from './objects.ts';

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start({ policy: 'gated' });
	// The first sweep of the policy, of nothing.
	await run.clock.advance(1000);
});

test('after a minor collection young objects alone are looked at, and they are young for three looks', async () => {
	const old = manageMany(run, 100);
	await run.clock.advance(0);
	for (let i = 0; i < 3; i++) {
		await collected(run, 'minor');
		await run.clock.advance(50);
	}
	assert.equal(derefsOf(old), 3);
	const young = manageMany(run, 20);
	for (let looks = 1; looks <= 5; looks++) {
		await collected(run, 'minor');
		await run.clock.advance(50);
		assert.equal(derefsOf(young), Math.min(looks, 3), `after ${looks} minor collections`);
	}
	assert.equal(derefsOf(old), 3);
	clearAll([...old, ...young]);
	await collected(run, 'minor');
	await run.clock.advance(50);
	assert.equal(run.counts, 'live 120', 'a minor collection passes by what is old');
	await collected(run, 'major');
	assert.equal(run.counts, 'freed 120');
});

test('after a major collection the young are looked at first, each once', async () => {
	const old = manageMany(run, 3000);
	for (let i = 0; i < 3; i++) {
		await collected(run);
		await run.clock.advance(1000);
	}
	const young = manageMany(run, 100);
	costMs(old, run.clock, 0.01);
	clearAll([...old, ...young]);
	await midSweep(run, () => {
		assert.ok(young.every(({ weakRef }) => weakRef.derefs === 1));
		assert.ok(old.some(({ weakRef }) => weakRef.derefs === 3));
	});
	assert.equal(run.counts, 'freed 3100');
	assert.equal(derefsOf(young), 1);
});

test('a look that is cut short leaves young what it has not come to', async () => {
	const objects = manageMany(run, 5000);
	costMs(objects, run.clock, 0.01);
	run.clock.soon(() => {
		run.collector.collected('minor');
		// Between the first slice and the second.
		run.clock.soon(() => run.runtime.setPolicy('interval', 10_000));
	});
	await run.clock.advance(0);
	clearAll(objects);
	await run.clock.advance(500);
	await collected(run, 'minor');
	await run.clock.advance(500);
	assert.equal(run.counts, 'cleared 5000');
});

test('handles of objects that have ended are passed over, also where their slots have new tenants', async () => {
	const tenants = async (count: number) => {
		for (let made = 0; made < count; made += 500) {
			for (const wrapper of wrapMany(run, 500)) wrapper.delete();
			await run.clock.advance(0);
		}
	};
	const first = wrapMany(run, 10_000);
	await run.clock.advance(0);
	for (const wrapper of first) wrapper.delete();
	// More than the history keeps: slots are used again, and those of the first are among them.
	const second = wrapMany(run, 10_000);
	await run.clock.advance(0);
	const { rows } = run.snapshot({ sort: 'serial', states: ['live'], count: 1 });
	assert.ok((rows[0]?.generation ?? 0) > 1, 'a slot is used again');
	emptyAll(first);
	for (const collection of ['minor', 'major'] as const) {
		await collected(run, collection);
		await run.clock.advance(1000);
		assert.equal(run.counts, 'live 10000 deleted 10000');
	}
	const before = counted.derefs;
	await tenants(20_000);
	emptyAll(second.slice(0, 5000));
	await collected(run, 'major');
	await run.clock.advance(1000);
	assert.equal(run.counts, 'live 5000 freed 5000 deleted 30000');
	assert.ok(counted.derefs - before <= 10_000 + 4096, 'nobody looks at what was deleted');
	for (const wrapper of second.slice(5000)) wrapper.delete();
	run.finish();
});
