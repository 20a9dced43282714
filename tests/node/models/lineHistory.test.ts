// What lived of each line over time stays bounded, keeps peaks, and follows the present.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kLineStretches, LineHistory } from '../../../app/models/LineHistory.ts';
import { makeLine } from './fakes.ts';

/** Of each stretch so far. */
const liveOf = (history: LineHistory, line: number) => [...(history.stripOf(line)?.live.slice(0, history.count) ?? [])];

test('a short run keeps every look; a line is empty before it made anything', () => {
	const history = new LineHistory();
	history.add(0, [makeLine(3, { live: 4 })]);
	history.add(50, [makeLine(3, { live: 2, cleared: 1, lost: 1 }), makeLine(7, { live: 1 })]);
	assert.deepEqual([...history.fromMs.slice(0, history.count)], [0, 50]);
	assert.deepEqual(liveOf(history, 3), [4, 2]);
	assert.deepEqual(liveOf(history, 7), [0, 1]);
	assert.deepEqual([...(history.stripOf(3)?.cleared.slice(0, 2) ?? [])], [0, 2]);
	assert.equal(history.stripOf(4), undefined);
});

test('what was of a line at a moment, and at most', () => {
	const history = new LineHistory();
	assert.deepEqual([history.at(3, 10), history.mostOf(3)], [{ live: 0, cleared: 0 }, 0]);
	history.add(10, [makeLine(3, { live: 4 })]);
	history.add(50, [makeLine(3, { made: 9, live: 2, cleared: 5, lost: 2 })]);
	history.add(90, [makeLine(3, { live: 1 })]);
	assert.deepEqual(history.at(3, 9), { live: 0, cleared: 0 });
	assert.deepEqual(history.at(3, 49), { live: 4, cleared: 0 });
	assert.deepEqual(history.at(3, 50), { live: 2, cleared: 7 });
	assert.deepEqual(history.at(3, 1000), { live: 1, cleared: 0 });
	assert.equal(history.mostOf(3), 9);
});

test('a line that is left out of a look is as it was', () => {
	const history = new LineHistory();
	history.add(0, [makeLine(3, { live: 4 })]);
	history.add(50, []);
	assert.deepEqual(liveOf(history, 3), [4, 4]);
});

test('a long run stays bounded: its begin and its peak are kept, in the order of time', () => {
	const history = new LineHistory();
	const looks = 40_000;
	for (let i = 0; i < looks; i++) history.add(i * 50, [makeLine(1, { live: i === 12_345 ? 999 : i % 7 })]);
	assert.ok(history.count <= kLineStretches && history.count > kLineStretches / 4, `${history.count} stretches`);
	assert.equal(Math.max(...liveOf(history, 1)), 999);
	const begins = [...history.fromMs.slice(0, history.count)];
	assert.equal(begins[0], 0);
	assert.ok(
		begins.every((ms, i) => i === 0 || ms > (begins[i - 1] ?? 0)),
		'in order',
	);
	const peakAt = liveOf(history, 1).indexOf(999);
	assert.ok((begins[peakAt] ?? 0) <= 12_345 * 50 && (begins[peakAt + 1] ?? 0) > 12_345 * 50, 'the peak is in its time');
	const last = begins.at(-1) ?? 0;
	assert.ok(last > looks * 50 * 0.99, `the last stretch begins at ${last} ms`);
});

test('a line that comes after a halving was empty before', () => {
	const history = new LineHistory();
	for (let i = 0; i < 3000; i++) history.add(i, [makeLine(1, { live: 1 })]);
	history.add(1e6, [makeLine(1, { live: 1 }), makeLine(2, { live: 5 })]);
	const live = liveOf(history, 2);
	assert.equal(live.pop(), 5);
	assert.ok(live.length > 100 && live.every((count) => count === 0));
});

test('cleared, it remembers nothing', () => {
	const history = new LineHistory();
	for (let i = 0; i < 3000; i++) history.add(i, [makeLine(1, { live: 1 })]);
	history.clear();
	assert.equal(history.count, 0);
	assert.equal(history.stripOf(1), undefined);
	history.add(0, [makeLine(1, { live: 1 })]);
	history.add(1, [makeLine(1, { live: 2 })]);
	assert.deepEqual(liveOf(history, 1), [1, 2]);
});
