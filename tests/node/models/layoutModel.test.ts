// How the panes share the page: sizes within their bounds, what is remembered, and what is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LayoutModel } from '../../../app/models/LayoutModel.ts';

function stored(entries: Record<string, string> = {}) {
	const kept = new Map(Object.entries(entries));
	return {
		kept,
		read: (key: string) => kept.get(key) ?? null,
		write: (key: string, value: string) => void kept.set(key, value),
		remove: (key: string) => void kept.delete(key),
	};
}

test('a pane keeps to its bounds, and its size is remembered', () => {
	const storage = stored({ 'split.left': '55', 'split.map': '5000' });
	const layout = new LayoutModel(storage);
	assert.equal(layout.left.percent.value, 55);
	assert.equal(layout.map.percent.value, 27, 'what is out of bounds was never stored here');
	layout.resize(layout.left, 99);
	assert.equal(layout.left.percent.value, layout.left.max);
	assert.equal(storage.kept.get('split.left'), '70.0');
});

test('the view over time is remembered; the side is not: each visit begins with the run', () => {
	const storage = stored({ side: 'lab' });
	const layout = new LayoutModel(storage);
	assert.equal(layout.side.value, 'live');
	layout.side.value = 'lab';
	layout.showOverTime('lifetimes');
	const next = new LayoutModel(storage);
	assert.deepEqual([next.side.value, next.timeView.value], ['live', 'lifetimes']);
});
