// Curves from reports: traces of different lengths and steps on one axis, peaks kept, trials that count and those that
// do not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CurvePair, curvesOf, kMostSteps } from '../../../app/lab/curves.ts';
import { type Figures, figureNames } from '../../../app/lab/figures.ts';
import type { Report, Trace, Trial } from '../../../app/lab/report.ts';
import { sampleExperiment, sampleReport } from '../../support/labReport.ts';

const noFigures = Object.fromEntries(figureNames.map((name) => [name, null])) as Figures;

/** Points at every `stepMs`; a thousand objects made at once, and none ended unless said. */
function traceOf(stepMs: number, peaks: readonly number[], ended: readonly number[] = []): Trace {
	return {
		timesMs: peaks.map((_, i) => (i + 1) * stepMs),
		liveBytes: peaks.map(() => 1),
		peakBytes: peaks,
		made: peaks.map(() => 1000),
		ended: peaks.map((_, i) => ended[i] ?? 0),
	};
}

function trialOf(trace: Trace | null, more: Partial<Trial> = {}): Trial {
	return {
		configuration: 0,
		repeat: 0,
		outcome: 'ended',
		reason: '',
		errors: [],
		figures: noFigures,
		trace,
		disturbances: [],
		...more,
	};
}

const reportOf = (trials: readonly Trial[], holds = 0): Report => ({ ...sampleReport(), trials, holds });

const hidden = [{ kind: 'hidden', what: 'The tab was hidden for 1 s' }] as const;

function first(report: Report): CurvePair {
	const pair = curvesOf(report).pairs[0];
	assert.ok(pair);
	return pair;
}

test('before any trial there are no curves and no axis', () => {
	const { timesMs, pairs } = curvesOf(reportOf([]));
	assert.deepEqual(timesMs, []);
	assert.deepEqual(pairs, new Array(sampleExperiment.configurations.length).fill(null));
});

test('one trial is its own median, and its band has no height', () => {
	const { bytes, trials } = first(reportOf([trialOf(traceOf(1, [5, 9, 7]))]));
	assert.equal(trials, 1);
	// Shorter than a step of 1 ms would be with 512: each point holds for the steps that it tells of.
	assert.deepEqual([...new Set(bytes.median)], [5, 9, 7]);
	assert.deepEqual(bytes.least, bytes.median);
	assert.deepEqual(bytes.greatest, bytes.median);
});

test('traces of different steps lie on one axis of at most 512 round steps', () => {
	const fine = traceOf(
		2,
		Array.from({ length: 512 }, () => 100),
	);
	const coarse = traceOf(
		64,
		Array.from({ length: 16 }, () => 300),
	);
	const report = reportOf([trialOf(fine), trialOf(coarse, { repeat: 1 })]);
	const { timesMs, pairs } = curvesOf(report);
	assert.ok(timesMs.length <= kMostSteps);
	assert.equal(timesMs[0], 2);
	assert.equal(timesMs.at(-1), 1024);
	assert.ok(pairs[0]?.bytes.median.every((value) => value === 200));
	assert.ok(pairs[0]?.bytes.least.every((value) => value === 100));
	assert.ok(pairs[0]?.bytes.greatest.every((value) => value === 300));
});

test('the axis keeps its steps when the next trial lasts a little longer', () => {
	const of = (ms: number) => curvesOf(reportOf([trialOf(traceOf(ms / 500, new Array<number>(500).fill(1)))])).timesMs;
	assert.equal(of(2500)[0], 5);
	assert.equal(of(2533)[0], 5);
	assert.equal(of(2533).length, 507);
});

test('no peak is lost where many points fall into a step', () => {
	const peaks = Array.from({ length: 60_000 }, (_, i) => (i === 31_234 ? 1_000_000 : 10));
	const { bytes } = first(reportOf([trialOf(traceOf(1, peaks))]));
	assert.equal(Math.max(...bytes.median.map(Number)), 1_000_000);
	assert.equal(bytes.median.filter((value) => value === 1_000_000).length, 1);
});

test('a trial that is over counts on with what it left; a curve ends with the longest of its trials', () => {
	const long = new Array<number>(400).fill(10);
	const report = reportOf([
		trialOf(traceOf(1, long.slice(0, 100).fill(40))),
		trialOf(traceOf(1, long.slice(0, 300)), { repeat: 1 }),
		trialOf(traceOf(1, long), { repeat: 2 }),
		trialOf(traceOf(1, [...long, 10, 10]), { configuration: 1 }),
	]);
	const { timesMs, pairs } = curvesOf(report);
	const of = (curve: 'median' | 'greatest', ms: number) => pairs[0]?.bytes[curve][timesMs.indexOf(ms)];
	const median = [50, 200, 300, 301, 400, 401].map((ms) => of('median', ms));
	// What is left is the live bytes, which are 1 at the end of each.
	assert.deepEqual(median, [10, 10, 10, 1, 1, null]);
	assert.deepEqual([of('greatest', 100), of('greatest', 101)], [40, 10]);
	assert.equal(pairs[1]?.bytes.median[timesMs.indexOf(402)], 10);
});

test('the median of an even number of trials lies between the two in the middle', () => {
	const trials = [7, 1, 3, 100].map((value, repeat) => trialOf(traceOf(1, [value]), { repeat }));
	const { bytes } = first(reportOf(trials));
	assert.deepEqual([bytes.median[0], bytes.least[0], bytes.greatest[0]], [5, 1, 100]);
});

test('disturbed trials are left out, unless all are', () => {
	const quiet = trialOf(traceOf(1, [10]));
	const disturbed = trialOf(traceOf(1, [90]), { repeat: 1, disturbances: hidden });
	assert.equal(first(reportOf([quiet, disturbed])).bytes.greatest[0], 10);
	assert.equal(first(reportOf([disturbed])).bytes.median[0], 90);
	// As in the table: a calm trial that gave nothing is still the one that counts.
	const stuck = trialOf(null, { outcome: 'stuck', figures: null });
	assert.equal(curvesOf(reportOf([stuck, disturbed])).pairs[0], null);
});

test('trials without figures or without a trace give nothing', () => {
	const stuck = trialOf(traceOf(1, [500]), { outcome: 'stuck', figures: null });
	const without = trialOf(null, { repeat: 1 });
	const empty = trialOf(traceOf(1, []), { repeat: 2 });
	assert.equal(curvesOf(reportOf([stuck, without, empty])).pairs[0], null);
	assert.equal(first(reportOf([stuck, without, trialOf(traceOf(1, [7]))])).bytes.greatest[0], 7);
});

test('percent freed is of what was made so far and is not held on purpose', () => {
	const trace = (made: readonly number[], ended: readonly number[]): Trace => ({
		...traceOf(
			1,
			made.map(() => 1),
			ended,
		),
		made,
	});
	const every = (report: Report) => {
		const { timesMs, pairs } = curvesOf(report);
		return [1, 2, 3].map((ms) => pairs[0]?.percent.median[timesMs.indexOf(ms)]);
	};
	assert.deepEqual(every(reportOf([trialOf(trace([0, 100, 200], [0, 25, 200]))])), [null, 25, 100]);
	assert.deepEqual(every(reportOf([trialOf(trace([50, 100, 200], [0, 25, 150]))], 50)), [null, 50, 100]);
});

test('the end of the program is the median of the trials that have one', () => {
	const at = (programMs: number | null, repeat: number) =>
		trialOf(traceOf(1, [1]), { repeat, figures: { ...noFigures, programMs } });
	assert.equal(first(reportOf([at(1500, 0), at(null, 1), at(1600, 2)])).programMs, 1550);
	assert.equal(first(reportOf([at(null, 0)])).programMs, null);
});

test('a whole report gives a curve for each configuration', () => {
	const { timesMs, pairs } = curvesOf(sampleReport());
	assert.equal(timesMs.at(-1), 2500);
	assert.deepEqual(
		pairs.map((pair) => pair?.trials),
		[3, 3, 3, 2, 3, 3, 3, 3],
	);
	for (const pair of pairs) {
		assert.equal(pair?.bytes.median.length, timesMs.length);
		assert.ok(pair?.bytes.median.every((value) => value !== null));
		assert.ok(pair?.percent.median.every((value) => value === null || (value >= 0 && value <= 100)));
	}
});

test('twelve configurations of twenty trials are no work to speak of', (t) => {
	const [some] = sampleReport().trials;
	assert.ok(some);
	const peaks = Array.from({ length: kMostSteps }, (_, i) => (i * 7919) % 1000);
	const trials = Array.from(
		{ length: 240 },
		(_, i): Trial => ({
			...some,
			configuration: i % 12,
			repeat: Math.floor(i / 12),
			trace: traceOf(
				5,
				peaks.map((peak) => peak + ((i * 31) % 17)),
			),
		}),
	);
	const configurations = Array.from({ length: 12 }, () => sampleExperiment.configurations[0] ?? assert.fail());
	const report: Report = { ...sampleReport(), experiment: { ...sampleExperiment, configurations }, trials };
	const tookMs = Array.from({ length: 9 }, () => {
		const begin = performance.now();
		curvesOf(report);
		return performance.now() - begin;
	}).sort((a, b) => a - b);
	t.diagnostic(`curves of 12 × 20 trials of 512 points: ${tookMs[4]?.toFixed(1)} ms, median of 9`);
	assert.equal(curvesOf(report).pairs[11]?.trials, 20);
});
