// The trace through the binding: known figures at known moments, and bytes that are none are refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeTrace } from '../../../engine/binding/trace.ts';
import { TestRun } from '../../support/fakes.ts';
import { wrapMany } from './objects.ts';

/** What an object of `MyClass` takes. */
const kBytes = 32;
const kEmpty = { timesMs: [], liveBytes: [], peakBytes: [], made: [], ended: [] };

test('has what was at the end of each step, and the most within it', async () => {
	const run = await TestRun.start({ record: true });
	const read = () => decodeTrace(run.runtime.trace());
	assert.deepEqual(read(), { timesMs: [0], liveBytes: [0], peakBytes: [0], made: [0], ended: [0] });
	await run.clock.advance(1.5);
	const kept = wrapMany(run, 3);
	await run.clock.advance(1);
	for (const wrapper of wrapMany(run, 7)) wrapper.delete();
	await run.clock.advance(1);
	kept.pop()?.delete();
	assert.deepEqual(read(), {
		timesMs: [1, 2, 3, 3.5],
		liveBytes: [0, 3, 3, 2].map((count) => count * kBytes),
		peakBytes: [0, 3, 10, 3].map((count) => count * kBytes),
		made: [0, 3, 10, 10],
		ended: [0, 0, 7, 8],
	});
	for (const wrapper of kept) wrapper.delete();
	run.finish();
});

test('ends where the stats of that moment are', async () => {
	const run = await TestRun.start({ record: true, policy: 'interval' });
	let held = wrapMany(run, 20);
	for (let i = 0; i < 700; i++) {
		for (const wrapper of held.splice(0, i % 20)) wrapper.delete();
		held = held.concat(wrapMany(run, i % 20));
		await run.clock.advance(3);
	}
	const { stats } = run.snapshot();
	const trace = decodeTrace(run.runtime.trace());
	const { length } = trace.timesMs;
	assert.ok(length > 256 && length <= 512, `${length} steps`);
	assert.equal(trace.timesMs.at(-1), stats.nowMs);
	assert.equal(trace.liveBytes.at(-1), stats.nativeLiveBytes);
	assert.equal(trace.made.at(-1), stats.madeCount);
	assert.equal(trace.ended.at(-1), stats.madeCount - stats.objectCount);
	assert.equal(Math.max(...trace.peakBytes), stats.nativePeakBytes);
	for (let i = 1; i < length; i++) {
		assert.ok((trace.timesMs[i] as number) > (trace.timesMs[i - 1] as number));
		assert.ok((trace.peakBytes[i] as number) >= (trace.liveBytes[i] as number));
	}
	for (const wrapper of held) wrapper.delete();
	run.finish();
});

test('bytes that are no trace are refused; none are that of a run that is not recorded', async () => {
	assert.deepEqual(decodeTrace(new ArrayBuffer(0)), kEmpty);
	const run = await TestRun.start({ record: true });
	await run.clock.advance(5);
	const whole = run.runtime.trace();
	assert.equal(decodeTrace(whole).timesMs.length, 5);
	const twisted = (word: number, value: number) => {
		const bytes = whole.slice(0);
		new DataView(bytes).setUint32(4 * word, value, true);
		return bytes;
	};
	const refused = [
		whole.slice(0, 10),
		whole.slice(0, -4),
		twisted(0, whole.byteLength + 16),
		twisted(1, 2),
		twisted(2, 0),
		twisted(2, 0xffffffff),
		twisted(3, 4),
		twisted(3, 0),
		twisted(3, 0xffffffff),
		twisted(4, 0),
		twisted(4, 0xffffffff),
	];
	for (const bytes of refused) assert.throws(() => decodeTrace(bytes), /Not a trace/);
	run.finish();
});
