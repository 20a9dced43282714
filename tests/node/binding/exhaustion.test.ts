// What the error of a full heap says: why nothing could be freed, the greatest share first, and what to do.
import '../../support/clearable.ts';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { emptyAll } from '../../support/clearable.ts';
import { type Loose, TestRun } from '../../support/fakes.ts';
import { collected } from './objects.ts';

const kMiB = 1 << 20;

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start({ heapLimitBytes: 16 * kMiB, quarantineBytes: 0 });
});

const buffers = (count: number, sizeBytes = kMiB): Loose[] => {
	const Buffer = run.class('Buffer');
	return Array.from({ length: count }, () => new Buffer(sizeBytes));
};

/** The reasons in the message of the error, when 16 MiB more are wanted. */
function why(): string {
	let message = '';
	assert.throws(
		() => buffers(1, 16 * kMiB),
		(error: Error) => {
			message = error.message;
			return error.name === 'NativeHeapExhausted';
		},
	);
	return message;
}
const nextJob = () => run.clock.advance(0);

test('made in this same job', async () => {
	buffers(5);
	await nextJob();
	const [one] = buffers(4);
	assert.match(why(), /5 objects \(5 MiB\) were made before this job.*4 objects \(4 MiB\) were made in this same job/);
	assert.match(why(), /no collector takes them before it ends.*await breathe\(\)/);
	one?.delete();
});

test('one object', async () => {
	buffers(1, 8 * kMiB);
	await nextJob();
	assert.match(why(), /1 object \(8 MiB\) was made before this job, and no full collection has come since/);
});

test('made before this job, and no full collection has come since: minor ones do not count', async () => {
	buffers(8);
	await collected(run, 'minor');
	assert.match(why(), /8 objects \(8 MiB\) were made before this job, and no full collection has come since: await/);
});

test('survived a full collection', async () => {
	buffers(8);
	await collected(run);
	assert.match(why(), /8 objects \(8 MiB\) survived a full collection: the program holds them/);
	assert.doesNotMatch(why(), /before this job|same job/);
});

test('cleared, and the sweep is to come', async () => {
	run.runtime.setPolicy('idle');
	const wrappers = buffers(8);
	await nextJob();
	emptyAll(wrappers.slice(0, 7));
	await collected(run);
	assert.match(why(), /7 objects \(7 MiB\) are cleared and wait for the next sweep of policy idle: await breathe\(\)/);
	for (const wrapper of wrappers.slice(1, 7)) run.native('_Buffer__destructor')(wrapper.ptr);
	buffers(1);
	assert.match(why(), /1 object \(1 MiB\) is cleared and waits for/);
});

for (const policy of ['none', 'manual'] as const)
	test(`lost under ${policy}`, async () => {
		run.runtime.setPolicy(policy);
		const wrappers = buffers(8);
		await nextJob();
		emptyAll(wrappers);
		await collected(run);
		assert.match(
			why(),
			new RegExp(`8 objects \\(8 MiB\\) were dropped and never deleted, and policy ${policy} frees nothing: choose`),
		);
	});

test('lost, for the deleters did not destroy them', async () => {
	run.runtime.setPolicy('interval');
	const construct = run.native('_Buffer__constructor');
	const targets = [{}, {}];
	for (const target of targets) run.runtime.manage(construct(4 * kMiB), new WeakRef(target), () => {});
	emptyAll(targets);
	await run.clock.advance(100);
	assert.match(
		why(),
		/2 objects \(8 MiB\) were dropped, and their deleters did not destroy them: they can be destroyed/,
	);
});

test('never given to manage()', async () => {
	const construct = run.native('_Buffer__constructor');
	construct(6 * kMiB);
	assert.match(why(), /1 object \(6 MiB\) was never given to manage\(\), or is a part of other objects/);
	construct(2 * kMiB);
	assert.match(why(), /2 objects \(8 MiB\) were never given to manage\(\), or are parts of other objects/);
});

test('parts of other objects, which are no objects themselves', async () => {
	const Tree = run.class<Loose & { size(): number }>('Tree');
	const tree = new Tree(200_000, 3);
	await nextJob();
	assert.match(why(), /\d+(\.\d+)? MiB are parts of other objects/);
	assert.equal(tree.size(), 200_000);
});

test('the greatest share comes first, and small ones are not told', async () => {
	const survivors = buffers(3);
	await collected(run);
	run.native('_Buffer__constructor')(kMiB);
	const fresh = buffers(2);
	await nextJob();
	const job = buffers(7);
	const message = why();
	const places = ['7 objects (7 MiB)', '3 objects (3 MiB)', '2 objects (2 MiB)'].map((what) => message.indexOf(what));
	assert.ok(places[0] !== -1 && places.every((place, i) => place > (places[i - 1] ?? -1)), `${places}: ${message}`);
	assert.doesNotMatch(message, /manage\(\)/);
	assert.equal([...survivors, ...fresh, ...job].length, 12);
});
