// The results table's rows: for each configuration the median and the spread of its trials, and in which columns it is
// among the best or the worst.
import type { Configuration } from './experiment.ts';
import { type FigureKind, type FigureName, figureKinds, figureNames } from './figures.ts';
import type { Disturbance, Outcome, Report, Trial } from './report.ts';

/** Of the trials that have the figure. */
export interface Spread {
	readonly median: number;
	readonly least: number;
	readonly greatest: number;
	readonly trials: number;
}

export interface ResultRow {
	/** The configuration's place in the experiment. */
	readonly index: number;
	readonly configuration: Configuration;
	/** How many trials came to which end, of all that were made. */
	readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
	/** The first reason that a trial gives. */
	readonly reason: string;
	readonly disturbances: readonly Disturbance[];
	/** Disturbed trials are left out, unless all are disturbed. */
	readonly disturbedCount: number;
	readonly figures: Readonly<Record<FigureName, Spread | null>>;
	/** Only where the difference to the others is greater than the spread. */
	readonly marks: Readonly<Partial<Record<FigureName, 'best' | 'worst'>>>;
}

/** Figures that say something also of a program that ended early. */
const kAlways: readonly FigureName[] = ['made', 'outOfMemoryMs'];

/** Fewer trials have no spread, and without one nothing is told apart. */
const kLeastTrials = 2;

type Marks = Partial<Record<FigureName, 'best' | 'worst'>>;

/** A row for each configuration, in the experiment's order; figures are null until a trial gives them. */
export function rowsOf({ experiment, trials }: Pick<Report, 'experiment' | 'trials'>): ResultRow[] {
	const marks = experiment.configurations.map((): Marks => ({}));
	const rows = experiment.configurations.map((configuration, index): ResultRow => {
		const own = trials.filter((trial) => trial.configuration === index);
		const calm = own.filter(({ disturbances }) => disturbances.length === 0);
		const outcomes: Partial<Record<Outcome, number>> = {};
		for (const { outcome } of own) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
		return {
			index,
			configuration,
			outcomes,
			reason: own.find(({ reason }) => reason !== '')?.reason ?? '',
			disturbances: own.flatMap(({ disturbances }) => disturbances),
			disturbedCount: own.length - calm.length,
			figures: spreadsOf(calm.length > 0 ? calm : own),
			marks: marks[index] ?? {},
		};
	});
	for (const name of figureNames) {
		for (const { index, mark } of marked(rows, name)) {
			const own = marks[index];
			if (own) own[name] = mark;
		}
	}
	return rows;
}

function spreadsOf(trials: readonly Trial[]): Record<FigureName, Spread | null> {
	const of = (name: FigureName) => spreadOf(trials.flatMap(({ figures }) => figures?.[name] ?? []));
	return {
		made: of('made'),
		freedAtEndPercent: of('freedAtEndPercent'),
		freedWithinPercent: of('freedWithinPercent'),
		peakBytes: of('peakBytes'),
		finalBytes: of('finalBytes'),
		clearedToFreedP50Ms: of('clearedToFreedP50Ms'),
		clearedToFreedP99Ms: of('clearedToFreedP99Ms'),
		usedToFreedP50Ms: of('usedToFreedP50Ms'),
		usedToFreedP99Ms: of('usedToFreedP99Ms'),
		sweeps: of('sweeps'),
		derefs: of('derefs'),
		policyTotalMs: of('policyTotalMs'),
		policyLongestMs: of('policyLongestMs'),
		collections: of('collections'),
		pressureRequests: of('pressureRequests'),
		programMs: of('programMs'),
		outOfMemoryMs: of('outOfMemoryMs'),
		labMs: of('labMs'),
	};
}

function spreadOf(values: readonly number[]): Spread | null {
	const sorted = [...values].sort((a, b) => a - b);
	const [least] = sorted;
	const greatest = sorted.at(-1);
	if (least === undefined || greatest === undefined) return null;
	const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
	const median = middle.reduce((sum, value) => sum + value, 0) / middle.length;
	return { median, least, greatest, trials: sorted.length };
}

/**
 * The rows that are among the best or the worst of a column. Two rows are told apart if their medians differ by more
 * than the trials of either do; where the extremes are not, nothing is marked. Rows that share an extreme stand for it
 * together, or the experiment's order would decide. A program that ended early is not quick: its row takes no part.
 */
function marked(rows: readonly ResultRow[], name: FigureName): { index: number; mark: 'best' | 'worst' }[] {
	const { better }: FigureKind = figureKinds[name];
	if (!better) return [];
	const field = rows.flatMap(({ index, figures, outcomes }) => {
		const spread = figures[name];
		const fair = kAlways.includes(name) || Object.keys(outcomes).every((outcome) => outcome === 'ended');
		return spread && fair ? [{ index, spread: widthOf(spread) }] : [];
	});
	const low = extreme(field, Math.min);
	const high = extreme(field, Math.max);
	if (alike(low, high) || Math.min(low.trials, high.trials) < kLeastTrials) return [];
	const [best, worst] = better === 'more' ? [high, low] : [low, high];
	return field.flatMap(({ index, spread }) => {
		if (spread.trials < kLeastTrials) return [];
		const [first, last] = [alike(spread, best), alike(spread, worst)];
		return first === last ? [] : [{ index, mark: first ? 'best' : 'worst' }];
	});
}

interface Width {
	readonly median: number;
	/** From the least to the greatest. */
	readonly width: number;
	readonly trials: number;
}

const widthOf = ({ median, least, greatest, trials }: Spread): Width => ({ median, width: greatest - least, trials });

/** All rows of the least or the greatest median as one: as wide as the widest, of as few trials as the fewest. */
function extreme(field: readonly { spread: Width }[], pick: (...medians: number[]) => number): Width {
	const median = pick(...field.map(({ spread }) => spread.median));
	const there = field.flatMap(({ spread }) => (spread.median === median ? [spread] : []));
	const width = Math.max(...there.map((it) => it.width));
	return { median, width, trials: Math.min(...there.map(({ trials }) => trials)) };
}

const alike = (a: Width, b: Width): boolean => Math.abs(a.median - b.median) <= Math.max(a.width, b.width);
