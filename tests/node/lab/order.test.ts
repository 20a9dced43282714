// The order of trials: warm-ups, then rounds of all configurations, of which none is always first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turnsOf } from '../../../app/lab/order.ts';

const text = (...of: Parameters<typeof turnsOf>) =>
	turnsOf(...of)
		.map(({ configuration, repeat }) => (repeat === null ? `w${configuration}` : `${configuration}.${repeat}`))
		.join(' ');

test('each round begins with another configuration', () => {
	assert.equal(text(3, 4, 0), '0.0 1.0 2.0 1.1 2.1 0.1 2.2 0.2 1.2 0.3 1.3 2.3');
	assert.equal(text(1, 3, 0), '0.0 0.1 0.2');
});

test('warm-ups come first and are no repeat', () => {
	assert.equal(text(2, 1, 3), 'w0 w1 w0 0.0 1.0');
	assert.equal(text(1, 1, 1), 'w0 0.0');
});

test('every configuration has every repeat once', () => {
	for (let configurations = 1; configurations <= 12; configurations++) {
		for (const repeats of [1, 3, 20]) {
			const turns = turnsOf(configurations, repeats, 0);
			const different = new Set(turns.map(({ configuration, repeat }) => `${configuration}.${repeat}`));
			assert.deepEqual([turns.length, different.size], [configurations * repeats, configurations * repeats]);
			const first = turns.filter((_, at) => at % configurations === 0).map(({ configuration }) => configuration);
			assert.equal(new Set(first).size, Math.min(configurations, repeats));
		}
	}
});
