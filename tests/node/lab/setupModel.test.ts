// How the Lab's panel stands: it folds when trials begin, one button starts and cancels, and few words are said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SetupModel } from '../../../app/lab/SetupModel.ts';
import { LabDouble } from '../../support/labPage/labDouble.ts';
import { settle } from '../models/fakes.ts';

function made() {
	const lab = new LabDouble();
	return { lab, setup: new SetupModel(lab) };
}

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('the set-up folds when trials begin, once: who unfolds it meanwhile has it open', () => {
	const { lab, setup } = made();
	assert.equal(setup.open.value, true);
	setup.startOrCancel();
	assert.equal(setup.open.value, false);
	setup.open.value = true;
	lab.advance(5);
	assert.equal(setup.open.value, true);
	lab.advance(19);
	assert.equal(setup.open.value, true);
});

test('one button starts and cancels', () => {
	const { lab, setup } = made();
	setup.startOrCancel();
	lab.advance(3);
	setup.startOrCancel();
	assert.deepEqual(lab.calls, ['start', 'cancel']);
	assert.equal(lab.report.value?.trials.length, 3, 'what was measured stays');
});

test('nothing begins while something is wrong with the settings, and nothing beside what runs', () => {
	const { lab, setup } = made();
	lab.repeats.value = Number.NaN;
	setup.startOrCancel();
	setup.measureOwnCost();
	setup.share();
	assert.deepEqual(lab.calls, []);
	lab.repeats.value = 3;
	setup.startOrCancel();
	setup.measureOwnCost();
	assert.deepEqual(lab.calls, ['start']);
});

test('why something could not be done is kept until the next thing is asked for', async () => {
	const { lab, setup } = made();
	lab.failure = 'An experiment is under way already.';
	setup.startOrCancel();
	await settle();
	assert.equal(setup.failure.value, 'An experiment is under way already.');
	setup.share();
	assert.equal(setup.failure.value, null);
});

test('each quarter is said, and the end; not each trial', () => {
	const { lab, setup } = made();
	const said: string[] = [];
	setup.said.subscribe((text) => void (text !== '' && said.push(plain(text))));
	setup.startOrCancel();
	for (let done = 1; done <= 19; done++) lab.advance(done);
	assert.deepEqual(said, [
		'A quarter of the trials is done, about 39 s left',
		'Half of the trials are done, about 25 s left',
		'Three quarters of the trials are done, about 11 s left',
		'All trials are done',
	]);
});

test('a cancelled experiment is said to be one', () => {
	const { lab, setup } = made();
	setup.startOrCancel();
	lab.advance(7);
	setup.startOrCancel();
	assert.equal(setup.said.value, 'Cancelled after 7 of 19 trials');
	setup.startOrCancel();
	assert.equal(setup.said.value, '', 'the next one begins in silence');
});
