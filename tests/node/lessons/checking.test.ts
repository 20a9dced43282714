// Checks at work: what they are given of this run and of earlier ones, what they wait for, and when they give up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Check, Facts } from '../../../app/lessons/check.ts';
import { kEarlierRuns } from '../../../app/lessons/RunsModel.ts';
import { makeLine, settle } from '../models/fakes.ts';
import { makeCourse } from './course.ts';

const wrong = { name: 'TypeError', message: 'it is wrong', line: 3, column: 5 };

/** A check that keeps what it is given, and passes. */
function noting() {
	const given: Facts[] = [];
	const check: Check = (facts) => {
		given.push(facts);
		return { verdict: 'passed', text: 'noted' };
	};
	return { given, lessons: { '01-one': { check } } };
}

test('a check is given the figures of the run, of its end, its lines, marks, console and errors', async () => {
	const { given, lessons } = noting();
	const { model, look, session, start, run } = await makeCourse(lessons);
	await start();
	await look({ madeCount: 3, nowMs: 100 });
	run.intervalMs.value = 60;
	session().say({ kind: 'console', lines: [{ level: 'log', text: 'hello', line: 2 }], dropped: 0 });
	session().say({ kind: 'ended', error: wrong });
	await look({ madeCount: 5, nowMs: 200, liveCount: 5 });
	run.policy.value = 'gated';
	const mark = { kind: 'sweep', sequence: 1, timeMs: 300, durationMs: 2, count: 4, major: false } as const;
	await look({ nowMs: 350, liveCount: 1, freedCount: 4 }, { lines: [makeLine(7, { made: 5 })], marks: [mark] });
	await model.check();
	const facts = given.at(-1) ?? assert.fail();
	assert.deepEqual([facts.ended, facts.endedMs, facts.msSinceEnd], ['error', 200, 150]);
	assert.deepEqual([facts.atEnd.liveCount, facts.stats.liveCount, facts.stats.freedCount], [5, 1, 4]);
	assert.deepEqual([facts.lines[0]?.line, facts.sweeps[0]?.freedCount], [7, 4]);
	assert.deepEqual(
		facts.console.map(({ text }) => text),
		['hello', 'TypeError: it is wrong'],
	);
	assert.equal(facts.errors[0]?.name, 'TypeError');
	assert.deepEqual([facts.settings.policy, facts.settings.intervalMs, facts.settingsChanged], ['interval', 50, true]);
	assert.doesNotMatch(JSON.stringify(facts), /one\(\)/, 'the text of the program');
});

test('settings that are changed once the program has ended are for the next run', async () => {
	const { given, lessons } = noting();
	const { model, runTo, look, run } = await makeCourse(lessons);
	await runTo({ madeCount: 3 });
	run.policy.value = 'gated';
	await look({ freedCount: 3 });
	await model.check();
	const facts = given.at(-1) ?? assert.fail();
	assert.deepEqual([facts.settings.policy, facts.settingsChanged], ['interval', false]);
});

test('earlier runs of the lesson are there, the last ten, each with its own figures and settings', async () => {
	const { given, lessons } = noting();
	const { model, runTo, run, choose } = await makeCourse(lessons);
	for (let i = 1; i <= kEarlierRuns + 2; i++) {
		run.intervalMs.value = i;
		await runTo({ madeCount: i, nowMs: 10 });
	}
	await choose('02-two');
	await runTo({ madeCount: 99 });
	await choose('01-one');
	await runTo({ madeCount: 100 });
	await model.check();
	const { earlier, stats } = given.at(-1) ?? assert.fail();
	assert.equal(stats.madeCount, 100);
	assert.deepEqual(
		earlier.map((facts) => [facts.stats.madeCount, facts.settings.intervalMs]),
		[3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((i) => [i, i]),
	);
	model.loaded(true);
	await runTo();
	await model.check();
	assert.deepEqual(given.at(-1)?.earlier, [], 'a lesson that begins anew');
});

const untilFreed: Check = ({ stats }) =>
	stats.freedCount === 3
		? { verdict: 'passed', text: '3 of 3 freed' }
		: { verdict: 'waiting', text: `Waiting for a sweep: ${stats.clearedCount} are cleared.` };

test('a check waits in words, while the program runs and after, and passes by itself', async () => {
	const { model, start, look, session } = await makeCourse({ '01-one': { check: untilFreed } });
	await start();
	await look();
	const verdict = model.check();
	assert.equal(model.check(), verdict, 'a second check was begun');
	assert.equal(model.checking.waiting.value?.text, 'Waiting for the program to end');
	session().say({ kind: 'ended' });
	await look({ clearedCount: 3 });
	await look();
	for (let i = 0; i < 25; i++) await look();
	assert.equal(model.checking.waiting.value?.text, 'Waiting for a sweep: 3 are cleared.');
	assert.ok(model.checking.waited.value > 0.05);
	await look({ clearedCount: 0, freedCount: 3 });
	assert.deepEqual(await verdict, { verdict: 'passed', text: '3 of 3 freed' });
	assert.equal(model.checking.waiting.value, null);
});

test('words that change are given once a second, to be read', async () => {
	let asked = 0;
	const check: Check = () => ({ verdict: 'waiting', text: `Waiting ${++asked}` });
	const { model, runTo, look } = await makeCourse({ '01-one': { check } });
	await runTo();
	void model.check().catch(() => {});
	const texts = new Set<string>();
	for (let i = 0; i < 40; i++) {
		await look({ nowMs: i });
		texts.add(model.checking.waiting.value?.text ?? '');
	}
	assert.ok(asked >= 20, `asked ${asked} times`);
	assert.ok(texts.size >= 2 && texts.size <= 4, `${texts.size} texts in 2 s`);
});

test('patience ends: the check fails with what it was waiting for, also if nothing happens any more', async () => {
	const { model, runTo, clock } = await makeCourse({ '01-one': { check: untilFreed, patienceMs: 12_000 } });
	await runTo({ clearedCount: 2 });
	const verdict = model.check();
	clock.advance(11_500);
	assert.notEqual(model.checking.waiting.value, null);
	clock.advance(1000);
	assert.deepEqual(await verdict, { verdict: 'failed', text: 'Waited 12 s for a sweep: 2 are cleared.' });
});

test('a program that does not end fails its check after twenty seconds', async () => {
	const { model, start, look, clock } = await makeCourse({ '01-one': { check: untilFreed } });
	await start();
	await look();
	const verdict = model.check();
	clock.advance(20_500);
	assert.deepEqual(await verdict, { verdict: 'failed', text: 'Waited 20 s for the program to end' });
});

test('another run, another lesson or Reset take a check away, and whoever waits is told', async () => {
	const { model, runTo, choose, run } = await makeCourse({ '01-one': { check: untilFreed } });
	for (const leave of [() => runTo(), () => choose('02-two'), () => run.reset()]) {
		await choose('01-one');
		await runTo();
		const verdict = model.check();
		await leave();
		await assert.rejects(verdict, /has taken its place/);
		assert.equal(model.checking.waiting.value, null);
	}
});

test('a crash is an ending, and a faulty check says so', async () => {
	const { given, lessons } = noting();
	const { model, start, look, session } = await makeCourse(lessons);
	await start();
	await look({ madeCount: 1 });
	session().lose(wrong);
	await settle();
	assert.equal((await model.check()).verdict, 'passed');
	assert.equal(given.at(-1)?.ended, 'crashed');
	await start();
	session().lose(wrong);
	await settle();
	assert.match((await model.check()).text, /ended before anything could be seen/);

	const check: Check = () => {
		throw new Error('no figure of this name');
	};
	const faulty = await makeCourse({ '01-one': { check } });
	await faulty.runTo();
	assert.match((await faulty.model.check()).text, /check of this lesson is faulty: no figure of this name/);
});
