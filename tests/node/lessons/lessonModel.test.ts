// A reader's way through a lesson: guess, run, answer, check, solution; and what is there again another time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Check } from '../../../app/lessons/check.ts';
import { kMaxKeptChars } from '../../../app/lessons/LessonStore.ts';
import { settle } from '../models/fakes.ts';
import { makeCourse } from './course.ts';

const kLongAfterMs = 10_000;
const passing: Check = ({ stats }) => ({ verdict: 'passed', text: `${stats.freedCount} freed` });

test('the answer comes with the end of a run, not before, and the guess holds from then on', async () => {
	const { model, start, look, session } = await makeCourse();
	model.guess(0);
	model.guess(1);
	await start();
	await look();
	assert.equal(model.kept.value.revealed, false);
	session().say({ kind: 'ended' });
	await look();
	assert.equal(model.kept.value.revealed, true);
	model.guess(0);
	assert.equal(model.kept.value.choice, 1);
});

test('a run that was stopped reveals nothing, nor does one by which the page shows itself', async () => {
	const { model, run, start, look, runTo } = await makeCourse();
	await start();
	await look();
	await run.stop();
	assert.equal(model.kept.value.revealed, false);
	await assert.doesNotReject(model.check());
	assert.match(model.kept.value.verdict?.text ?? '', /was stopped before its end/);
	model.showsNext();
	await runTo();
	assert.deepEqual([model.kept.value.revealed, model.phase.value], [false, 'none']);
	await assert.rejects(model.check(), /Run the program first/);
	await runTo();
	assert.equal(model.kept.value.revealed, true);
});

test('a check that passes is a lesson passed, also after a later one fails', async () => {
	const check: Check = ({ stats }) =>
		stats.freedCount === 5 ? { verdict: 'passed', text: '5' } : { verdict: 'failed', text: 'not 5' };
	const { model, runTo } = await makeCourse({ '01-one': { check } });
	const verdict = () => model.kept.value.verdict?.verdict ?? null;
	assert.equal(model.kept.value.progress, 'none');
	await runTo({ freedCount: 4 });
	assert.equal(model.kept.value.progress, 'run');
	assert.deepEqual(await model.check(), { verdict: 'failed', text: 'not 5' });
	assert.equal(model.kept.value.progress, 'run');
	await runTo({ freedCount: 5 });
	assert.equal(verdict(), null, 'a verdict outlived its run');
	assert.deepEqual(await model.check(), { verdict: 'passed', text: '5' });
	await runTo({ freedCount: 4 });
	await model.check();
	assert.deepEqual([model.kept.value.progress, verdict()], ['passed', 'failed']);
});

test('the solution is asked for twice, and the own program comes back', async () => {
	const { model, editor } = await makeCourse();
	editor.edit('mine();\n');
	model.showSolution();
	assert.deepEqual([model.solution.value, editor.code.value], ['asked', 'mine();\n']);
	model.showSolution();
	assert.deepEqual([model.solution.value, editor.code.value], ['shown', 'better();\n']);
	model.showSolution();
	assert.deepEqual([model.solution.value, editor.code.value], ['hidden', 'mine();\n']);
	model.showSolution();
	model.step(1);
	await settle();
	assert.equal(model.solution.value, 'hidden');
	model.showSolution();
	assert.equal(model.solution.value, 'hidden', 'there is nothing to show');
});

test("a reader's program, guess, verdict and progress come back with the lesson, and after a reload", async () => {
	const { model, editor, choose, runTo, storage, clock } = await makeCourse({ '01-one': { check: passing } });
	model.guess(1);
	editor.edit('mine();\n');
	await runTo({ freedCount: 7 });
	await model.check();
	await choose('02-two');
	assert.equal(editor.code.value, 'two();\n');
	assert.deepEqual([model.kept.value.progress, model.kept.value.choice], ['none', null]);
	await choose('01-one');
	assert.equal(editor.code.value, 'mine();\n');
	clock.advance(kLongAfterMs);
	const again = await makeCourse({}, storage);
	const kept = { progress: 'passed', choice: 1, revealed: true, verdict: { verdict: 'passed', text: '7 freed' } };
	assert.deepEqual(again.model.kept.value, { ...kept, code: 'mine();\n' });
	await again.choose('02-two');
	await again.choose('01-one');
	assert.equal(again.editor.code.value, 'mine();\n');
});

test('what is back at the start is no program of its own, and what a script or the solution brings is none', async () => {
	const { model, editor, clock } = await makeCourse();
	editor.edit('mine();\n');
	clock.advance(kLongAfterMs);
	assert.equal(model.kept.value.code, 'mine();\n');
	editor.edit('one();\n');
	clock.advance(kLongAfterMs);
	assert.equal(model.kept.value.code, null);
	editor.edit('half');
	editor.setCode("a script's");
	model.loaded(true);
	clock.advance(kLongAfterMs);
	model.showSolution();
	model.showSolution();
	clock.advance(kLongAfterMs);
	assert.equal(model.kept.value.code, null);
});

test('what was typed last is written when the page goes, or another lesson comes', async () => {
	const { model, editor, choose, storage } = await makeCourse();
	editor.edit('first words');
	model.flush();
	assert.match(storage.kept.get('lesson.01-one') ?? '', /first words/);
	editor.edit('last words');
	await choose('02-two');
	assert.match(storage.kept.get('lesson.01-one') ?? '', /last words/);
});

test('a very long program is kept for this visit, and takes no room beyond', async () => {
	const { editor, choose, storage } = await makeCourse();
	const long = 'x'.repeat(kMaxKeptChars + 1);
	editor.edit(long);
	await choose('02-two');
	assert.ok((storage.kept.get('lesson.01-one') ?? '').length < 1000);
	await choose('01-one');
	assert.equal(editor.code.value, long);
	assert.equal((await makeCourse({}, storage)).model.kept.value.code, null);
});

test('Reset lesson puts program, settings and question back; that it was passed stays', async () => {
	const { model, editor, run, runTo } = await makeCourse({ '01-one': { check: passing } });
	editor.edit('mine();\n');
	run.policy.value = 'none';
	model.guess(0);
	await runTo();
	await model.check();
	await model.reset();
	assert.deepEqual([editor.code.value, run.policy.value, run.intervalMs.value], ['one();\n', 'interval', 50]);
	const fresh = { choice: null, revealed: false, verdict: null, code: null };
	assert.deepEqual(model.kept.value, { progress: 'passed', ...fresh });
	await assert.rejects(model.check(), /Run the program first/);
});

test('a program of the own that Reset lesson has taken can be had back, also from another lesson', async () => {
	const { model, editor, choose, notices } = await makeCourse();
	const shown = () => notices.current.value;
	await model.reset();
	assert.equal(shown(), null, 'there was nothing to lose');
	editor.edit('mine();\n');
	await model.reset();
	assert.equal(editor.code.value, 'one();\n');
	await choose('02-two');
	notices.take(shown()?.actions?.[0] ?? assert.fail());
	await settle();
	assert.deepEqual([model.number, editor.code.value, model.kept.value.code], [1, 'mine();\n', 'mine();\n']);
});

test('who changes the solution can have the own program back, if there was one', async () => {
	const { model, editor, clock, notices } = await makeCourse();
	const shown = () => notices.current.value;
	const changeSolution = () => {
		model.showSolution();
		model.showSolution();
		editor.edit('better(2);\n');
		clock.advance(kLongAfterMs);
		assert.deepEqual([model.solution.value, model.kept.value.code], ['hidden', 'better(2);\n']);
	};
	changeSolution();
	assert.equal(shown(), null, 'there was nothing to lose');
	editor.edit('mine();\n');
	clock.advance(kLongAfterMs);
	changeSolution();
	notices.take(shown()?.actions?.[0] ?? assert.fail());
	await settle();
	assert.deepEqual([editor.code.value, model.kept.value.code], ['mine();\n', 'mine();\n']);
});

test('a run is that of its lesson: another one begins with empty views, and nothing to check', async () => {
	const { model, run, samples, choose, runTo } = await makeCourse();
	await runTo({ freedCount: 7 });
	assert.equal(model.phase.value, 'ended');
	await choose('02-two');
	assert.deepEqual([model.phase.value, run.state.value], ['none', 'ready']);
	await assert.rejects(model.check(), /Run the program first/);
	await runTo({ freedCount: 7 });
	// As a link does.
	samples.open(samples.samples[0] ?? assert.fail(), { code: 'theirs();\n', ...samples.settings() });
	await settle();
	assert.deepEqual([model.phase.value, run.state.value], ['none', 'ready']);
});

test('a lesson that cannot be loaded leaves the one that is there, and says so', async () => {
	const { model, editor, choose, network, notices } = await makeCourse();
	network.gone = true;
	await choose('02-two');
	assert.deepEqual([model.number, editor.code.value], [1, 'one();\n']);
	assert.match(notices.current.value?.text ?? '', /The lesson Two could not be loaded/);
	network.gone = false;
	await choose('02-two');
	assert.equal(model.number, 2);
	assert.equal(model.lesson.value?.solution, null);
});

test('the ends of the course are ends', async () => {
	const { model } = await makeCourse();
	model.step(-1);
	await settle();
	assert.equal(model.number, 1);
	model.step(1);
	await settle();
	model.step(1);
	await settle();
	assert.equal(model.number, 2);
});
