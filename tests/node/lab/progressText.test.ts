// The words of the Lab's estimate, progress and own cost; and which configuration is added to a list.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addedConfiguration } from '../../../app/lab/addedConfiguration.ts';
import { type Configuration, kMostConfigurations } from '../../../app/lab/experiment.ts';
import { estimateText, ownCostText, problemText, progressText } from '../../../app/lab/progressText.ts';
import { policyNames } from '../../../app/models/policies.ts';
import { sampleExperiment } from '../../support/labReport.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('estimate and progress are one line each', () => {
	assert.equal(plain(estimateText(sampleExperiment, 52_000)), '25 trials, about 52 s');
	const progress = { done: 6, total: 19, now: 'interval · 100 ms, 2 of 3', leftMs: 31_000 };
	assert.equal(plain(progressText(progress)), 'trial 7 of 19 · interval · 100 ms, 2 of 3 · about 31 s left');
	assert.match(progressText({ ...progress, done: 19 }), /^trial 19 of 19/);
});

test("the Lab's own cost is said with its sign and its spread", () => {
	const text = (percent: number, leastPercent: number, mostPercent: number) =>
		plain(ownCostText({ percent, leastPercent, mostPercent, pairs: 5 }));
	assert.equal(text(0.84, -1.2, 2.9), '+0.8 % of program time (−1.2 to 2.9 %), 5 pairs');
	assert.equal(text(-0.04, -0.6, 0.1), '0.0 % of program time (−0.6 to 0.1 %), 5 pairs');
	assert.equal(text(-0.5, -0.6, 0.1), '−0.5 % of program time (−0.6 to 0.1 %), 5 pairs');
});

test('what is added was not there: each policy, then other intervals, under the limits of the last', () => {
	let list: readonly Configuration[] = [
		{ policy: 'gated', intervalMs: 100, heapLimitBytes: 2 ** 24, quarantineBytes: 0 },
	];
	while (list.length < kMostConfigurations) list = [...list, addedConfiguration(list)];
	const said = list.map(({ policy, intervalMs }) => (policy === 'interval' ? `${policy} ${intervalMs}` : policy));
	assert.equal(new Set(said).size, list.length);
	assert.deepEqual(new Set(list.map(({ policy }) => policy)), new Set(policyNames));
	assert.equal(said[1], 'pressure');
	for (const { heapLimitBytes, quarantineBytes } of list)
		assert.deepEqual([heapLimitBytes, quarantineBytes], [2 ** 24, 0]);
	assert.equal(addedConfiguration([]).policy, 'pressure');
});

test('what is wrong is said in the words of the fields', () => {
	for (const [problem, text] of [
		['repeats must be a number from 1 to 20, not NaN', 'Trials of each must be a number from 1 to 20'],
		[
			'withinMs must be a number from 0 to 10000, not 20000',
			'Freed within, in ms, must be a number from 0 to 10000, not 20000',
		],
		[
			'configuration 2: intervalMs must be a number from 1 to 10000, not 0',
			'configuration 2: the interval, in ms, must be a number from 1 to 10000, not 0',
		],
		[
			'Steady churn: turns must be a number from 1 to 500, not 0',
			'Steady churn: turns must be a number from 1 to 500, not 0',
		],
	] as const)
		assert.equal(problemText(problem), text);
});
