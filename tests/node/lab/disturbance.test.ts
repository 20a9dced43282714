// What disturbs a trial is told with its amount; what does not is not told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pace, Watch } from '../../../app/lab/disturbance.ts';
import { FakePageClock } from '../models/fakes.ts';
import { FakeSurroundings } from './trials.ts';

function watched(before: (surroundings: FakeSurroundings) => void = () => {}) {
	const clock = new FakePageClock();
	const surroundings = new FakeSurroundings(clock);
	before(surroundings);
	const watch = new Watch(clock, surroundings);
	const end = () => {
		const all = watch.end();
		assert.deepEqual([clock.timers, surroundings.listeners], [0, 0], 'nothing is left behind');
		return all.map(({ kind, what }) => `${kind}: ${what.replaceAll('\u00a0', ' ')}`);
	};
	return { clock, surroundings, end };
}

test('a calm trial has none', () => {
	const { clock, end } = watched();
	clock.advance(12_345);
	assert.deepEqual(end(), []);
});

test('a page that was held up by more than 250 ms is told, the longest time counts', () => {
	const calm = watched();
	calm.clock.holdUp(350);
	assert.deepEqual(calm.end(), [], 'a beat was due after 100 ms');

	const held = watched();
	held.clock.holdUp(351);
	held.clock.advance(1000);
	held.clock.holdUp(600);
	held.clock.holdUp(400);
	assert.deepEqual(held.end(), ['held up: The page was held up for 500 ms']);

	// The beat that is due has not come when the trial ends.
	const last = watched();
	last.clock.holdUp(99);
	last.clock.spend(300);
	assert.deepEqual(last.end(), ['held up: The page was held up for 299 ms']);
});

test('a tab that was hidden is told with how long, and not that its timers came late', () => {
	const twice = watched();
	twice.clock.advance(50);
	twice.surroundings.hide(true);
	twice.clock.holdUp(1000);
	twice.surroundings.hide(false);
	twice.clock.advance(500);
	twice.surroundings.hide(true);
	twice.clock.advance(250);
	twice.surroundings.hide(false);
	assert.deepEqual(twice.end(), ['hidden: The tab was hidden for 1.25 s']);

	const still = watched((surroundings) => surroundings.hide(true));
	still.clock.advance(300);
	assert.deepEqual(still.end(), ['hidden: The tab was hidden for 300 ms']);
});

test('a program in Live is told whenever it ran', () => {
	for (const [when, runs] of [
		['before', [true, false]],
		['during', [false, true, false]],
		['at the end', [false, true]],
	] as const) {
		const { clock, surroundings, end } = watched((it) => {
			it.programIsRun = runs[0];
		});
		for (const it of runs.slice(1)) {
			clock.advance(150);
			surroundings.programIsRun = it;
		}
		if (when !== 'at the end') clock.advance(150);
		assert.deepEqual(end(), ['another program: A program was run beside it in Live'], when);
	}
});

test('all that comes is told', () => {
	const { clock, surroundings, end } = watched();
	surroundings.programIsRun = true;
	clock.advance(100);
	surroundings.hide(true);
	clock.advance(10);
	assert.equal(end().length, 2);
});

test('a machine is slow that takes more than one and a half times as long as at its best, which may come later', () => {
	const clock = new FakePageClock();
	const surroundings = new FakeSurroundings(clock);
	const pace = new Pace(clock, surroundings);
	const measured = (ms: number) => {
		surroundings.probeMs = ms;
		return pace.measure();
	};
	const first = measured(8);
	assert.equal(first, 8);
	assert.equal(pace.slow(first), null);
	assert.equal(pace.slow(measured(12)), null);
	assert.match(pace.slow(measured(12.5))?.what ?? '', /took 1\.6 times as long as at its best/);
	const best = measured(5);
	assert.equal(pace.slow(best), null);
	const { kind, what = '' } = pace.slow(first) ?? {};
	assert.equal(kind, 'slow machine');
	assert.match(what, /^The machine was busy: the same work took 1\.6 times as long as at its best$/);
	assert.match(pace.slow(measured(0)) === null ? (pace.slow(best)?.what ?? '') : '', /took longer than at its best/);
});

test('a clock of coarse steps makes no machine slow: what it is off by may be all of the difference', () => {
	const clock = new FakePageClock();
	let tookMs = 1;
	const pace = new Pace(clock, { probe: () => clock.advance(tookMs) }, 1);
	const measured = (ms: number) => {
		tookMs = ms;
		return pace.measure();
	};
	measured(1);
	assert.equal(pace.slow(measured(4)), null, 'between 3 and 5 ms, where it was up to 2');
	assert.match(pace.slow(measured(5))?.what ?? '', /took 5\.0 times as long/);
});

test('of the work the quicker of two goes counts: one may be interrupted', () => {
	const clock = new FakePageClock();
	let goes = 0;
	const pace = new Pace(clock, { probe: () => clock.advance(goes++ === 0 ? 40 : 5) });
	assert.deepEqual([pace.measure(), goes], [5, 2]);
});
