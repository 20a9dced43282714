// How the Lab says configurations, workloads, outcomes and figures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Configuration } from '../../../app/lab/experiment.ts';
import { type FigureName, figureNames } from '../../../app/lab/figures.ts';
import {
	figureMeaning,
	figureName,
	figuresByGroup,
	figureText,
	rangeText,
	spreadText,
} from '../../../app/lab/figureWords.ts';
import {
	configurationInFull,
	configurationText,
	dateText,
	experimentText,
	fileName,
	outcomesText,
	settingsParts,
	workloadText,
} from '../../../app/lab/words.ts';
import { sampleReport } from '../../support/labReport.ts';

const kMiB = 2 ** 20;
const report = sampleReport();
const { experiment } = report;

/** With plain spaces, to be read here. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const every100: Configuration = {
	policy: 'interval',
	intervalMs: 100,
	heapLimitBytes: 64 * kMiB,
	quarantineBytes: 131_072,
};
const pressure: Configuration = { ...every100, policy: 'pressure' };

test('a configuration is told by its policy, and by its limits only where they differ', () => {
	assert.equal(plain(configurationText(every100)), 'interval · 100 ms');
	assert.equal(configurationText(pressure, [every100, pressure]), 'pressure');
	const small = { ...pressure, heapLimitBytes: 16 * kMiB, quarantineBytes: 0 };
	const all = [every100, small];
	assert.equal(plain(configurationText(small, all)), 'pressure · limit 16 MiB · quarantine off');
	assert.equal(plain(configurationText(every100, all)), 'interval · 100 ms · limit 64 MiB · quarantine 128 KiB');
	assert.equal(
		plain(configurationInFull(every100)),
		'interval, a sweep every 100 ms; heap limit 64 MiB; quarantine 128 KiB',
	);
	assert.equal(plain(configurationInFull(small)), 'pressure; heap limit 16 MiB; quarantine off');
});

test('an experiment is told with all that was the same for its trials', () => {
	assert.equal(plain(experimentText(experiment)), 'Steady churn, 8 configurations × 3 trials, freed within 1 s');
	const [workload = '', ...others] = settingsParts(report).map(plain);
	assert.match(workload, /^Steady churn: .*200.*, seed 1$/);
	assert.deepEqual(others, [
		'3 trials each',
		'freed within 1 s',
		'heap limit 64 MiB, quarantine 128 KiB',
		'Chromium 156, 2 cores, 24 Nov 2026 10:00 UTC',
	]);
	const mixed = { ...experiment, repeats: 1, configurations: [pressure, { ...pressure, heapLimitBytes: kMiB }] };
	assert.deepEqual(
		settingsParts({ ...report, experiment: mixed })
			.map(plain)
			.slice(1, 4),
		['one trial each', 'freed within 1 s', 'quarantine 128 KiB'],
	);
	assert.equal(workloadText({ name: 'program', code: 'new MyClass' }), 'The program in the editor, 11 characters');
});

test('a date is the same wherever it is read', () => {
	assert.equal(dateText('2026-01-01T00:05:00.000Z'), '1 Jan 2026 00:05 UTC');
	assert.equal(dateText('2026-12-31T23:59:59.000Z'), '31 Dec 2026 23:59 UTC');
});

test('file names carry workload and date', () => {
	assert.equal(fileName(report, 'csv'), 'sweepground-steady-churn-2026-11-24.csv');
	assert.equal(fileName(report, 'png', 'native bytes'), 'sweepground-steady-churn-native-bytes-2026-11-24.png');
});

test('outcomes are counted, the odd ones by their word', () => {
	assert.equal(outcomesText({}, 3), '0 of 3');
	assert.equal(outcomesText({ ended: 3 }, 3), '3 of 3');
	assert.equal(outcomesText({ ended: 1, stuck: 1, threw: 1 }, 3), '1 of 3 · 1 threw · 1 stuck');
});

for (const [name, value, text] of [
	['made', 30_000, '30,000'],
	['made', 0, '0'],
	['peakBytes', 1632, '1,632 B'],
	['peakBytes', 4_800_000, '4.58 MiB'],
	['peakBytes', 64 * kMiB, '64.0 MiB'],
	['peakBytes', 3 * 2 ** 30, '3.00 GiB'],
	['programMs', 1504.4, '1,504 ms'],
	['policyTotalMs', 31.04, '31.0 ms'],
	['policyTotalMs', 3.4, '3.40 ms'],
	['policyTotalMs', 0.004, '< 0.01 ms'],
	['policyTotalMs', 0, '0 ms'],
	['freedAtEndPercent', 100, '100 %'],
	['freedAtEndPercent', 99.996, '99.99 %'],
	['freedAtEndPercent', 99.8, '99.8 %'],
	['freedAtEndPercent', 0.02, '0.02 %'],
	['clearedToFreedP50Ms', null, '–'],
] as const) {
	test(`${name} of ${value} is ${text}`, () => assert.equal(plain(figureText(name, value)), text));
}

test('a spread stands in the unit of its median, and is left out where it reads the same', () => {
	const of = (name: FigureName, median: number, least: number, greatest: number) =>
		plain(spreadText(name, { median, least, greatest, trials: 3 }));
	assert.equal(of('programMs', 412, 380.2, 1460), '412 (380–1,460) ms');
	assert.equal(of('peakBytes', 20 * 1024, 9000, 2 * kMiB), '20.0 (8.8–2,048.0) KiB');
	assert.equal(of('made', 30_000, 30_000, 30_000), '30,000');
	assert.equal(of('policyTotalMs', 31, 30.99, 31.01), '31.0 ms');
	assert.equal(rangeText('made', { median: 2, least: 1, greatest: 3, trials: 3 }), '1–3');
	assert.equal(spreadText('made', null), '–');
});

test('every figure has a place among its group, and the time within which is part of its name', () => {
	assert.deepEqual([...figuresByGroup].sort(), [...figureNames].sort());
	assert.equal(plain(figureName('freedWithinPercent', { withinMs: 1500 })), 'Freed within 1.5 s');
	assert.equal(figureName('freedAtEndPercent', experiment), 'Freed at the end');
	assert.equal(figureName('peakBytes', experiment), 'Peak native bytes');
	assert.equal(figureName('sweeps', experiment), 'Sweeps');
	assert.match(figureMeaning('freedWithinPercent', { withinMs: 500 }), /^The same 500 ms after/);
});
