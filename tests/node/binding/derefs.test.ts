// Every WeakRef that a look or a sweep looks at is counted, whatever the policy: as many as deref() was called.
import '../../support/clearable.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PolicyName, policies } from '../../../engine/binding/policies/index.ts';
import { counted, emptyAll } from '../../support/clearable.ts';
import { TestRun } from '../../support/fakes.ts';
import { clearAll, manageMany, wrapMany } from './objects.ts';

const derefsOf = (run: TestRun) => run.snapshot().stats.derefCount;

for (const policy of Object.keys(policies) as PolicyName[])
	test(`under ${policy}`, async () => {
		const run = await TestRun.start({ policy });
		await run.clock.advance(1);
		const before = counted.derefs;
		const wrappers = wrapMany(run, 3000);
		for (let i = 0; i < 6; i++) {
			await run.clock.advance(200);
			emptyAll(wrappers.splice(0, 400));
			run.collector.collected(i % 2 === 0 ? 'minor' : 'major');
			run.runtime.idle();
		}
		await run.clock.advance(200);
		const looked = derefsOf(run);
		assert.equal(looked, counted.derefs - before);
		if (policy !== 'registry') assert.ok(looked >= 2400, `${looked}`);
		run.runtime.sweep();
		assert.equal(derefsOf(run) - looked, policy === 'none' || policy === 'manual' ? wrappers.length : 600);
		assert.equal(derefsOf(run), counted.derefs - before);
		for (const wrapper of wrappers) wrapper.delete();
		run.runtime.setPolicy('gated');
		await run.clock.advance(100);
		run.takeErrors();
		run.finish();
	});

test('what was cleared is looked at no more, and what a program gave its own WeakRef for counts as well', async () => {
	const run = await TestRun.start({ policy: 'interval' });
	const owned = manageMany(run, 5);
	await run.clock.advance(100);
	assert.equal(derefsOf(run), 5);
	clearAll(owned.slice(0, 2));
	await run.clock.advance(100);
	assert.equal(derefsOf(run), 10);
	await run.clock.advance(100);
	assert.equal(derefsOf(run), 13);
	assert.deepEqual(
		owned.map(({ weakRef }) => weakRef.derefs),
		[2, 2, 3, 3, 3],
	);
	clearAll(owned);
	run.runtime.sweep();
	assert.equal(derefsOf(run), 16);
	run.finish();
});
