// The charts in words, for those who do not see them and for what is said of a moment.
import { countOf } from '../lib/countText.ts';
import { formatCount, formatMs, formatSeconds } from '../lib/format.ts';
import { type ChartKind, type ChartView, chartTitles, curveOf, endOf, valueAt } from './chartView.ts';
import type { CurvePair } from './curves.ts';
import type { Configuration } from './experiment.ts';
import { figureText } from './figureWords.ts';
import type { Report } from './report.ts';
import { configurationText, numberOf, settingsText } from './words.ts';

/** `4.58 MiB`, `99.8 %`; a dash where there is none. */
export function chartValueText(kind: ChartKind, value: number | null): string {
	return figureText(kind === 'bytes' ? 'peakBytes' : 'freedAtEndPercent', value);
}

/** `4, interval · 1 s`: as the legend has it. */
export function curveName(index: number, configurations: readonly Configuration[]): string {
	const configuration = configurations[index];
	return [numberOf(index), ...(configuration ? [configurationText(configuration, configurations)] : [])].join(', ');
}

interface Found {
	readonly index: number;
	readonly value: number;
}

/** What the picture says as a whole: which curve is where highest and lowest. */
export function chartText(kind: ChartKind, view: ChartView | null, configurations: readonly Configuration[]): string {
	const title = chartTitles[kind];
	if (!view) return `${title}: nothing yet`;
	if (view.pairs.length === 0) return `${title}: all configurations are hidden`;
	const of = (measure: (pair: CurvePair) => number | null) =>
		view.pairs.flatMap((pair): Found[] => {
			const value = measure(pair);
			return value === null ? [] : [{ index: pair.index, value }];
		});
	const ends = of((pair) => endOf(curveOf(kind, pair))?.value ?? null);
	const said = [
		...(kind === 'bytes' ? [rangeText('highest peak', 'lowest peak', of(peakOf), kind, configurations)] : []),
		rangeText('at the end most', 'least', ends, kind, configurations),
	].filter((text) => text !== '');
	const what = `${title}, median of the trials of ${countOf(view.pairs.length, 'configuration')}`;
	return [what, ...said].join('; ');
}

const peakOf = ({ bytes }: CurvePair): number | null =>
	bytes.median.reduce<number | null>((most, it) => (it !== null && it > (most ?? -1) ? it : most), null);

function rangeText(
	most: string,
	least: string,
	found: readonly Found[],
	kind: ChartKind,
	configurations: readonly Configuration[],
): string {
	const sorted = [...found].sort((a, b) => b.value - a.value);
	const said = ({ index, value }: Found) => `${curveName(index, configurations)}: ${chartValueText(kind, value)}`;
	const [highest, lowest] = [sorted[0], sorted.at(-1)];
	if (!highest || !lowest) return '';
	if (highest === lowest) return `${most} ${said(highest)}`;
	return `${most} ${said(highest)}; ${least} ${said(lowest)}`;
}

/** Each curve's value at one moment, of the strong ones alone if there are any; at the curves' ends if none is said. */
export function momentText(view: ChartView, step: number | null, configurations: readonly Configuration[]): string {
	const when = step === null ? 'at the end' : formatSeconds(view.timesMs[step] ?? 0);
	const said = view.pairs
		.filter(({ index }) => view.strong.size === 0 || view.strong.has(index))
		.map((pair) => {
			const value = valueAt(curveOf(view.kind, pair), step);
			return `${curveName(pair.index, configurations)}: ${chartValueText(view.kind, value)}`;
		});
	return [when, ...said].join('; ');
}

/** What the lines are, of a chart whose steps are so long. */
export function linesText(kind: ChartKind, view: ChartView | null, { holds }: Pick<Report, 'holds'>): string {
	const stepMs = view?.timesMs[0] ?? null;
	const held = holds > 0 ? `, the ${formatCount(holds)} held on purpose apart` : '';
	const what =
		kind === 'bytes'
			? `The most in use in each ${stepMs === null ? 'moment' : formatMs(stepMs)} since the program began`
			: `Freed or deleted, of the objects made until then${held}`;
	return `${what}; median of the trials`;
}

/** Below a chart: what it shows, and all that was the same for every trial. */
export function captionText(kind: ChartKind, view: ChartView | null, report: Report): string {
	return [linesText(kind, view, report), settingsText(report)].join(' · ');
}
