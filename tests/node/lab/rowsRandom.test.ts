// Marks of best and worst against a plain model, on random trials; SEED=… repeats a failure.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FigureKind, type FigureName, figureKinds, figureNames } from '../../../app/lab/figures.ts';
import type { Report, Trial } from '../../../app/lab/report.ts';
import { type ResultRow, rowsOf } from '../../../app/lab/rows.ts';
import { sampleReport } from '../../support/labReport.ts';

const kReports = 1500;
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const sample = sampleReport();
const kOutcomes = ['ended', 'ended', 'ended', 'ended', 'ended', 'ended', 'stopped', 'threw', 'stuck'] as const;

/** mulberry32; a whole number below `most`. */
function below(state: { value: number }, most: number): number {
	state.value = (state.value + 0x6d2b79f5) | 0;
	let t = Math.imul(state.value ^ (state.value >>> 15), state.value | 1);
	t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
	return ((t ^ (t >>> 14)) >>> 0) % most;
}

/** Few different values, so that ties are frequent, and one column where fewer is better, one where more is. */
function randomReport(state: { value: number }): Report {
	const [first] = sample.trials;
	const [configuration] = sample.experiment.configurations;
	assert.ok(first?.figures && configuration);
	const { figures } = first;
	const rows = 1 + below(state, 5);
	const trials = Array.from({ length: rows }, (_, index) => {
		const base = below(state, 6) * 10;
		const noise = 1 + below(state, 12);
		return Array.from({ length: below(state, 5) }, (_, repeat): Trial => {
			const value = () => (below(state, 8) === 0 ? null : base + below(state, noise));
			const outcome = kOutcomes[below(state, kOutcomes.length)] ?? 'ended';
			const own = { ...figures, programMs: value(), made: value(), freedWithinPercent: value() };
			const disturbances: Trial['disturbances'] = below(state, 6) === 0 ? [{ kind: 'hidden', what: 'hidden' }] : [];
			const has = outcome === 'stuck' ? null : own;
			return { ...first, configuration: index, repeat, outcome, reason: '', figures: has, disturbances };
		});
	});
	const experiment = { ...sample.experiment, configurations: trials.map(() => configuration) };
	return { ...sample, experiment, trials: trials.flat() };
}

/** As the Lab's rule is told in words, without any care for speed. */
function modelOf(report: Report, name: FigureName): { median: number | null; mark: string }[] {
	const { better }: FigureKind = figureKinds[name];
	const rows = report.experiment.configurations.map((_, index) => {
		const own = report.trials.filter((trial) => trial.configuration === index);
		const calm = own.filter((trial) => trial.disturbances.length === 0);
		const values = (calm.length > 0 ? calm : own)
			.map((trial) => trial.figures?.[name] ?? null)
			.filter((value) => value !== null)
			.sort((a, b) => a - b);
		const half = values.length / 2;
		const median =
			values.length === 0 ? null : ((values[Math.ceil(half - 1)] ?? 0) + (values[Math.floor(half)] ?? 0)) / 2;
		const fair = name === 'made' || own.every((trial) => trial.outcome === 'ended');
		return { median, values, fair, spread: Math.max(...values) - Math.min(...values) };
	});
	const field = rows.flatMap(({ median, fair, ...row }) => (median !== null && fair ? [{ ...row, median }] : []));
	const medians = field.map(({ median }) => median);
	const [low, high] = [Math.min(...medians), Math.max(...medians)];
	/** Told apart from every row at that extreme, by more than its own trials or those of any of them differ. */
	const apart = (median: number, spread: number, extreme: number) =>
		field.every((it) => it.median !== extreme || Math.abs(median - extreme) > Math.max(spread, it.spread));
	const enough = field.every((it) => (it.median !== low && it.median !== high) || it.values.length > 1);
	const extremesApart = field.every((it) => it.median !== low || apart(low, it.spread, high));
	const [best, worst] = better === 'less' ? [low, high] : [high, low];
	return rows.map(({ median, fair, values, spread }) => {
		const none = { median, mark: '' };
		if (median === null || !fair || !better || values.length < 2 || !enough || !extremesApart) return none;
		const [good, bad] = [!apart(median, spread, best), !apart(median, spread, worst)];
		return { median, mark: good === bad ? '' : good ? 'best' : 'worst' };
	});
}

/** What holds whatever the figures are. */
function checkAlways(rows: readonly ResultRow[], name: FigureName): void {
	const { better }: FigureKind = figureKinds[name];
	const medians = (mark: 'best' | 'worst') =>
		rows.flatMap(({ marks, figures }) => (marks[name] === mark ? [figures[name]?.median ?? Number.NaN] : []));
	const [best, worst] = [medians('best'), medians('worst')];
	assert.equal(best.length === 0, worst.length === 0, 'one is not told without the other');
	for (const a of best) for (const b of worst) assert.ok(better === 'less' ? a < b : a > b, `${a} against ${b}`);
	if (!better) assert.deepEqual([best, worst], [[], []]);
}

test(`best and worst are as the rule says, in ${kReports} random reports`, () => {
	const state = { value: seed };
	const told = { best: 0, worst: 0, none: 0 };
	for (let i = 0; i < kReports; i++) {
		const report = randomReport(state);
		const rows = rowsOf(report);
		for (const name of figureNames) checkAlways(rows, name);
		for (const name of ['programMs', 'made', 'freedWithinPercent'] as const) {
			for (const [index, wanted] of modelOf(report, name).entries()) {
				const row = rows[index];
				const where = `SEED=${seed}, report ${i}, ${name}, row ${index}`;
				assert.equal(row?.figures[name]?.median ?? null, wanted.median, where);
				const mark = row?.marks[name];
				told[mark ?? 'none']++;
				assert.equal(mark ?? '', wanted.mark, where);
			}
		}
	}
	assert.ok(Math.min(told.best, told.worst, told.none) > 100, `SEED=${seed}: ${JSON.stringify(told)}`);
});

test('the order of the configurations changes no mark', () => {
	const state = { value: seed };
	for (let i = 0; i < kReports; i++) {
		const report = randomReport(state);
		const last = report.experiment.configurations.length - 1;
		const turned = {
			...report,
			trials: report.trials.map((it) => ({ ...it, configuration: last - it.configuration })),
		};
		const marks = (of: Report) => rowsOf(of).map((row) => row.marks);
		assert.deepEqual(marks(turned).reverse(), marks(report), `SEED=${seed}, report ${i}`);
	}
});
