// A constructor that finds no room: under policy `pressure` it asks for a collection itself, sweeps, and goes on.
import '../../support/clearable.ts';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { type PolicyName, policies } from '../../../engine/binding/policies/index.ts';
import type { Loose } from '../../support/fakes.ts';
import { kMiB, Pressed } from './pressing.ts';

interface Matrix extends Loose {
	mul(other: Matrix): Matrix;
	get(row: number, column: number): number;
}

const kLimitBytes = 16 * kMiB;
const full = { name: 'NativeHeapExhausted' };

let pressed: Pressed;
beforeEach(async () => {
	pressed = await Pressed.start({ heapLimitBytes: kLimitBytes, quarantineBytes: 0 });
});

/** 12 MiB that earlier jobs have made and dropped. */
async function dropSome(): Promise<void> {
	for (let i = 0; i < 12; i++) {
		pressed.drop(pressed.buffers(1));
		// The request that this makes finds nothing.
		await pressed.run.clock.advance(10);
	}
	pressed.takeAsked();
	pressed.answers = () => 'major';
}

test('it frees what earlier jobs dropped, and the constructor has its room', async () => {
	await dropSome();
	const wrappers = pressed.buffers(14);
	assert.deepEqual(pressed.takeAsked(), [2 ** 33], 'one request, and the dearest');
	assert.equal(pressed.run.counts, 'live 14 freed 12');
	assert.equal(wrappers.filter(({ ptr }) => ptr !== 0).length, 14);
	const { pressureRequests, exhaustedCount, exhaustedFirstMs } = pressed.run.snapshot().stats;
	assert.ok(pressureRequests > 0);
	assert.deepEqual([exhaustedCount, exhaustedFirstMs], [0, Number.NaN], 'memory has not run out');
});

test('it comes once in a job, and again in the next', async () => {
	await dropSome();
	const first = pressed.buffers(14);
	pressed.takeAsked();
	assert.throws(() => pressed.buffers(2), full);
	assert.throws(() => pressed.buffers(2), full);
	assert.deepEqual(pressed.takeAsked(), [], 'what was looked at is kept until the end of the job');
	const { exhaustedCount, exhaustedFirstMs } = pressed.run.snapshot().stats;
	assert.deepEqual([exhaustedCount, exhaustedFirstMs], [2, 120]);
	await pressed.run.clock.advance(0);
	pressed.takeAsked();
	pressed.drop(first);
	assert.equal(pressed.buffers(13).length, 13);
	assert.equal(pressed.takeAsked().length, 1);
});

test('what this job has made stays, and the error tells of it', async () => {
	await pressed.run.clock.advance(10);
	pressed.answers = () => 'major';
	assert.throws(() => pressed.buffers(17), { ...full, message: /made in this same job/ });
	assert.match(pressed.run.counts, /^live 15$/);
	assert.equal(pressed.run.snapshot().stats.exhaustedCount, 1, 'tried twice, and out of memory once');
});

test('the result of a method has its room as well', async () => {
	const Matrix = pressed.run.class<Matrix>('Matrix');
	// 2 MiB each.
	const a = new Matrix(512, 512);
	await pressed.run.clock.advance(10);
	pressed.drop(pressed.buffers(12));
	await pressed.run.clock.advance(10);
	pressed.takeAsked();
	pressed.answers = () => 'major';
	const first = a.mul(a);
	assert.deepEqual(pressed.takeAsked(), [2 ** 33]);
	assert.equal(pressed.run.counts, 'live 2 freed 12');
	assert.equal(first.get(511, 511), 0);
	const { length } = Array.from({ length: 5 }, () => a.mul(a));
	assert.equal(length, 5);
	assert.throws(() => a.mul(a), full);
});

test('an object that is greater than the whole heap is refused, and what can be freed is', async () => {
	await dropSome();
	assert.throws(() => pressed.buffers(1, kLimitBytes), full);
	assert.equal(pressed.run.counts, 'freed 12');
});

test('while collectGarbage() is under way nobody is looked at, and nothing is asked for beside it', async () => {
	await dropSome();
	const done = pressed.run.runtime.collectGarbage();
	assert.throws(() => pressed.buffers(16), full);
	assert.deepEqual(pressed.takeAsked(), []);
	await pressed.run.clock.advance(5000);
	assert.equal(await done, true);
});

for (const policy of (Object.keys(policies) as PolicyName[]).filter((name) => name !== 'pressure'))
	test(`under ${policy} nothing of the kind happens`, async () => {
		pressed.run.runtime.setPolicy(policy, 10_000);
		await dropSome();
		const before = pressed.run.counts;
		assert.throws(() => pressed.buffers(16), full);
		assert.deepEqual(pressed.takeAsked(), []);
		assert.ok(before.startsWith('live 12'));
		assert.equal(pressed.run.snapshot().stats.freedCount, 0);
		assert.equal(pressed.run.snapshot().stats.exhaustedCount, 1);
	});
