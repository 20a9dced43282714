// Labels at the ends of curves: none over another, each as near as can be to where it wants to be.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spreadLabels } from '../../../app/lab/spread.ts';

test('labels with room stay where they want to be, whatever their order', () => {
	assert.deepEqual(spreadLabels([80, 20, 50], 12, 0, 100), [80, 20, 50]);
	assert.deepEqual(spreadLabels([], 12, 0, 100), []);
});

test('labels that want the same place share it around that place', () => {
	assert.deepEqual(spreadLabels([50, 50, 50], 10, 0, 100), [40, 50, 60]);
	assert.deepEqual(spreadLabels([50, 52], 10, 0, 100), [46, 56]);
});

test('at an edge they give way inwards', () => {
	assert.deepEqual(spreadLabels([0, 0], 10, 0, 100), [0, 10]);
	assert.deepEqual(spreadLabels([100, 99, 20], 10, 0, 100), [100, 90, 20]);
	assert.deepEqual(spreadLabels([-30], 10, 0, 100), [0]);
});

test('with too little room they share it evenly, in order', () => {
	assert.deepEqual(spreadLabels([5, 1, 3, 2, 4], 10, 0, 20), [20, 0, 10, 5, 15]);
});

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

test(`random labels keep apart, in order and within their range; seed ${seed}`, () => {
	let state = seed + 1;
	const next = () => {
		state = (state * 48271) % 0x7fffffff;
		return state / 0x7fffffff;
	};
	for (let round = 0; round < 500; round++) {
		const wanted = Array.from({ length: 1 + Math.floor(next() * 12) }, () => next() * 240 - 20);
		const places = spreadLabels(wanted, 12, 0, 200);
		for (const [i, place] of places.entries()) {
			assert.ok(place >= -1e-9 && place <= 200 + 1e-9, `${place} of ${wanted}`);
			for (const [j, other] of places.entries()) {
				if (i === j) continue;
				assert.ok(Math.abs(place - other) >= 12 - 1e-9, `${place} and ${other} of ${wanted}`);
				const [a = 0, b = 0] = [wanted[i], wanted[j]];
				if (a < b) assert.ok(place < other, `order of ${wanted}: ${places}`);
			}
		}
	}
});
