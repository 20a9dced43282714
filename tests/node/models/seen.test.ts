// What the views want beside the snapshot: asked for with it, shown with it, and gone when it is wanted no more.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { SelectionModel } from '../../../app/models/SelectionModel.ts';
import { SnapshotModel } from '../../../app/models/SnapshotModel.ts';
import type { FromWorker } from '../../../app/protocol/messages.ts';
import { validate } from '../../../app/protocol/validate.ts';
import { lookAt } from '../../../app/sandbox/worker/look.ts';
import { TestRun } from '../../support/fakes.ts';
import { FakePageClock, FakeSession, makeSnapshot } from './fakes.ts';

const kNothing = new ArrayBuffer(0);
const kMap = { begin: 0, bytesPerCell: 1 << 20, cells: 8, mode: 'state' } as const;

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start();
});
afterEach(() => run.finish());

function attached() {
	const clock = new FakePageClock();
	const model = new SnapshotModel(clock, () => makeSnapshot(), new SelectionModel());
	const session = new FakeSession({ message() {}, silent() {}, lost() {} });
	model.attach(session);
	const asked = () => session.ofKind('snapshot');
	/** As the worker does it. */
	const answer = () => {
		const request = asked().at(-1);
		assert.ok(request);
		model.receive(request.id, 1, kNothing, lookAt(run.runtime, request.wanted));
	};
	const next = () => {
		clock.paint();
		answer();
	};
	return { clock, model, session, asked, answer, next };
}

test('what is wanted is asked for at the next frame, and nothing else', () => {
	const { clock, model, asked, answer } = attached();
	answer();
	assert.deepEqual(asked()[0]?.wanted, {});
	model.wanted.map.value = kMap;
	model.wanted.region.value = { begin: 0, sizeBytes: 64 };
	assert.equal(asked().length, 1);
	clock.paint();
	assert.deepEqual(asked()[1]?.wanted, { map: kMap, region: { begin: 0, sizeBytes: 64 } });
});

test('what changes while an answer is on its way is asked for right after it', () => {
	const { clock, model, asked, answer } = attached();
	model.wanted.map.value = kMap;
	answer();
	assert.deepEqual([model.seen.map.value], [null], 'it was not asked for yet');
	clock.paint();
	assert.equal(asked().length, 2, 'without waiting for the period');
	answer();
	assert.equal(model.seen.map.value?.cells.length, 16);
	clock.paint();
	assert.equal(asked().length, 2, 'the same again waits');
});

test('all is shown at once with the snapshot, and is null when it is wanted no more', () => {
	const { model, answer, next } = attached();
	const object = new (run.class('MyClass'))(1);
	answer();
	model.wanted.map.value = kMap;
	model.wanted.object.value = { address: object.ptr, serial: 0 };
	model.wanted.under.value = { address: object.ptr + 1, serial: 1 };
	model.wanted.region.value = { begin: object.ptr, sizeBytes: 64 };
	let before = model.latest.value;
	const together: boolean[] = [];
	model.seen.region.subscribe((region) => {
		if (region) together.push(model.latest.value !== before && model.seen.object.value !== null);
	});
	next();
	assert.deepEqual(together, [true]);
	before = model.latest.value;
	assert.equal(model.seen.object.value?.row?.serial, 1);
	assert.equal(model.seen.under.value?.story.offset, 1);
	assert.equal(model.seen.region.value?.blocks[0]?.serial, 1);
	model.wanted.under.value = null;
	model.wanted.map.value = null;
	assert.equal(model.seen.under.value, null);
	assert.equal(model.seen.map.value, null);
	assert.notEqual(model.seen.object.value, null);
	object.delete();
});

test('a card is of the object that is wanted now, never of the one before', () => {
	const { model, answer, next } = attached();
	const [first, second] = [new (run.class('MyClass'))(1), new (run.class('MyClass'))(2)];
	answer();
	model.wanted.object.value = { address: first.ptr, serial: 1 };
	next();
	model.wanted.object.value = { address: first.ptr, serial: 1 };
	assert.equal(model.seen.object.value?.story.serial, 1, 'the same object stays');
	model.wanted.object.value = { address: second.ptr, serial: 2 };
	assert.deepEqual([model.seen.object.value], [null]);
	next();
	assert.equal(model.seen.object.value?.story.serial, 2);
	for (const object of [first, second]) object.delete();
});

test('with the engine gone what was seen last stays; another run begins with nothing', () => {
	const { model, answer, next, session } = attached();
	answer();
	model.wanted.map.value = kMap;
	next();
	model.detach();
	assert.notEqual(model.seen.map.value, null);
	model.wanted.object.value = { address: 1, serial: 0 };
	assert.equal(model.seen.object.value, null);
	model.attach(session);
	assert.equal(model.seen.map.value, null);
	assert.deepEqual(session.ofKind('snapshot').at(-1)?.wanted, { map: kMap, object: { address: 1, serial: 0 } });
});

test('bytes that make no sense change nothing that is shown', () => {
	const { model, answer, next, asked, clock } = attached();
	answer();
	model.wanted.map.value = kMap;
	next();
	const { value: latest } = model.latest;
	model.wanted.region.value = { begin: 0, sizeBytes: 16 };
	clock.paint();
	const { id } = asked().at(-1) ?? { id: 0 };
	assert.throws(() => model.receive(id, 1, kNothing, { map: kNothing, region: kNothing }), /Not a raster/);
	assert.equal(model.latest.value, latest);
	assert.equal(model.seen.map.value?.cells.length, 16);
});

test('the check at the door lets what the engine gives through, and nothing else', () => {
	const parts = { map: kMap, object: { address: 0, serial: 0 }, region: { begin: 0, sizeBytes: 1 << 30 } };
	const all = lookAt(run.runtime, { ...parts, map: { ...kMap, cells: 131_072 } });
	assert.deepEqual(Object.keys(all), ['map', 'object', 'region']);
	const message: FromWorker = { kind: 'snapshot', id: 1, tookMs: 1, bytes: kNothing, ...all };
	assert.equal(validate(message), message);
	for (const wrong of [
		{ map: new ArrayBuffer(1 << 20) },
		{ under: new Uint8Array(4) },
		{ region: 'bytes' },
		{ object: null },
	])
		assert.equal(validate({ ...message, ...wrong }), undefined);
});
