// What the charts show of a report: what is hidden, lit and compared; the limits in reach; the moment pointed at; and
// all of it in words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signal } from '@preact/signals';
import { ChartsModel } from '../../../app/lab/ChartsModel.ts';
import { captionText, chartText, momentText } from '../../../app/lab/chartText.ts';
import { endOf, valueAt } from '../../../app/lab/chartView.ts';
import { type Figures, figureNames } from '../../../app/lab/figures.ts';
import { ResultsModel } from '../../../app/lab/ResultsModel.ts';
import type { Report, Trial } from '../../../app/lab/report.ts';
import { sampleReport } from '../../support/labReport.ts';

const kMiB = 2 ** 20;

/** Of one trial each: three configurations whose bytes rise to 1, 2 and 3 MiB in 100 steps of 10 ms and stay there. */
function threeReport(heapLimitBytes = 64 * kMiB): Report {
	const sample = sampleReport();
	const configurations = (['none', 'registry', 'pressure'] as const).map((policy) => ({
		policy,
		intervalMs: 100,
		heapLimitBytes,
		quarantineBytes: 0,
	}));
	const timesMs = Array.from({ length: 100 }, (_, i) => 10 * (i + 1));
	const trials = configurations.map((_, configuration): Trial => {
		const peakBytes = timesMs.map((ms) => (configuration + 1) * kMiB * Math.min(1, ms / 500));
		return {
			configuration,
			repeat: 0,
			outcome: 'ended',
			reason: '',
			errors: [],
			figures: {
				...(Object.fromEntries(figureNames.map((name) => [name, null])) as Figures),
				programMs: 500 + 100 * configuration,
			},
			trace: {
				timesMs,
				peakBytes,
				liveBytes: peakBytes,
				made: timesMs.map(() => 100),
				ended: timesMs.map((ms) => (ms > 500 ? 10 * configuration : 0)),
			},
			disturbances: [],
		};
	});
	return { ...sample, experiment: { ...sample.experiment, configurations, repeats: 1 }, trials };
}

function made(report: Report | null) {
	const given = signal(report);
	const results = new ResultsModel();
	const model = new ChartsModel(given, results);
	const views = () => model.views.value ?? assert.fail('no views');
	return { given, results, model, views };
}

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('without a report, and before its first trial, there is nothing to show and nothing to point at', () => {
	for (const report of [null, { ...threeReport(), trials: [] }]) {
		const { model } = made(report);
		assert.equal(model.views.value, null);
		model.point('bytes', 0.5, 0.5, 1);
		model.move(1);
		assert.equal(model.cursor.value, null);
		assert.equal(chartText('bytes', model.views.value, []), 'Native bytes over time: nothing yet');
	}
});

test('a hidden configuration leaves both charts and the scale, and comes back', () => {
	const { model, views, results } = made(threeReport());
	const whole = views().bytes.top;
	model.toggle(2);
	assert.deepEqual(results.hiddenRows.value, new Set([2]));
	for (const view of Object.values(views()))
		assert.deepEqual(
			view.pairs.map(({ index }) => index),
			[0, 1],
		);
	assert.ok(views().bytes.top < whole);
	model.toggle(2);
	assert.equal(views().bytes.top, whole);
	for (const index of [0, 1, 2]) model.toggle(index);
	assert.equal(
		chartText('percent', views().percent, threeReport().experiment.configurations),
		'Percent freed over time: all configurations are hidden',
	);
});

test('what is lit or compared is strong, as far as it is shown', () => {
	const { model, views, results } = made(threeReport());
	assert.equal(views().bytes.strong.size, 0);
	model.light(1);
	results.compared.value = [2, 0];
	assert.deepEqual([...views().percent.strong].sort(), [0, 1, 2]);
	model.toggle(0);
	model.light(null);
	assert.deepEqual([...views().percent.strong], [2]);
});

test('the shade begins at the median end of what is shown, and of what is strong alone if anything is', () => {
	const { model, views } = made(threeReport());
	assert.equal(views().bytes.programMs, 600);
	model.light(2);
	assert.equal(views().bytes.programMs, 700);
});

test('a heap limit is drawn only where the curves come near it, and each only once', () => {
	assert.deepEqual(made(threeReport()).views().bytes.limitsBytes, []);
	const near = made(threeReport(4 * kMiB)).views();
	assert.deepEqual(near.bytes.limitsBytes, [4 * kMiB]);
	assert.ok(near.bytes.top > 4 * kMiB);
	assert.deepEqual(near.percent.limitsBytes, []);
});

test('pointing finds the step, and lights the curve that is near enough', () => {
	const { model, views, results } = made(threeReport());
	const { bytes } = views();
	const up = (value: number) => value / bytes.top;
	model.point('bytes', 0.8, up(2 * kMiB) + 0.02, 0.05);
	assert.equal(bytes.timesMs[model.cursor.value ?? -1], 800);
	assert.equal(model.cursorMs, 800);
	assert.equal(results.lit.value, 1);
	model.point('bytes', 0.8, up(2.5 * kMiB), 0.05);
	assert.equal(results.lit.value, null);
	model.point('bytes', 2, 0, 0);
	assert.equal(model.cursorMs, 1000);
	model.point('percent', -1, 0.5, 0);
	assert.equal(model.cursorMs, bytes.timesMs[0]);
	model.leave();
	assert.deepEqual([model.cursor.value, results.lit.value], [null, null]);
});

test('keys move the moment by hundredths of the axis, from its end and within it', () => {
	const { model, views } = made(threeReport());
	const { timesMs } = views().bytes;
	assert.equal(timesMs.length, 500);
	model.move(-1);
	assert.equal(model.cursorMs, 990);
	model.move(-10);
	assert.equal(model.cursorMs, 890);
	model.move(Number.NEGATIVE_INFINITY);
	assert.equal(model.cursorMs, timesMs[0]);
	model.move(-1);
	assert.equal(model.cursorMs, timesMs[0]);
	model.move(Number.POSITIVE_INFINITY);
	assert.equal(model.cursorMs, 1000);
});

test('a curve has its value at a moment, and at its own end where none is said', () => {
	const { views } = made(threeReport());
	const [, second] = views().bytes.pairs;
	assert.ok(second);
	assert.equal(valueAt(second.bytes, 124), 1 * kMiB);
	assert.equal(valueAt(second.bytes, null), 2 * kMiB);
	assert.equal(valueAt(second.bytes, 9999), null);
	assert.deepEqual(endOf(second.bytes), { step: 499, value: 2 * kMiB });
	assert.equal(endOf({ median: [null], least: [null], greatest: [null] }), null);
});

test('the charts in words: which is highest and lowest, and what is at a moment', () => {
	const { model, views } = made(threeReport());
	const { configurations } = threeReport().experiment;
	assert.equal(
		plain(chartText('bytes', views().bytes, configurations)),
		'Native bytes over time, median of the trials of 3 configurations; highest peak 3, pressure: 3.00 MiB; lowest peak 1, none: 1.00 MiB; at the end most 3, pressure: 3.00 MiB; least 1, none: 1.00 MiB',
	);
	assert.equal(
		plain(chartText('percent', views().percent, configurations)),
		'Percent freed over time, median of the trials of 3 configurations; at the end most 3, pressure: 20.0 %; least 1, none: 0 %',
	);
	assert.equal(
		plain(momentText(views().bytes, 124, configurations)),
		'0.25 s; 1, none: 512 KiB; 2, registry: 1.00 MiB; 3, pressure: 1.50 MiB',
	);
	model.light(1);
	assert.equal(plain(momentText(views().percent, null, configurations)), 'at the end; 2, registry: 10.0 %');
	model.toggle(0);
	model.toggle(2);
	assert.match(
		plain(chartText('bytes', views().bytes, configurations)),
		/1 configuration; highest peak 2, registry: 2.00 MiB; at the end most/,
	);
});

test('a caption says what the lines are and all settings; what is held on purpose is said where it matters', () => {
	const { views } = made(threeReport());
	const bytes = plain(captionText('bytes', views().bytes, threeReport()));
	assert.match(bytes, /^The most in use in each 2 ms since the program began; median of the trials · Steady churn: /);
	assert.match(bytes, /seed 1 .*heap limit 64 MiB.*Chromium 156, 2 cores, 24 Nov 2026 10:00 UTC$/);
	const held = { ...threeReport(), holds: 1200 };
	assert.match(captionText('percent', views().percent, held), /made until then, the 1,200 held on purpose apart;/);
});

test('a report that grows moves the charts along, and what was chosen stays', () => {
	const whole = threeReport();
	const { given, model, views, results } = made({ ...whole, trials: whole.trials.slice(0, 1), state: 'running' });
	assert.deepEqual(
		model.pairs.value.map((pair) => pair?.index ?? null),
		[0, null, null],
	);
	model.toggle(0);
	given.value = whole;
	assert.deepEqual(
		views().bytes.pairs.map(({ index }) => index),
		[1, 2],
	);
	assert.deepEqual(results.hiddenRows.value, new Set([0]));
});
