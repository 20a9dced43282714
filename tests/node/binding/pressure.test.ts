// Policy `pressure`: when it asks for a collection, how, and when it stops asking.
import '../../support/clearable.ts';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { emptyAll } from '../../support/clearable.ts';
import { kMiB, Pressed } from './pressing.ts';

const k128MiB = 2 ** 27;
const kGiB = 2 ** 30;
const k8GiB = 2 ** 33;

let pressed: Pressed;
beforeEach(async () => {
	pressed = await Pressed.start();
});

test('it asks when bytes have grown by 16 MiB, in a job of its own, which is the next', async () => {
	for (let i = 0; i < 15; i++) {
		pressed.buffers(1);
		await pressed.jobs();
	}
	assert.deepEqual(pressed.takeAsked(), []);
	pressed.buffers(1);
	assert.deepEqual(pressed.takeAsked(), [], 'what this job has made, no collection would take');
	await pressed.jobs();
	assert.equal(pressed.takeAsked()[0], 0);
});

test('and of a small heap by a quarter of the room there is', async () => {
	pressed = await Pressed.start({ heapLimitBytes: 16 * kMiB });
	pressed.answers = () => 'major';
	const grownBy: number[] = [];
	for (let made = 0; made < 12 * 4; made++) {
		pressed.buffers(1, kMiB / 4);
		await pressed.jobs();
		if (pressed.takeAsked().length > 0) grownBy.push((made + 1) / 4);
	}
	// A quarter of 16, of the 12 that are left, of 9; the headers of blocks take their part.
	assert.deepEqual(grownBy, [4, 7, 9.25, 11]);
});

test('it asks at 20,000 objects, however small', async () => {
	pressed.drop(pressed.objects(19_999));
	await pressed.jobs();
	assert.deepEqual(pressed.takeAsked(), []);
	pressed.answers = () => 'minor';
	pressed.drop(pressed.objects(1));
	await pressed.jobs();
	assert.deepEqual(pressed.takeAsked()[0], 0);
	assert.equal(pressed.run.counts, 'freed 20000');
});

for (const [what, make, wakeMs] of [
	['500 objects', () => pressed.objects(500), 250],
	['a MiB', () => pressed.buffers(1), 250],
	['one object', () => pressed.objects(1), 5000],
	['499 objects', () => pressed.objects(499), 5000],
] as const)
	test(`${what}: asked about after ${wakeMs} ms, once`, async () => {
		pressed.answers = () => 'major';
		await pressed.run.clock.advance(1000);
		const startMs = pressed.run.clock.now();
		pressed.drop(make());
		await pressed.run.clock.advance(60_000);
		assert.deepEqual(pressed.askedMs, [startMs + wakeMs]);
		assert.equal(pressed.run.snapshot().stats.objectCount, 0);
	});

test('what is there in the job that chooses the policy is asked about as well', async () => {
	pressed.run.runtime.setPolicy('none');
	pressed.drop(pressed.objects(600));
	pressed.run.runtime.setPolicy('pressure');
	pressed.drop(pressed.objects(600));
	pressed.answers = () => 'major';
	await pressed.run.clock.advance(1000);
	assert.equal(pressed.run.counts, 'freed 1200');
});

test('where nothing has grown nothing is asked', async () => {
	for (const wrapper of pressed.objects(1000)) wrapper.delete();
	await pressed.run.clock.advance(60_000);
	assert.deepEqual(pressed.asked, []);
});

test('it asks harder until a collection comes: litter, and at once 128 MiB; 1 GiB and 8 GiB, each 50 ms later', async () => {
	const { clock } = pressed.run;
	const startMs = clock.now();
	pressed.drop(pressed.buffers(16));
	await clock.advance(200);
	assert.deepEqual(pressed.asked, [0, k128MiB, kGiB, k8GiB]);
	assert.deepEqual(
		pressed.askedMs.map((ms) => ms - startMs),
		[0, 0, 50, 100],
	);
	assert.equal(pressed.run.counts, 'live 16');
	pressed.collect('major');
	await pressed.jobs();
	assert.equal(pressed.run.counts, 'freed 16', 'one that comes late is followed all the same');
});

test('one that comes while it waits ends the asking', async () => {
	const { clock } = pressed.run;
	pressed.drop(pressed.buffers(16));
	await clock.advance(60);
	assert.deepEqual(pressed.takeAsked(), [0, k128MiB, kGiB]);
	pressed.collect('major');
	await clock.advance(1000);
	assert.equal(pressed.run.counts, 'freed 16');
	assert.deepEqual(pressed.takeAsked(), []);
});

test('4 MiB more while it waits: it asks harder at once', async () => {
	pressed.buffers(16);
	await pressed.jobs();
	assert.deepEqual(pressed.takeAsked(), [0, k128MiB]);
	pressed.buffers(3);
	await pressed.jobs();
	assert.deepEqual(pressed.takeAsked(), []);
	pressed.buffers(1);
	await pressed.jobs();
	assert.deepEqual(pressed.takeAsked(), [kGiB]);
	pressed.buffers(4);
	await pressed.jobs();
	assert.deepEqual(pressed.takeAsked(), [k8GiB]);
});

/** 16 MiB are made and dropped in a job, so many times, with no time between. */
async function rounds(count: number): Promise<void> {
	for (let i = 0; i < count; i++) {
		pressed.drop(pressed.buffers(17));
		await pressed.jobs();
	}
}

test('it learns what brings a collection at once, and begins there; later it tries the rest again', async () => {
	pressed.answers = (sizeBytes) => (sizeBytes >= k128MiB ? 'major' : undefined);
	await rounds(30);
	const asked = pressed.takeAsked();
	assert.equal(asked.filter((sizeBytes) => sizeBytes === 0).length, 4);
	assert.equal(asked.filter((sizeBytes) => sizeBytes === k128MiB).length, 30);
	assert.deepEqual(asked.slice(-10), Array(10).fill(k128MiB));
	await rounds(180);
	assert.ok(pressed.takeAsked().includes(0), 'engines change with what they have to do');
	assert.equal(pressed.run.counts, `freed ${210 * 17}`);
});

test('where minor collections come at once, and take what was dropped, no major one is asked for', async () => {
	pressed.answers = (sizeBytes) => (sizeBytes === 0 ? 'minor' : 'major');
	await rounds(20);
	assert.deepEqual(pressed.asked, Array(20).fill(0));
	assert.equal(pressed.run.counts, `freed ${20 * 17}`);
});

test('what minor collections leave is asked about once more, for a major one', async () => {
	pressed.answers = (sizeBytes) => {
		if (sizeBytes > 0) return 'major';
		// It passes by everything.
		pressed.run.collector.collect('minor');
		pressed.run.clock.soon(() => pressed.run.collector.tell('minor'));
		return undefined;
	};
	await rounds(1);
	assert.deepEqual(pressed.takeAsked(), [0, k128MiB]);
	assert.equal(pressed.run.counts, 'freed 17');
});

test('while nothing comes of it, objects are asked about half as often each time; success ends that', async () => {
	pressed.answers = () => 'major';
	const askedAt: number[] = [];
	for (let thousands = 1; thousands <= 150; thousands++) {
		pressed.objects(1000);
		await pressed.jobs();
		if (pressed.takeAsked().length > 0) askedAt.push(thousands);
	}
	assert.deepEqual(askedAt, [20, 60, 140], 'grown by 20, 40 and 80 thousand');
	pressed.drop(pressed.objects(160_000));
	await pressed.jobs();
	assert.equal(pressed.run.counts, 'live 150000 freed 160000');
	pressed.takeAsked();
	pressed.objects(20_000);
	await pressed.jobs();
	assert.equal(pressed.takeAsked().length, 1);
});

test('a minor collection that freed much is no failure, though the major one after it frees nothing', async () => {
	pressed.answers = (sizeBytes) => (sizeBytes === 0 ? 'minor' : 'major');
	pressed.buffers(10);
	pressed.drop(pressed.buffers(8));
	await pressed.jobs();
	assert.deepEqual(pressed.takeAsked(), [0, k128MiB]);
	assert.equal(pressed.run.counts, 'live 10 freed 8');
	pressed.objects(20_000);
	await pressed.jobs();
	assert.notEqual(pressed.takeAsked().length, 0, 'the wait is not doubled');
});

test('what does not press takes a twentieth of the time, and half of that each time nothing comes of it', async () => {
	const { clock } = pressed.run;
	pressed.answers = () => 'major';
	pressed.costMs = 40;
	/** When it asks, from one time to the next, while 600 objects come each 20 ms. */
	const waits = async (ms: number, drop: boolean) => {
		pressed.askedMs.length = 0;
		for (const endMs = clock.now() + ms; clock.now() < endMs; await clock.advance(20)) {
			const wrappers = pressed.objects(20);
			if (drop) pressed.drop(wrappers);
		}
		return pressed.askedMs.slice(1).map((askedMs, i) => askedMs - (pressed.askedMs[i] as number));
	};
	for (const waitMs of (await waits(10_000, true)).slice(1))
		assert.ok(waitMs >= 800 && waitMs < 1300, `${waitMs} ms from one to the next`);
	const growing = (await waits(60_000, false)).slice(1);
	assert.ok(growing.length >= 3, `${growing}`);
	for (let i = 0; i < growing.length; i++) {
		const leastMs = 40 * (1 + 19 * 2 ** (i + 1));
		const waitMs = growing[i] as number;
		assert.ok(waitMs >= leastMs && waitMs < leastMs * 1.5, `${waitMs} ms, and at least ${leastMs}; of ${growing}`);
	}
});

test('bytes that press are asked about at once, whatever it has cost', async () => {
	pressed.answers = () => 'major';
	pressed.costMs = 500;
	for (let i = 0; i < 3; i++) {
		pressed.drop(pressed.buffers(24));
		await pressed.jobs();
	}
	assert.equal(pressed.asked.length, 3);
});

test('a major collection that is told after a minor one was seen at once is followed as such', async () => {
	const { clock, collector } = pressed.run;
	const old = pressed.objects(100);
	for (let i = 0; i < 4; i++) {
		clock.soon(() => collector.collected('minor'));
		await clock.advance(100);
	}
	let young: object[] = [];
	pressed.answers = () => {
		emptyAll(young);
		// It is not told before the next.
		collector.collect('minor');
		return undefined;
	};
	young = pressed.objects(20_000);
	await pressed.jobs();
	assert.equal(pressed.run.counts, 'live 100 freed 20000');
	pressed.drop(old);
	pressed.collect('major');
	await clock.advance(100);
	assert.equal(pressed.run.counts, 'freed 20100');
});
