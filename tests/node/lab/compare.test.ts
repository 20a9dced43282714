// Two rows held against each other: what is told apart, by how much, and in which words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	amountText,
	compareRows,
	comparisonText,
	type Difference,
	ratioText,
	type Verdict,
} from '../../../app/lab/compare.ts';
import type { FigureName } from '../../../app/lab/figures.ts';
import { type ResultRow, rowsOf, type Spread } from '../../../app/lab/rows.ts';
import { sampleReport } from '../../support/labReport.ts';

const report = sampleReport();

/** With plain spaces, to be read here. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

/** A row of the sample that has these figures alone, of so many trials between least and greatest. */
function rowWith(figures: Partial<Record<FigureName, Spread>>, outcomes: ResultRow['outcomes'] = { ended: 3 }) {
	const [row] = rowsOf({ ...report, trials: [] });
	assert.ok(row);
	return { ...row, outcomes, figures: { ...row.figures, ...figures } };
}

const spread = (median: number, least: number, greatest: number, trials = 3): Spread => ({
	median,
	least,
	greatest,
	trials,
});

/** The only figure that the two rows have. */
function only(first: ResultRow, second: ResultRow): Difference {
	const [difference, ...others] = compareRows(first, second);
	assert.ok(difference && others.length === 0);
	return difference;
}

const kVerdicts: readonly [what: string, name: FigureName, first: Spread, second: Spread, verdict: Verdict][] = [
	['less where less is good', 'programMs', spread(80, 75, 85), spread(100, 98, 102), 'better'],
	['more where less is good', 'programMs', spread(100, 98, 102), spread(80, 75, 85), 'worse'],
	['more where more is good', 'freedWithinPercent', spread(99, 98, 99), spread(70, 69, 72), 'better'],
	['as much as the wider spread', 'programMs', spread(80, 70, 90), spread(100, 99, 101), 'same'],
	['a little more than it', 'programMs', spread(79, 70, 90), spread(100, 99, 101), 'better'],
	['where neither way is good', 'sweeps', spread(10, 10, 10), spread(20, 19, 20), 'differs'],
	['the very same', 'made', spread(10, 10, 10), spread(10, 10, 10), 'same'],
	['a single trial', 'programMs', spread(10, 10, 10, 1), spread(90, 89, 91), 'unknown'],
];
for (const [what, name, first, second, verdict] of kVerdicts) {
	test(`${what} is called ${verdict}`, () => {
		assert.equal(only(rowWith({ [name]: first }), rowWith({ [name]: second })).verdict, verdict);
	});
}

test('a program that did not end by itself is not called quick, but may have made fewer objects', () => {
	const figures = { programMs: spread(10, 9, 11), made: spread(10, 9, 11) };
	const slow = { programMs: spread(100, 99, 101), made: spread(100, 99, 101) };
	const differences = compareRows(rowWith(figures, { ended: 2, threw: 1 }), rowWith(slow));
	assert.deepEqual(
		differences.map(({ name, verdict }) => [name, verdict]),
		[
			['made', 'worse'],
			['programMs', 'differs'],
		],
	);
});

test('a figure that one of them lacks has no difference, and one that both lack is left out', () => {
	const alone = only(rowWith({ clearedToFreedP50Ms: spread(4, 3, 5) }), rowWith({}));
	assert.equal(alone.verdict, 'none');
	assert.equal(alone.amount, null);
	assert.equal(alone.ratio, null);
	assert.deepEqual(compareRows(rowWith({}), rowWith({})), []);
});

test('nothing to divide by gives an amount and no ratio', () => {
	const { amount, ratio } = only(
		rowWith({ pressureRequests: spread(12, 11, 13) }),
		rowWith({ pressureRequests: spread(0, 0, 0) }),
	);
	assert.deepEqual([amount, ratio], [12, null]);
});

test('amounts have their sign, and percents differ by points', () => {
	assert.equal(plain(amountText('freedWithinPercent', 27.66)), '+27.7 points');
	assert.equal(plain(amountText('programMs', -1204)), '−1,204 ms');
	assert.equal(plain(amountText('peakBytes', 0)), '0 B');
	assert.equal(amountText('peakBytes', null), '–');
});

for (const [ratio, text] of [
	[1.36, '36 % more'],
	[0.74, '26 % less'],
	[1.004, '0.4 % more'],
	[1.0002, '0.02 % more'],
	[1, 'the same'],
	[3.21, '3.2 times'],
	[120.4, '120 times'],
	[0.313, '0.31 times'],
	[0.001, '< 0.01 times'],
	[0, '0 times'],
	[null, '–'],
] as const) {
	test(`a ratio of ${ratio} is ${text}`, () => assert.equal(plain(ratioText(ratio)), text));
}

test('sentences name what is better, worse and different, and count what cannot be told', () => {
	const first = rowWith({
		freedWithinPercent: spread(99, 98.9, 99.1),
		programMs: spread(120, 119, 121),
		sweeps: spread(3, 3, 3),
		peakBytes: spread(100, 50, 150),
	});
	const second = rowWith({
		freedWithinPercent: spread(72, 71.9, 72.1),
		programMs: spread(100, 99, 101),
		sweeps: spread(30, 30, 30),
		peakBytes: spread(101, 99, 103),
	});
	assert.deepEqual(comparisonText(compareRows(first, second), report.experiment).map(plain), [
		'Better beyond the spread: Freed within 1 s (+27.0 points).',
		'Worse beyond the spread: Program time (20 % more).',
		'Different beyond the spread: Sweeps (0.1 times).',
		'No difference that the trials can tell in 1 figure.',
	]);
	const one = rowWith({ programMs: spread(1, 1, 1, 1) });
	assert.match(comparisonText(compareRows(one, one), report.experiment).join(), /^One trial has no spread/);
});
