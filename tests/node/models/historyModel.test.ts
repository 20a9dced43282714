// The timeline's history stays bounded, keeps the run's start, its peaks and every freed object.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HistoryModel, kHistoryMarks, kHistoryPoints } from '../../../app/models/HistoryModel.ts';
import type { JournalRecord } from '../../../app/protocol/snapshot.ts';
import { makeSnapshot } from './fakes.ts';

function sweep(sequence: number, count: number, durationMs = 1): JournalRecord {
	return { kind: 'sweep', sequence, timeMs: sequence, durationMs, count, major: false };
}

test('points stay bounded over a long run; start, end and peak are kept', () => {
	const history = new HistoryModel();
	for (let i = 0; i < 50_000; i++) {
		const peak = i === 12_345 ? 1_000_000 : i % 100;
		history.add(makeSnapshot({ nowMs: i * 50, nativeLiveBytes: peak }));
	}
	const { points } = history;
	assert.ok(points.length <= kHistoryPoints, `${points.length} points`);
	assert.ok(points.length > kHistoryPoints / 4, `${points.length} points`);
	assert.equal(points[0]?.timeMs, 0);
	assert.ok(Math.max(...points.map(({ liveBytes }) => liveBytes)) === 1_000_000, 'the peak');
	assert.equal(points.at(-1)?.timeMs, 49_999 * 50);
	assert.ok(
		points.every((point, i) => i === 0 || point.timeMs > (points[i - 1]?.timeMs ?? 0)),
		'in order of time',
	);
});

test('a short run keeps every point', () => {
	const history = new HistoryModel();
	for (let i = 0; i < 100; i++) history.add(makeSnapshot({ nowMs: i * 30 }));
	assert.equal(history.points.length, 100);
});

test('joined collections tell how many of them were major', () => {
	const history = new HistoryModel();
	const collection = { kind: 'collection', durationMs: 0, count: 0 } as const;
	for (let i = 1; i <= 5000; i++)
		history.add(makeSnapshot({}, { marks: [{ ...collection, sequence: i, timeMs: i, major: i % 5 === 0 }] }));
	assert.ok(history.collections.length <= kHistoryMarks, `${history.collections.length} marks`);
	assert.equal(
		history.collections.reduce((sum, { majorCount }) => sum + majorCount, 0),
		1000,
	);
});

test('marks stay bounded; joined ones add up what they freed and keep the longest time', () => {
	const history = new HistoryModel();
	for (let i = 1; i <= 10_000; i++) history.add(makeSnapshot({}, { marks: [sweep(i, 2, i === 5000 ? 99 : 1)] }));
	const { sweeps } = history;
	assert.ok(sweeps.length <= kHistoryMarks, `${sweeps.length} marks`);
	assert.equal(
		sweeps.reduce((sum, { freedCount }) => sum + freedCount, 0),
		20_000,
	);
	assert.equal(
		sweeps.reduce((sum, { joined }) => sum + joined, 0),
		10_000,
	);
	assert.equal(Math.max(...sweeps.map(({ durationMs }) => durationMs)), 99);
});

test('requests stay bounded, and each is counted', () => {
	const history = new HistoryModel();
	const request = { kind: 'pressureRequest', durationMs: 0, count: 0, major: false } as const;
	for (let i = 1; i <= 5000; i++) history.add(makeSnapshot({}, { marks: [{ ...request, sequence: i, timeMs: i }] }));
	assert.ok(history.requests.length <= kHistoryMarks, `${history.requests.length} marks`);
	assert.equal(
		history.requests.reduce((sum, { joined }) => sum + joined, 0),
		5000,
	);
});

test('sweeps, collections and pressure requests are told apart', () => {
	const history = new HistoryModel();
	const other = { sequence: 2, timeMs: 2, durationMs: 0, count: 0, major: false };
	const marks: JournalRecord[] = [
		sweep(1, 3),
		{ ...other, kind: 'collection', major: true },
		{ ...other, kind: 'collection' },
		{ ...other, kind: 'pressureRequest' },
	];
	history.add(makeSnapshot({}, { marks }));
	assert.equal(history.sweeps.length, 1);
	assert.deepEqual(
		history.collections.map(({ majorCount }) => majorCount),
		[1, 0],
	);
	assert.deepEqual(history.requests, [{ timeMs: 2, durationMs: 0, freedCount: 0, majorCount: 0, joined: 1 }]);
	history.clear();
	assert.deepEqual([history.points, history.sweeps, history.collections, history.requests], [[], [], [], []]);
});
