// A run that is recorded, asked for through the frame's own port: what `ended` and `recorded` say of it.
import assert from 'node:assert/strict';
import { decodeSnapshot, decodeTrace } from '../../app/protocol/snapshot.ts';
import { description } from '../../engine/prebuilt/description.ts';
import { pageTest } from '../support/browser.ts';
import { kRecordId, runInFrame } from '../support/frameRun.ts';
import { quietPath, ready } from '../support/sweepground.ts';
import type { Visit } from '../support/visit.ts';

const kLimitBytes = 1 << 20;

/** Runs the code in a frame of its own, and asks for its record once it has ended. */
const recordOf = (visit: Visit, code: string, record: boolean) =>
	runInFrame(visit, { code, policy: 'none', intervalMs: 100, heapLimitBytes: kLimitBytes, record });

const statsIn = (bytes: number[]) => decodeSnapshot(description, new Uint8Array(bytes).buffer).stats;

const kCode = `const kept = [];
for (let i = 0; i < 100; i++) kept.push(new MyClass(i));
await tick(30);
for (const object of kept.splice(0, 40)) object.delete();
while (true) kept.push(new Buffer(100_000));`;

pageTest('what a program did to its end, and the trace up to a later moment', { path: quietPath }, async (visit) => {
	await ready(visit);
	const { ended, recorded } = await recordOf(visit, kCode, true);
	assert.equal(ended.error?.name, 'NativeHeapExhausted');
	assert.equal(ended.error?.line, 5);
	const atEnd = statsIn(ended.bytes);
	const programMs = ended.programMs ?? 0;
	assert.ok(programMs >= 29 && programMs <= atEnd.nowMs, `${programMs} ms of ${atEnd.nowMs}`);
	assert.equal(atEnd.deletedCount, 40);
	assert.equal(atEnd.madeCount, 110, 'ten buffers have their room in one MiB');
	assert.equal(atEnd.exhaustedCount, 1);
	assert.ok(atEnd.exhaustedFirstMs >= 29 && atEnd.exhaustedFirstMs <= atEnd.nowMs);
	assert.ok(atEnd.policyTotalMs >= 0 && atEnd.policyLongestMs <= atEnd.policyTotalMs);

	assert.equal(recorded.id, kRecordId);
	assert.ok(recorded.tookMs >= 0);
	const later = statsIn(recorded.bytes);
	assert.ok(later.nowMs >= atEnd.nowMs);
	const trace = decodeTrace(new Uint8Array(recorded.trace).buffer);
	assert.equal(trace.made.at(-1), 110);
	assert.equal(trace.ended.at(-1), 40);
	assert.equal(trace.liveBytes.at(-1), later.nativeLiveBytes);
	assert.equal(Math.max(...trace.peakBytes), later.nativePeakBytes);
	const waiting = trace.made.findIndex((made, i) => made === 100 && trace.ended[i] === 0);
	assert.ok(waiting >= 0, 'the wait in the middle is in the trace');
	assert.equal(trace.liveBytes[waiting], 3200);
});

pageTest(
	'of a run that is not recorded there is no trace, and no figure of its end',
	{ path: quietPath },
	async (visit) => {
		await ready(visit);
		const { ended, recorded } = await recordOf(visit, 'new MyClass(1);', false);
		assert.deepEqual([ended.error, ended.bytes], [undefined, []]);
		assert.ok((ended.programMs ?? -1) >= 0);
		assert.deepEqual(recorded.trace, []);
		assert.equal(statsIn(recorded.bytes).madeCount, 1);
		assert.ok(Number.isNaN(statsIn(recorded.bytes).policyTotalMs));
	},
);
