// The rows of the results: medians, spreads, and what is called best or worst.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report, Trial } from '../../../app/lab/report.ts';
import { rowsOf } from '../../../app/lab/rows.ts';
import { sampleReport } from '../../support/labReport.ts';

const sample = sampleReport();

type Told = Partial<Pick<Trial, 'outcome' | 'disturbances'>> & { readonly programMs: number | null };

/** Trials of so many configurations that have these program times, and nothing else that differs. */
function reportOf(configurations: readonly (readonly Told[])[]): Report {
	const [first] = sample.trials;
	const [configuration] = sample.experiment.configurations;
	assert.ok(first?.figures && configuration);
	const { figures } = first;
	const trials = configurations.flatMap((all, index) =>
		all.map(({ programMs, ...others }, repeat) => ({
			...first,
			reason: '',
			outcome: 'ended' as const,
			...others,
			configuration: index,
			repeat,
			figures: { ...figures, programMs },
		})),
	);
	const experiment = { ...sample.experiment, configurations: configurations.map(() => configuration) };
	return { ...sample, experiment, trials };
}

const times = (...all: (number | null)[]) => all.map((programMs) => ({ programMs }));
const marks = (...all: (readonly Told[])[]) => rowsOf(reportOf(all)).map((row) => row.marks.programMs ?? '');

test('a row has the median and the spread of the trials that have the figure', () => {
	const [odd, even, none] = rowsOf(reportOf([times(3, 1, 8), times(10, 2, 4, 3, null), times(null)]));
	assert.deepEqual(odd?.figures.programMs, { median: 3, least: 1, greatest: 8, trials: 3 });
	assert.deepEqual(even?.figures.programMs, { median: 3.5, least: 2, greatest: 10, trials: 4 });
	assert.equal(none?.figures.programMs, null);
});

test('disturbed trials are left out, unless all are disturbed', () => {
	const disturbances = [{ kind: 'hidden', what: 'hidden' }] as const;
	const [some, all] = rowsOf(
		reportOf([[...times(1, 2), { programMs: 90, disturbances }], [{ programMs: 7, disturbances }]]),
	);
	assert.deepEqual(some?.figures.programMs, { median: 1.5, least: 1, greatest: 2, trials: 2 });
	assert.equal(some?.disturbedCount, 1);
	assert.equal(all?.figures.programMs?.median, 7);
});

test('best and worst are marked where they differ by more than the spread', () => {
	assert.deepEqual(marks(times(10, 11, 12), times(30, 31, 32), times(50, 51, 52)), ['best', '', 'worst']);
	assert.deepEqual(marks(times(10, 11, 12), times(11, 12, 13), times(50, 51, 52)), ['best', 'best', 'worst']);
	assert.deepEqual(marks(times(10, 11, 30), times(20, 25, 26)), ['', '']);
});

test('a single trial is never marked, and where it is an extreme nothing is', () => {
	assert.deepEqual(marks(times(10), times(50, 51), times(90, 91)), ['', '', '']);
	assert.deepEqual(marks(times(10, 11), times(20), times(90, 91)), ['best', '', 'worst']);
});

test('a program that did not end by itself is not the quickest', () => {
	const threw = times(1, 1, 1).map((it) => ({ ...it, outcome: 'threw' as const }));
	assert.deepEqual(marks(threw, times(10, 11, 12), times(50, 51, 52)), ['', 'best', 'worst']);
});
