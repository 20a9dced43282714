// Order, filter and window of the managed table, with an engine and after it has gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signal } from '@preact/signals';
import { SelectionModel } from '../../../app/models/SelectionModel.ts';
import { TableModel } from '../../../app/models/TableModel.ts';
import type { Snapshot } from '../../../app/protocol/snapshot.ts';
import { makeRow, makeSnapshot } from './fakes.ts';

function makeTable(snapshot: Snapshot | null = null, gone = false) {
	const latest = signal(snapshot);
	const engineGone = signal(gone);
	const selection = new SelectionModel();
	return { latest, engineGone, selection, table: new TableModel(latest, engineGone, selection) };
}

test('a column sorts, again it sorts the other way round, another begins anew', () => {
	const { table } = makeTable();
	table.sortBy('size');
	assert.deepEqual([table.sort.value, table.descending.value], ['size', false]);
	table.sortBy('size');
	assert.equal(table.descending.value, true);
	table.sortBy('born');
	assert.deepEqual([table.sort.value, table.descending.value], ['born', false]);
});

test('the window follows the scrolling in steps and holds what is on the screen', () => {
	const { table } = makeTable(makeSnapshot({}, { rowsMatched: 6000 }));
	for (let top = 0; top < 5000; top += 7) {
		table.topRow.value = top;
		const { offset, count } = table.window.value;
		assert.ok(offset <= top && top + 100 <= offset + count, `row ${top} is in ${offset} and ${count} more`);
		assert.equal(offset % 64, 0);
	}
});

test('where all rows fit into the window, it holds all of them wherever one scrolls', () => {
	const { table, latest } = makeTable(makeSnapshot({}, { rowsMatched: 256 }));
	table.topRow.value = 250;
	assert.equal(table.window.value.offset, 0);
	latest.value = makeSnapshot({}, { rowsMatched: 257 });
	assert.equal(table.window.value.offset, 128);
});

test('rows are found by their place among all that match', () => {
	const rows = [makeRow(1001), makeRow(1002)];
	const { table } = makeTable(makeSnapshot({}, { rows, firstRow: 1000, rowsMatched: 5000 }));
	assert.equal(table.rowAt(1001)?.serial, 1002);
	assert.equal(table.rowAt(999), undefined);
	assert.equal(table.rowAt(1002), undefined);
	assert.equal(table.rowCount.value, 5000);
	assert.equal(table.partial.value, false);
});

test('the filter adds and takes away states and goes back to the top', () => {
	const { table } = makeTable();
	table.topRow.value = 500;
	table.toggleState('freed');
	table.toggleState('lost');
	assert.deepEqual(table.window.value.states, ['freed', 'lost']);
	assert.equal(table.window.value.offset, 0);
	table.toggleState('freed');
	assert.deepEqual(table.window.value.states, ['lost']);
});

test('with the engine gone, what was seen last is sorted and filtered here, and said to be a part', () => {
	const rows = [
		makeRow(1, { sizeBytes: 64, endedMs: 9, state: 'freed' }),
		makeRow(2, { sizeBytes: 32 }),
		makeRow(3, { sizeBytes: 64, endedMs: 5, state: 'freed' }),
	];
	const { table, engineGone } = makeTable(makeSnapshot({ madeCount: 900 }, { rows, firstRow: 40, rowsMatched: 3 }));
	assert.equal(table.partial.value, false);
	engineGone.value = true;
	const serials = () => Array.from({ length: table.rowCount.value }, (_, i) => table.rowAt(i)?.serial);
	assert.equal(table.partial.value, true);
	table.sortBy('size');
	assert.deepEqual(serials(), [2, 1, 3]);
	table.sortBy('ended');
	assert.deepEqual(serials(), [2, 3, 1], 'what has not happened comes first');
	table.toggleState('freed');
	assert.deepEqual(serials(), [3, 1]);
});

test('a line and a stretch of time filter, with an engine and without, and begin at the top', () => {
	const rows = [1, 2, 3, 4].map((serial) => makeRow(serial, { line: serial % 2, bornMs: 100 * serial }));
	const { table, selection, engineGone } = makeTable(makeSnapshot({ madeCount: 4 }, { rows, rowsMatched: 4 }));
	const shown = () => Array.from({ length: table.rowCount.value }, (_, i) => table.rowAt(i)?.serial);
	table.topRow.value = 3;
	table.focusedRow.value = 3;
	selection.line.value = 1;
	selection.range.value = { fromMs: 200, toMs: 300 };
	assert.deepEqual([table.topRow.value, table.focusedRow.value], [0, 0]);
	assert.deepEqual([table.window.value.line, table.window.value.born], [1, { fromMs: 200, toMs: 300 }]);
	engineGone.value = true;
	assert.deepEqual(shown(), [3]);
	selection.line.value = 0;
	assert.deepEqual(shown(), [2, 3]);
	table.toggleState('freed');
	assert.deepEqual(shown(), []);
	table.clearFilters();
	assert.deepEqual(shown(), [1, 2, 3, 4]);
	assert.deepEqual([selection.range.value, table.filter.value], [null, []]);
});

test('an object is found among the rows that are here, at its place among all', () => {
	const rows = [makeRow(71), makeRow(72)];
	const { table } = makeTable(makeSnapshot({}, { rows, firstRow: 64, rowsMatched: 5000 }));
	assert.deepEqual(table.find(72), { row: rows[1], index: 65 });
	assert.equal(table.find(1), undefined);
});
