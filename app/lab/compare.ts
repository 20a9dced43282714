// Two configurations held against each other, figure by figure: by how much the first differs from the second, and
// whether that is more than their own trials differ.

import { type FigureName, figureKinds } from './figures.ts';
import { figureName, figuresByGroup, figureText, kNone } from './figureWords.ts';
import type { ResultRow, Spread } from './rows.ts';

/**
 * `same`: no difference that the trials can tell. `unknown`: a side has one trial alone, hence no spread to hold it
 * against. `none`: a side has no such figure. `differs`: beyond the spread, and neither way is good, or one of the two
 * did not end by itself, so that less of it is no merit.
 */
export type Verdict = 'better' | 'worse' | 'differs' | 'same' | 'unknown' | 'none';

export interface Difference {
	readonly name: FigureName;
	readonly first: Spread | null;
	readonly second: Spread | null;
	/** First minus second; null where a side has none. */
	readonly amount: number | null;
	/** First divided by second; null also where that is 0. */
	readonly ratio: number | null;
	readonly verdict: Verdict;
}

/** Figures that say something also of a program that ended early. */
const kAlways: readonly FigureName[] = ['made', 'outOfMemoryMs'];

const widthOf = ({ least, greatest }: Spread): number => greatest - least;

function endedAll({ outcomes }: ResultRow): boolean {
	return Object.entries(outcomes).every(([outcome, count]) => outcome === 'ended' || count === 0);
}

/** Figures that neither has are left out. */
export function compareRows(first: ResultRow, second: ResultRow): Difference[] {
	const fair = endedAll(first) && endedAll(second);
	return figuresByGroup.flatMap((name) => {
		const [one, other] = [first.figures[name], second.figures[name]];
		if (!one && !other) return [];
		return [differenceOf(name, one, other, fair || kAlways.includes(name))];
	});
}

function differenceOf(name: FigureName, first: Spread | null, second: Spread | null, fair: boolean): Difference {
	if (!first || !second) return { name, first, second, amount: null, ratio: null, verdict: 'none' };
	const amount = first.median - second.median;
	const ratio = second.median === 0 ? null : first.median / second.median;
	const verdict = verdictOf(name, first, second, fair);
	return { name, first, second, amount, ratio, verdict };
}

function verdictOf(name: FigureName, first: Spread, second: Spread, fair: boolean): Verdict {
	if (first.trials < 2 || second.trials < 2) return 'unknown';
	const amount = first.median - second.median;
	if (Math.abs(amount) <= Math.max(widthOf(first), widthOf(second))) return 'same';
	const { better } = figureKinds[name];
	if (!better || !fair) return 'differs';
	return amount > 0 === (better === 'more') ? 'better' : 'worse';
}

/** Whether the difference is beyond the spread. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
	better: 'yes, better',
	worse: 'yes, worse',
	differs: 'yes',
	same: 'no',
	unknown: 'one trial cannot tell',
	none: 'only one has it',
};

/** With its sign: `+27.7 points`, `−1,204 ms`. */
export function amountText(name: FigureName, amount: number | null): string {
	if (amount === null) return kNone;
	const text = figureText(name, Math.abs(amount));
	const sign = amount > 0 ? '+' : amount < 0 ? '−' : '';
	// Of percents it is no percent of anything.
	return `${sign}${figureKinds[name].unit === 'percent' ? text.replace('%', 'points') : text}`;
}

/** Above or below it the ratio tells more than a percentage. */
const kMuch = 2;

/** `36 % more`, `26 % less`, `3.2 times`, `0.31 times`; a dash where there is none. */
export function ratioText(ratio: number | null): string {
	if (ratio === null) return kNone;
	if (ratio === 1) return 'the same';
	if (ratio >= kMuch || ratio <= 1 / kMuch) return `${timesText(ratio)}\u00a0times`;
	const percent = Math.abs(ratio - 1) * 100;
	const shown = percent < 0.95 ? percent.toFixed(percent < 0.095 ? 2 : 1) : String(Math.round(percent));
	return `${shown}\u00a0% ${ratio > 1 ? 'more' : 'less'}`;
}

function timesText(ratio: number): string {
	const digits = ratio >= 10 ? 0 : ratio >= 1 ? 1 : 2;
	return ratio > 0 && ratio < 0.005 ? '<\u00a00.01' : ratio.toLocaleString('en', { maximumFractionDigits: digits });
}

/** What comes of it in sentences; the first is the subject of each. */
export function comparisonText(differences: readonly Difference[], within: { readonly withinMs: number }): string[] {
	const told = (verdict: Verdict) =>
		differences
			.filter((it) => it.verdict === verdict)
			.map(({ name, ratio, amount }) => {
				const points = figureKinds[name].unit === 'percent';
				const by = points || ratio === null ? amountText(name, amount) : ratioText(ratio);
				return `${figureName(name, within)} (${by})`;
			});
	const [better, worse, differs] = [told('better'), told('worse'), told('differs')];
	const same = differences.filter((it) => it.verdict === 'same').length;
	const unknown = differences.some((it) => it.verdict === 'unknown');
	const figures = same === 1 ? 'figure' : 'figures';
	return [
		...(better.length > 0 ? [`Better beyond the spread: ${better.join(', ')}.`] : []),
		...(worse.length > 0 ? [`Worse beyond the spread: ${worse.join(', ')}.`] : []),
		...(differs.length > 0 ? [`Different beyond the spread: ${differs.join(', ')}.`] : []),
		...(same > 0 ? [`No difference that the trials can tell in ${same} ${figures}.`] : []),
		...(unknown ? ['One trial has no spread: more of them would tell which differences are more than chance.'] : []),
	];
}
