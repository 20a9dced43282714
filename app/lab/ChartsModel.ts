// What the charts show and what is pointed at in them: curves of the report, less what is hidden, one moment for both.
// It changes no figure; hiding and lighting are the results', so that the table goes along.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type ChartKind, type ChartView, curveOf, kTopPercent, limitsWithin, topOf, valueAt } from './chartView.ts';
import { type CurvePair, curvesOf, medianOf } from './curves.ts';
import type { ResultsModel } from './ResultsModel.ts';
import type { Report } from './report.ts';

/** Steps of the arrow keys that a chart's width is. */
const kKeySteps = 100;

export class ChartsModel {
	/** A step of the axis; null while nothing is pointed at, which means the curves' ends. */
	readonly cursor: Signal<number | null> = signal(null);
	readonly views: ReadonlySignal<Readonly<Record<ChartKind, ChartView>> | null>;
	/** By the configuration's place; null where no trial has given anything to draw. */
	readonly pairs: ReadonlySignal<readonly (CurvePair | null)[]>;
	readonly #results: ResultsModel;

	constructor(report: ReadonlySignal<Report | null>, results: ResultsModel) {
		this.#results = results;
		const curves = computed(() => (report.value ? curvesOf(report.value) : null));
		this.pairs = computed(() => curves.value?.pairs ?? []);
		this.views = computed(() => {
			const timesMs = curves.value?.timesMs ?? [];
			if (!report.value || timesMs.length === 0) return null;
			const hidden = results.hiddenRows.value;
			const pairs = this.pairs.value.filter((pair) => pair !== null).filter(({ index }) => !hidden.has(index));
			const strong = strongOf(results, pairs);
			const marked = pairs.filter(({ index }) => strong.has(index));
			const { configurations } = report.value.experiment;
			const limits = pairs.flatMap(({ index }) => configurations[index]?.heapLimitBytes ?? []);
			const view = {
				timesMs,
				configurations: configurations.length,
				pairs,
				strong,
				programMs: medianOf((marked.length > 0 ? marked : pairs).flatMap(({ programMs }) => programMs ?? [])),
			};
			const limitsBytes = limitsWithin(limits, pairs);
			return {
				bytes: { ...view, kind: 'bytes', limitsBytes, top: topOf(pairs, limitsBytes) },
				percent: { ...view, kind: 'percent', limitsBytes: [], top: kTopPercent },
			};
		});
	}

	/** The cursor's moment; null while nothing is pointed at. */
	get cursorMs(): number | null {
		const step = this.cursor.value;
		return step === null ? null : (this.views.value?.bytes.timesMs[step] ?? null);
	}

	/**
	 * Points at a place of a chart, as parts of its width and of its height from the foot; what is at most `near` of the
	 * height away from there is lit.
	 */
	point(kind: ChartKind, across: number, up: number, near: number): void {
		const view = this.views.peek()?.[kind];
		if (!view) return;
		const { length } = view.timesMs;
		const step = Math.max(0, Math.min(length - 1, Math.ceil(across * length) - 1));
		this.cursor.value = step;
		const away = view.pairs.map((pair) => {
			const value = valueAt(curveOf(kind, pair), step);
			return { index: pair.index, away: value === null ? Number.POSITIVE_INFINITY : Math.abs(value / view.top - up) };
		});
		const nearest = away.reduce((best, it) => (it.away < best.away ? it : best), { index: -1, away: near });
		this.light(nearest.index < 0 ? null : nearest.index);
	}

	/** Nothing is pointed at any more. */
	leave(): void {
		this.cursor.value = null;
		this.light(null);
	}

	/** Moves the cursor by hundredths of the axis; infinite: to its begin or end. Begins at the end. */
	move(hundredths: number): void {
		const length = this.views.peek()?.bytes.timesMs.length ?? 0;
		if (length === 0) return;
		const from = this.cursor.peek() ?? length - 1;
		const steps = hundredths * Math.max(1, Math.round(length / kKeySteps));
		this.cursor.value = Math.max(0, Math.min(length - 1, from + steps));
	}

	/** Null: none. What is hidden can be lit as well: its row is. */
	light(index: number | null): void {
		this.#results.lit.value = index;
	}

	toggle(index: number): void {
		const hidden = new Set(this.#results.hiddenRows.peek());
		if (!hidden.delete(index)) hidden.add(index);
		this.#results.hiddenRows.value = hidden;
	}
}

function strongOf({ lit, compared }: ResultsModel, pairs: readonly CurvePair[]): ReadonlySet<number> {
	const wanted = new Set([...compared.value, ...(lit.value === null ? [] : [lit.value])]);
	return new Set(pairs.map(({ index }) => index).filter((index) => wanted.has(index)));
}
