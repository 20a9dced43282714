// How the results are looked at: order, what is hidden, what is pointed at, and which two are compared. Changes no
// figure.
import { batch, type Signal, signal } from '@preact/signals';
import { type FigureName, figureKinds } from './figures.ts';
import { figuresByGroup } from './figureWords.ts';
import type { Report } from './report.ts';
import type { ResultRow } from './rows.ts';

export interface Sort {
	readonly by: FigureName;
	readonly descending: boolean;
}

/** What a reader who wants to choose a policy looks at first; the others are a click away. */
const kFirstFigures: readonly FigureName[] = [
	'freedAtEndPercent',
	'freedWithinPercent',
	'peakBytes',
	'usedToFreedP50Ms',
	'usedToFreedP99Ms',
	'policyTotalMs',
	'policyLongestMs',
	'programMs',
	'labMs',
];

const hiddenAtFirst: ReadonlySet<FigureName> = new Set(figuresByGroup.filter((name) => !kFirstFigures.includes(name)));

/** At most so many rows are held against each other. */
const kCompared = 2;

export class ResultsModel {
	/** Null: the experiment's own order. */
	readonly sort: Signal<Sort | null> = signal(null);
	readonly hiddenFigures: Signal<ReadonlySet<FigureName>> = signal(hiddenAtFirst);
	/** By the configuration's index; hidden in table and charts alike. */
	readonly hiddenRows: Signal<ReadonlySet<number>> = signal(new Set());
	/** Pointed at, in the table or in a chart: lit in all. */
	readonly lit: Signal<number | null> = signal(null);
	/** At most two, in the order in which they were chosen. */
	readonly compared: Signal<readonly number[]> = signal([]);
	/** The configurations that indices are of. */
	#about: string | null = null;

	/** To be called with each report that is shown: rows of other configurations are not those that were chosen. */
	shows({ experiment }: Pick<Report, 'experiment'>): void {
		const about = JSON.stringify(experiment.configurations);
		const before = this.#about;
		this.#about = about;
		if (before === null || before === about) return;
		batch(() => {
			this.hiddenRows.value = new Set();
			this.compared.value = [];
			this.lit.value = null;
		});
	}

	/** The best first, or the least where neither way is good; again: the other way round. */
	sortBy(by: FigureName): void {
		const { value: sort } = this.sort;
		const descending = sort?.by === by ? !sort.descending : figureKinds[by].better === 'more';
		this.sort.value = { by, descending };
	}

	/** The columns that are shown, as they stand. */
	figures(): FigureName[] {
		const hidden = this.hiddenFigures.value;
		return figuresByGroup.filter((name) => !hidden.has(name));
	}

	/** The rows that are shown, in their order; those without the figure that sorts come last. */
	arrange(rows: readonly ResultRow[]): ResultRow[] {
		const hidden = this.hiddenRows.value;
		const shown = rows.filter((row) => !hidden.has(row.index));
		const { value: sort } = this.sort;
		if (!sort) return shown;
		const sign = sort.descending ? -1 : 1;
		const medianOf = (row: ResultRow) => row.figures[sort.by]?.median;
		return shown.sort((a, b) => {
			const [first, second] = [medianOf(a), medianOf(b)];
			if (first === undefined || second === undefined)
				return Number(first === undefined) - Number(second === undefined);
			return sign * (first - second) || a.index - b.index;
		});
	}

	toggleFigure(name: FigureName): void {
		const hidden = new Set(this.hiddenFigures.value);
		if (!hidden.delete(name)) hidden.add(name);
		this.hiddenFigures.value = hidden;
	}

	showAllFigures(): void {
		this.hiddenFigures.value = new Set();
	}

	showFirstFigures(): void {
		this.hiddenFigures.value = hiddenAtFirst;
	}

	/** A hidden row is neither lit nor compared. */
	hideRow(index: number): void {
		batch(() => {
			this.hiddenRows.value = new Set([...this.hiddenRows.value, index]);
			this.compared.value = this.compared.value.filter((it) => it !== index);
			if (this.lit.value === index) this.lit.value = null;
		});
	}

	showRow(index: number): void {
		this.hiddenRows.value = new Set([...this.hiddenRows.value].filter((it) => it !== index));
	}

	showAllRows(): void {
		this.hiddenRows.value = new Set();
	}

	/** A third takes the place of the one that was chosen first. */
	toggleCompared(index: number): void {
		const { value: compared } = this.compared;
		this.compared.value = compared.includes(index)
			? compared.filter((it) => it !== index)
			: [...compared, index].slice(-kCompared);
	}

	swapCompared(): void {
		this.compared.value = this.compared.value.toReversed();
	}

	compareNone(): void {
		this.compared.value = [];
	}
}
