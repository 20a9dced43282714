// How the results are looked at: order, what is hidden, what is pointed at, and which two are compared. Changes no
// figure.
import { type Signal, signal } from '@preact/signals';
import type { FigureName } from './figures.ts';

export class ResultsModel {
	/** Null: the experiment's own order. */
	readonly sort: Signal<{ readonly by: FigureName; readonly descending: boolean } | null> = signal(null);
	readonly hiddenFigures: Signal<ReadonlySet<FigureName>> = signal(new Set());
	/** By the configuration's index; hidden in table and charts alike. */
	readonly hiddenRows: Signal<ReadonlySet<number>> = signal(new Set());
	/** Pointed at, in the table or in a chart: lit in all. */
	readonly lit: Signal<number | null> = signal(null);
	/** At most two, in the order in which they were chosen. */
	readonly compared: Signal<readonly number[]> = signal([]);
}
