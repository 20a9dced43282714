// Policy `manual`: what was collected and never deleted is told, once for each class and line; nothing is freed.
import '../../support/clearable.ts';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { LeakError } from '../../../engine/binding/errors.ts';
import { emptyAll } from '../../support/clearable.ts';
import { TestRun } from '../../support/fakes.ts';
import { clearAll, collected, manageMany, wrapMany } from './objects.ts';

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start({ policy: 'manual' });
});

function wrapAt(line: number, count: number): object[] {
	run.line = line;
	return wrapMany(run, count);
}

/** The collector takes these; what is told of it. */
async function leaksOf(wrappers: readonly object[]): Promise<LeakError[]> {
	await run.clock.advance(200);
	run.clock.soon(() => emptyAll(wrappers));
	await collected(run);
	await run.clock.advance(200);
	return run.errors.splice(0).map((error) => {
		assert.ok(error instanceof LeakError);
		assert.equal(error.name, 'LeakError');
		return error;
	});
}

test('objects of one class and line are one error, which says what, how many, where and what to do', async () => {
	const wrappers = [...wrapAt(3, 5), ...wrapAt(7, 1)];
	const Buffer = run.class('Buffer');
	wrappers.push(new Buffer(1 << 20), new Buffer(1 << 20));
	const leaks = await leaksOf(wrappers);
	assert.deepEqual(
		leaks.map(({ line, message }) => [line, message.replace(/\(.*?\)/, '(bytes)')]).toSorted(),
		[
			[3, '5 MyClass made at line 3 (bytes) were collected and never deleted: their objects are lost.'],
			[7, '1 MyClass made at line 7 (bytes) was collected and never deleted: its object is lost.'],
			[7, '2 Buffer made at line 7 (bytes) were collected and never deleted: their objects are lost.'],
		].map(([line, text]) => [line, `${text} Call delete(), declare it with using, or wrap the work in scope()`]),
	);
	assert.match(leaks.map(String).join(), /2 Buffer made at line 7 \(2 MiB\)/);
	assert.equal(run.counts, 'lost 8');
});

test('where no line is known none is told', async () => {
	const [leak] = await leaksOf(wrapAt(0, 1));
	assert.equal(leak?.line, 0);
	assert.match(String(leak), /^LeakError: 1 MyClass \(\d+ B\) was collected/);
});

test('each is told once', async () => {
	const wrappers = wrapAt(3, 10);
	assert.equal((await leaksOf(wrappers.slice(0, 4))).length, 1);
	assert.deepEqual(await leaksOf([]), []);
	const [more] = await leaksOf(wrappers.slice(4));
	assert.match(String(more), /6 MyClass/);
	await collected(run);
	assert.deepEqual(run.takeErrors(), []);
	assert.equal(run.counts, 'lost 10');
});

test('what is deleted is not told: by delete(), in a scope, or through the raw export', async () => {
	const MyClass = run.class('MyClass');
	const deleted = wrapMany(run, 3);
	for (const wrapper of deleted) wrapper.delete();
	const later = new MyClass(1);
	later.deleteLater();
	run.runtime.scope(() => deleted.push(...wrapMany(run, 3)));
	const raw = wrapMany(run, 2);
	for (const { ptr } of raw) run.native('_MyClass__destructor')(ptr);
	assert.deepEqual(await leaksOf([...deleted, later, ...raw]), []);
	assert.equal(run.counts, 'deleted 9');
});

test('what was destroyed through the raw export does not stand for a leak that was told before', async () => {
	assert.equal((await leaksOf(wrapAt(3, 2))).length, 1);
	const raw = wrapAt(9, 2) as { ptr: number }[];
	for (const { ptr } of raw) run.native('_MyClass__destructor')(ptr);
	assert.deepEqual(await leaksOf(raw), []);
});

test('objects given to manage() are told as well, and their deleters are not called', async () => {
	run.line = 4;
	const objects = manageMany(run, 3);
	clearAll(objects);
	const [leak] = await leaksOf([]);
	assert.match(String(leak), /3 MyClass made at line 4/);
	assert.ok(objects.every(({ calls }) => calls === 0));
});

test('of more than 10,240, the number of the rest is told', async () => {
	const told = (leaks: readonly { message: string; line: number }[]) =>
		leaks.map(({ message, line }) => [line, message.split(' ').slice(0, 3).join(' ')]);
	assert.deepEqual(told(await leaksOf([...wrapAt(3, 700), ...wrapAt(4, 300)])).toSorted(), [
		[3, '700 MyClass made'],
		[4, '300 MyClass made'],
	]);
	const leaks = await leaksOf(wrapAt(3, 10_241));
	assert.deepEqual(told(leaks)[0], [3, '10240 MyClass made']);
	assert.equal(leaks[1]?.message, '1 more object is lost in the same way');
});

test('nothing is freed, however long it takes; sweep() by hand frees', async () => {
	await leaksOf(wrapAt(3, 5));
	await run.clock.advance(1_000_000);
	assert.equal(run.counts, 'lost 5');
	assert.equal(await run.runtime.sweep(), 5);
	assert.deepEqual(run.takeErrors(), []);
	run.finish();
});

test('collectGarbage() tells as well', async () => {
	const wrappers = wrapAt(3, 5);
	await run.clock.advance(0);
	run.collector.onRequest = () => {
		emptyAll(wrappers);
		run.clock.soon(() => run.collector.collected());
	};
	const done = run.runtime.collectGarbage();
	await run.clock.advance(500);
	assert.equal(await done, true);
	assert.equal(run.takeErrors().length, 1);
	assert.equal(run.counts, 'lost 5');
});

for (const policy of ['none', 'interval', 'idle', 'registry', 'gated', 'pressure'] as const)
	test(`under ${policy} nothing is told`, async () => {
		run.runtime.setPolicy(policy);
		assert.deepEqual(await leaksOf(wrapAt(3, 5)), []);
		assert.deepEqual(run.takeErrors(), []);
		run.runtime.end();
	});
