// Idle moments are passed on one at a time, while they are wanted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IdleTurns } from '../../../app/models/idleTurns.ts';
import { FakePageClock } from './fakes.ts';

function make() {
	const clock = new FakePageClock();
	const passed = { count: 0 };
	return { clock, passed, turns: new IdleTurns(clock, () => void passed.count++) };
}

test('none is passed on before it is wanted, and one however often it is', () => {
	const { clock, passed, turns } = make();
	clock.rest();
	turns.want(true);
	turns.want(true);
	assert.equal(clock.idles, 1);
	clock.rest();
	clock.rest();
	assert.deepEqual([passed.count, clock.idles], [1, 0]);
});

test('the next one waits for the answer', () => {
	const { clock, passed, turns } = make();
	turns.want(true);
	clock.rest();
	turns.want(true);
	assert.equal(clock.idles, 0);
	turns.answered();
	assert.equal(clock.idles, 1);
	clock.rest();
	assert.equal(passed.count, 2);
});

test('no longer wanted, none is waited for; an answer that comes then begins none', () => {
	const { clock, passed, turns } = make();
	turns.want(true);
	turns.want(false);
	assert.equal(clock.idles, 0);
	turns.want(true);
	clock.rest();
	turns.want(false);
	turns.answered();
	assert.deepEqual([passed.count, clock.idles], [1, 0]);
	turns.want(true);
	clock.rest();
	assert.equal(passed.count, 2);
});

test('answers that nobody asked for make no turns of their own', () => {
	const { clock, turns } = make();
	turns.answered();
	assert.equal(clock.idles, 0);
	turns.want(true);
	for (let i = 0; i < 10; i++) turns.answered();
	assert.equal(clock.idles, 1);
});
