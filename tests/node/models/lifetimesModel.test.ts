// Which lanes are shown, what pointing at and picking one does, and what is said of each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kMostLineRecords, kMostLines, LifetimesModel } from '../../../app/models/LifetimesModel.ts';
import { lifeText, lineText, momentsOf } from '../../../app/models/lifeText.ts';
import { SelectionModel } from '../../../app/models/SelectionModel.ts';
import { SnapshotModel } from '../../../app/models/SnapshotModel.ts';
import type { Snapshot } from '../../../app/protocol/snapshot.ts';
import { description } from '../../../engine/prebuilt/description.ts';
import { FakePageClock, FakeSession, makeLine, makeRow, makeSnapshot } from './fakes.ts';

function made(snapshot?: Partial<Snapshot>) {
	const selection = new SelectionModel();
	const whole = makeSnapshot({}, snapshot);
	const snapshots = new SnapshotModel(new FakePageClock(), () => whole, selection);
	if (snapshot) {
		const session = new FakeSession({ message() {}, silent() {}, lost() {} });
		snapshots.attach(session);
		snapshots.receive(session.ofKind('snapshot').at(-1)?.id ?? 0, 1, new ArrayBuffer(0));
	}
	return { selection, snapshots, lifetimes: new LifetimesModel(snapshots, selection) };
}

test('before a run there is no lane', () => {
	assert.equal(made().lifetimes.laneCount.value, 0);
});

test('few objects have a lane each, in the order of the table', () => {
	const rows = [makeRow(3), makeRow(1), makeRow(2)];
	const { lifetimes } = made({ rows, rowsMatched: 3, lines: [makeLine(1, { made: 3 })] });
	assert.deepEqual(lifetimes.lanes.value, { kind: 'objects', objects: rows });
});

test('they keep their lanes when the engine has gone', () => {
	const { lifetimes, snapshots } = made({ rows: [makeRow(1), makeRow(2)], rowsMatched: 2 });
	snapshots.detach();
	assert.equal(lifetimes.laneCount.value, 2);
});

test('where more match than the table holds, each line has a lane', () => {
	const lines = [makeLine(4, { made: 500 }), makeLine(9, { made: 20 })];
	const { lifetimes, snapshots } = made({ rows: [makeRow(1)], rowsMatched: 520, lines });
	assert.deepEqual(lifetimes.lanes.value, { kind: 'lines', lines, more: 0, orMore: false });
	snapshots.detach();
	assert.equal(lifetimes.lanes.value.kind, 'lines', 'rows last seen are not all rows');
});

test('of many lines those that made most are shown, in the order of the text, and the others counted', () => {
	const lines = Array.from({ length: 100 }, (_, i) => makeLine(i + 1, { made: (i * 37) % 100 }));
	const { lifetimes } = made({ rows: [], rowsMatched: 5000, lines });
	const lanes = lifetimes.lanes.value;
	assert.ok(lanes.kind === 'lines');
	assert.equal(lanes.lines.length, kMostLines);
	assert.equal(lanes.more, 36);
	assert.equal(Math.min(...lanes.lines.map((line) => line.made)), 36);
	assert.ok(lanes.lines.every(({ line }, i) => i === 0 || line > (lanes.lines[i - 1]?.line ?? 0)));
});

test('where the engine tells of no further line, no more are said to be there than are known', () => {
	assert.equal(kMostLineRecords, description.maxLineRecords);
	const lines = Array.from({ length: kMostLineRecords }, (_, i) => makeLine(i + 1, { made: 2 }));
	const { lanes } = made({ rows: [], rowsMatched: 5000, lines }).lifetimes;
	assert.ok(lanes.value.kind === 'lines' && lanes.value.orMore);
	const known = made({ rows: [], rowsMatched: 5000, lines: lines.slice(1) }).lifetimes.lanes;
	assert.ok(known.value.kind === 'lines' && !known.value.orMore);
});

test('filtered by a line, only its lane is shown', () => {
	const lines = [makeLine(4, { made: 500 }), makeLine(9, { made: 300 })];
	const { lifetimes, selection } = made({ rows: [], rowsMatched: 500, lines });
	selection.line.value = 9;
	assert.deepEqual(lifetimes.lanes.value, { kind: 'lines', lines: [lines[1]], more: 0, orMore: false });
});

test('to point at a lane lights up its object, or its line; to pick it opens the one and filters by the other', () => {
	const rows = [makeRow(3), makeRow(1)];
	const few = made({ rows, rowsMatched: 2 });
	few.lifetimes.point(1);
	assert.equal(few.selection.hovered.value, rows[1]);
	few.lifetimes.point(-1);
	assert.equal(few.selection.hovered.value, null);
	few.lifetimes.pick(0);
	assert.equal(few.selection.selected.value, rows[0]);

	const many = made({ rows: [], rowsMatched: 900, lines: [makeLine(4, { made: 500 }), makeLine(9, { made: 400 })] });
	many.lifetimes.point(1);
	assert.deepEqual([many.selection.hoveredLine.value, many.selection.hovered.value], [9, null]);
	many.lifetimes.pick(0);
	assert.equal(many.selection.line.value, 4);
	many.lifetimes.pick(0);
	assert.equal(many.selection.line.value, 0, 'again: by none');
});

test('a life in words says what has happened, in its order', () => {
	const life = { className: 'Buffer', bornMs: 340, usedMs: 512, line: 3 };
	const said = (rest: Parameters<typeof makeRow>[1]) =>
		lifeText(makeRow(12, { ...life, ...rest })).replaceAll('\u00a0', ' ');
	assert.equal(said({}), '#12 Buffer · made 0.340 s, line 3 · last used 0.512 s · live');
	assert.equal(
		said({ state: 'freed', clearedMs: 1200, endedMs: 1300, line: 0, usedMs: Number.NaN }),
		'#12 Buffer · made 0.340 s · cleared 1.200 s · freed 1.300 s',
	);
	assert.match(said({ state: 'lost', clearedMs: 1200 }), /cleared 1\.200 s · lost$/);
	assert.match(said({ state: 'deleted', endedMs: 600 }), /last used 0\.512 s · deleted 0\.600 s$/);
});

test('its moments have the signs of their states', () => {
	const row = makeRow(1, { bornMs: 1, usedMs: 2, endedMs: 3, state: 'deleted' });
	assert.deepEqual(momentsOf(row), [
		{ timeMs: 1, what: 'live', sign: '●' },
		{ timeMs: 2, what: 'last used', sign: '' },
		{ timeMs: 3, what: 'deleted', sign: '◇' },
	]);
});

test('a line in words says what it made and what lives', () => {
	assert.equal(lineText(makeLine(12, { made: 480, live: 31 })), 'line 12 · 480 made, 31 live');
	assert.equal(
		lineText(makeLine(0, { made: 12_000, live: 0, cleared: 7, lost: 2 })),
		'line unknown · 12,000 made, 0 live, 7 cleared, 2 lost',
	);
});
