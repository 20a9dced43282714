// The counts of lines: at most ten times a second, and no news while nothing has changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effect, signal } from '@preact/signals';
import { formatShort } from '../../../app/lib/countText.ts';
import { type LineCounts, LineCountsModel } from '../../../app/models/LineCountsModel.ts';
import type { Snapshot } from '../../../app/protocol/snapshot.ts';
import { FakePageClock, makeSnapshot } from './fakes.ts';

function makeModel() {
	const latest = signal<Snapshot | null>(null);
	const clock = new FakePageClock();
	const { counts } = new LineCountsModel(latest, clock);
	const seen: number[][] = [];
	effect(() => {
		seen.push(counts.value.map(({ live }) => live));
	});
	const look = (...lives: number[]) => {
		const lines = lives.map((live, i): LineCounts => {
			return { line: i, made: 9, live, cleared: 0, lost: 0, freed: 0, deleted: 0, heldBytes: 0 };
		});
		latest.value = makeSnapshot({}, { lines });
	};
	return { latest, clock, seen, look };
}

test('what changes at each look is shown ten times a second, and the last of it surely', () => {
	const { clock, seen, look } = makeModel();
	clock.advance(1000);
	for (let live = 1; live <= 20; live++) {
		look(7, live);
		clock.advance(20);
	}
	// The first at once; the rest of 400 ms at every hundredth.
	assert.ok(seen.length >= 5 && seen.length <= 6, String(seen.length));
	clock.advance(100);
	assert.deepEqual(seen.at(-1), [20]);
});

test('looks that bring nothing new are no news, and lines that are not known are none', () => {
	const { clock, seen, look } = makeModel();
	for (let i = 0; i < 5; i++) {
		clock.advance(200);
		look(i, 3);
	}
	assert.deepEqual(seen, [[], [3]]);
});

test('a new run empties them at once', () => {
	const { latest, clock, seen, look } = makeModel();
	clock.advance(1000);
	look(1, 2);
	latest.value = null;
	assert.deepEqual(seen, [[], [2], []]);
	clock.advance(1000);
	assert.equal(seen.length, 3);
});

for (const [count, text] of [
	[0, '0'],
	[999, '999'],
	[1000, '1k'],
	[1299, '1.2k'],
	[9999, '9.9k'],
	[10_000, '10k'],
	[999_999, '999k'],
	[1_250_000, '1.2M'],
	[12_500_000, '12M'],
] as const) {
	test(`${count} in short is ${text}`, () => assert.equal(formatShort(count), text));
}
