// The page pulls: never two requests at once, none while nothing is drawn, and it ends with its session.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SelectionModel } from '../../../app/models/SelectionModel.ts';
import { SnapshotModel } from '../../../app/models/SnapshotModel.ts';
import type { Snapshot } from '../../../app/protocol/snapshot.ts';
import { FakePageClock, FakeSession, makeSnapshot } from './fakes.ts';

const kNothing = new ArrayBuffer(0);

function attached() {
	const clock = new FakePageClock();
	const next: { snapshot: Snapshot } = { snapshot: makeSnapshot() };
	const model = new SnapshotModel(clock, () => next.snapshot, new SelectionModel());
	const session = new FakeSession({ message() {}, silent() {}, lost() {} });
	model.attach(session);
	const asked = () => session.ofKind('snapshot');
	const answer = (snapshot = next.snapshot) => {
		next.snapshot = snapshot;
		model.receive(asked().at(-1)?.id ?? 0, 1, kNothing);
	};
	/** Time for the next look to fall due, and a frame. */
	const pass = (ms: number) => {
		clock.advance(ms);
		clock.paint();
	};
	return { clock, model, session, asked, answer, pass };
}

test('the next request waits for the answer and for a frame', () => {
	const { clock, asked, answer, pass } = attached();
	assert.equal(asked().length, 1);
	pass(1000);
	assert.equal(asked().length, 1, 'no second one while the first is under way');
	answer();
	clock.advance(1000);
	assert.equal(asked().length, 1, 'not before a frame: the page may be hidden');
	clock.paint();
	assert.equal(asked().length, 2);
});

test('an answer to anything but the request under way is ignored', () => {
	const { model } = attached();
	model.receive(77, 1, kNothing);
	assert.equal(model.latest.value, null);
});

test('what looking costs the program is added up, and a new run begins at nothing', () => {
	const { model, answer } = attached();
	answer();
	assert.deepEqual(model.cost, { count: 1, totalMs: 1, longestMs: 1 });
	model.receive(2, 3, kNothing);
	assert.deepEqual(model.cost, { count: 1, totalMs: 1, longestMs: 1 }, 'nobody asked');
	model.clear();
	assert.deepEqual(model.cost, { count: 0, totalMs: 0, longestMs: 0 });
});

test('looks become rare when nothing changes, and frequent again when something does', () => {
	const { asked, answer, pass } = attached();
	const looksIn = (ms: number, change: (i: number) => Snapshot) => {
		const before = asked().length;
		for (let t = 0; t < ms; t += 10) {
			answer(change(t));
			pass(10);
		}
		return asked().length - before;
	};
	const busy = looksIn(2000, (t) => makeSnapshot({ madeCount: t }));
	looksIn(1000, () => makeSnapshot({ madeCount: 1 }));
	const quiet = looksIn(2000, (t) => makeSnapshot({ madeCount: 1, sweepCount: t, nowMs: t }));
	assert.ok(busy >= 30, `${busy} looks in 2 s while something changes`);
	assert.ok(quiet >= 15 && quiet <= 21, `${quiet} looks in 2 s while only empty sweeps go on`);
});

test('another order of the rows is asked for with the next frame', () => {
	const { clock, model, asked, answer } = attached();
	answer();
	model.table.sortBy('size');
	clock.paint();
	assert.equal(asked().at(-1)?.rows.sort, 'size');
	assert.equal(asked().length, 2);
});

test('the marks are asked for from where the last snapshot ended', () => {
	const { asked, answer, pass } = attached();
	answer(makeSnapshot({}, { markNext: 42 }));
	pass(1000);
	assert.deepEqual(
		asked().map(({ markFrom }) => markFrom),
		[1, 42],
	);
});

test('a fresh snapshot is one asked for after the call', async () => {
	const { model, asked, answer } = attached();
	const fresh = model.fresh();
	answer(makeSnapshot({ liveCount: 1 }));
	assert.equal(asked().length, 2, 'asked for without waiting for a frame');
	answer(makeSnapshot({ liveCount: 2 }));
	assert.equal((await fresh)?.stats.liveCount, 2);
});

test('after the end nothing is asked for, the last snapshot stays, and who waits is answered', async () => {
	const { clock, model, session, answer, pass } = attached();
	answer(makeSnapshot({ liveCount: 7 }));
	pass(1000);
	const fresh = model.fresh();
	session.end();
	model.detach();
	assert.equal((await fresh)?.stats.liveCount, 7);
	assert.equal((await model.fresh())?.stats.liveCount, 7);
	model.table.sortBy('size');
	pass(1000);
	assert.equal(clock.frames, 0);
});

test('a run that no view shows is looked at twice a second, and at once when one does again', () => {
	const { clock, model, asked, answer, pass } = attached();
	answer();
	model.watched.value = false;
	const before = asked().length;
	for (let t = 0; t < 2000; t += 10) {
		answer(makeSnapshot({ madeCount: t }));
		pass(10);
	}
	const looks = asked().length - before;
	assert.ok(looks >= 3 && looks <= 5, `${looks} looks in 2 s`);
	answer();
	model.watched.value = true;
	const hidden = asked().length;
	clock.paint();
	assert.equal(asked().length, hidden + 1);
});

test('whoever asks for a fresh snapshot has it at once, also while no view shows the run', async () => {
	const { model, asked, answer } = attached();
	answer();
	model.watched.value = false;
	const fresh = model.fresh();
	assert.equal(asked().length, 2);
	answer(makeSnapshot({ madeCount: 7 }));
	assert.equal((await fresh)?.stats.madeCount, 7);
});
