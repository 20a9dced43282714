// What the views over time share: when they draw, the cursor, and ranges by dragging and by keys.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SelectionModel } from '../../../app/models/SelectionModel.ts';
import { SnapshotModel } from '../../../app/models/SnapshotModel.ts';
import { TimeModel } from '../../../app/models/TimeModel.ts';
import type { Snapshot } from '../../../app/protocol/snapshot.ts';
import { FakePageClock, FakeSession, makeRow, makeSnapshot } from './fakes.ts';

function made() {
	const clock = new FakePageClock();
	const selection = new SelectionModel();
	let next: Snapshot = makeSnapshot();
	const snapshots = new SnapshotModel(clock, () => next, selection);
	const session = new FakeSession({ message() {}, silent() {}, lost() {} });
	const time = new TimeModel(clock, snapshots, selection);
	snapshots.attach(session);
	/** A snapshot comes. */
	const see = (snapshot: Snapshot) => {
		next = snapshot;
		snapshots.receive(session.ofKind('snapshot').at(-1)?.id ?? 0, 1, new ArrayBuffer(0));
		clock.advance(100);
		clock.paint();
	};
	return { clock, selection, snapshots, time, see };
}

test('the views draw at most ten times a second, and the last look is drawn', () => {
	const { clock, time, snapshots } = made();
	clock.advance(1000);
	const before = time.drawn.value;
	for (let i = 1; i <= 100; i++) {
		snapshots.history.add(makeSnapshot({ nowMs: 2000 + i * 20 }));
		clock.advance(20);
	}
	const draws = time.drawn.value - before;
	assert.ok(draws >= 19 && draws <= 21, `${draws} drawings in 2 s`);
	clock.advance(100);
	assert.equal(time.spanMs.value, 4000);
	const after = time.drawn.value;
	clock.advance(10_000);
	assert.equal(time.drawn.value, after, 'nothing is drawn while nothing comes');
});

test('a short run is shown in two seconds', () => {
	const { see, time } = made();
	see(makeSnapshot({ nowMs: 300 }));
	assert.equal(time.spanMs.value, 2000);
});

test('a drag marks what lies between its ends, whichever way it goes', () => {
	const { time, selection } = made();
	time.press(1500, 300);
	assert.equal(time.moveTo(900, 180), true);
	assert.deepEqual(selection.range.value, { fromMs: 900, toMs: 1500 });
	time.moveTo(1800, 360);
	assert.deepEqual(selection.range.value, { fromMs: 1500, toMs: 1800 });
	assert.equal(time.release(), true, 'it was no click');
	time.moveTo(100, 20);
	assert.deepEqual(selection.range.value, { fromMs: 1500, toMs: 1800 }, 'what is released stays');
	assert.equal(time.cursorMs.value, 100);
});

test('a pointer that trembles does not drag: it is a click', () => {
	const { time, selection } = made();
	time.press(1000, 200);
	assert.equal(time.moveTo(1015, 203), false);
	assert.equal(time.release(), false);
	assert.equal(selection.range.value, null);
});

test('keys move the cursor, from the end backwards and from the begin forwards, and not beyond', () => {
	const { time } = made();
	time.step(-1, false);
	assert.equal(time.cursorMs.value, 1980);
	time.step(Number.POSITIVE_INFINITY, false);
	assert.equal(time.cursorMs.value, 2000);
	time.cursorMs.value = null;
	time.step(1, false);
	assert.equal(time.cursorMs.value, 20);
	time.step(-10, false);
	assert.equal(time.cursorMs.value, 0);
});

test('with shift they extend a range from where the cursor was; without, the range stays', () => {
	const { time, selection } = made();
	time.cursorMs.value = 1000;
	time.step(1, true);
	time.step(1, true);
	assert.deepEqual(selection.range.value, { fromMs: 1000, toMs: 1040 });
	time.step(-10, true);
	assert.deepEqual(selection.range.value, { fromMs: 840, toMs: 1000 });
	time.step(5, false);
	assert.deepEqual(selection.range.value, { fromMs: 840, toMs: 1000 });
	time.step(1, true);
	assert.deepEqual(selection.range.value, { fromMs: 940, toMs: 960 }, 'a new range begins');
	time.clearRange();
	assert.equal(selection.range.value, null);
});

test('a new run forgets the cursor and what is being dragged', () => {
	const { time, snapshots, see } = made();
	see(makeSnapshot({ nowMs: 5000 }));
	time.press(1000, 200);
	time.cursorMs.value = 1000;
	snapshots.clear();
	assert.equal(time.cursorMs.value, null);
	assert.equal(time.moveTo(1500, 300), false);
});

test('the lit object has its latest moments, wherever it was picked', () => {
	const { time, selection, see } = made();
	const picked = makeRow(7);
	selection.selected.value = picked;
	assert.equal(time.lit.value, picked);
	const later = makeRow(7, { clearedMs: 50, state: 'cleared' });
	see(makeSnapshot({}, { rows: [makeRow(6), later], rowsMatched: 2 }));
	assert.equal(time.lit.value, later);
	see(makeSnapshot({}, { rows: [makeRow(6)], rowsMatched: 2 }));
	assert.equal(time.lit.value, picked, 'out of sight, what was known when it was picked');
});
