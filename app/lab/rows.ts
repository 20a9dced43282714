// The results table's rows: for each configuration the median and the spread of its trials, and in which columns it is
// among the best or the worst.
import type { Configuration } from './experiment.ts';
import type { FigureName } from './figures.ts';
import type { Disturbance, Outcome, Report } from './report.ts';

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

/** A row for each configuration, in the experiment's order; figures are null until a trial gives them. */
export function rowsOf(_report: Report): ResultRow[] {
	throw new Error('not there yet');
}
