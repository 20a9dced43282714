// Which rows of the managed table are shown: order, filter, the part scrolled to, the focused row.
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ColumnName, RowWindow, StateName } from '../protocol/messages.ts';
import type { Row, Snapshot } from '../protocol/snapshot.ts';
import type { SelectionModel } from './SelectionModel.ts';

export type { ColumnName } from '../protocol/messages.ts';
export type { Row } from '../protocol/snapshot.ts';

/** Rows asked for at once: the engine's `maxRows`. */
export const kWindowRows = 256;
/** Height of a row, CSS pixels. */
export const kRowPx = 24;
/** Browsers cap the height of an element, the lowest cap at about 8.9 million pixels: more rows are not scrolled to. */
export const kMostRows = Math.floor(7_990_000 / kRowPx);
/** The window moves in steps of this many rows, so that scrolling by one row asks for nothing new. */
const kWindowStep = 64;

export class TableModel {
	readonly sort: Signal<ColumnName> = signal('serial');
	readonly descending = signal(false);
	/** Empty: every state. */
	readonly filter: Signal<readonly StateName[]> = signal([]);
	/** First row on the screen. */
	readonly topRow = signal(0);
	/** Index of the row that the keyboard is on. */
	readonly focusedRow = signal(0);

	/** What the next snapshot shall bring. */
	readonly window: ReadonlySignal<RowWindow>;
	readonly rowCount: ReadonlySignal<number>;
	/** True when the engine is gone and `rows` is all that is left of more. */
	readonly partial: ReadonlySignal<boolean>;
	readonly #first: ReadonlySignal<number>;
	readonly #rows: ReadonlySignal<readonly Row[]>;
	readonly #selection: SelectionModel;

	/** `engineGone`: nobody answers any more, so order and filter are made here of the rows last seen. */
	constructor(latest: ReadonlySignal<Snapshot | null>, engineGone: ReadonlySignal<boolean>, selection: SelectionModel) {
		this.#selection = selection;
		// Another line or stretch of time is another list: it begins at its top.
		effect(() => {
			selection.line.value;
			selection.range.value;
			batch(() => this.#toTop());
		});
		// Where all rows fit, all are asked for wherever the reader scrolls: the lanes show each of them.
		const fits = computed(() => this.rowCount.value <= kWindowRows);
		const offset = computed(() =>
			fits.value ? 0 : Math.max(0, Math.floor(this.topRow.value / kWindowStep) - 1) * kWindowStep,
		);
		this.window = computed(() => ({
			sort: this.sort.value,
			descending: this.descending.value,
			states: this.filter.value,
			line: selection.line.value,
			...(selection.range.value && { born: selection.range.value }),
			offset: offset.value,
			count: kWindowRows,
		}));
		this.#rows = computed(() => {
			const rows = latest.value?.rows ?? [];
			return engineGone.value ? this.#arranged(rows) : rows;
		});
		this.#first = computed(() => (engineGone.value ? 0 : (latest.value?.firstRow ?? 0)));
		this.rowCount = computed(() => (engineGone.value ? this.#rows.value.length : (latest.value?.rowsMatched ?? 0)));
		this.partial = computed(() => {
			const snapshot = latest.value;
			return engineGone.value && snapshot !== null && snapshot.rows.length < snapshot.stats.madeCount;
		});
	}

	/** Undefined while the row is on its way. */
	rowAt(index: number): Row | undefined {
		return this.#rows.value[index - this.#first.value];
	}

	/** The row of this object and its place, if it is among those that are here. */
	find(serial: number): { row: Row; index: number } | undefined {
		const at = this.#rows.value.findIndex((row) => row.serial === serial);
		const row = this.#rows.value[at];
		return row && { row, index: this.#first.value + at };
	}

	/** Sorts by the column; again: the other way round. */
	sortBy(column: ColumnName): void {
		if (this.sort.value === column) this.descending.value = !this.descending.value;
		else {
			this.sort.value = column;
			this.descending.value = false;
		}
	}

	toggleState(state: StateName): void {
		const filter = this.filter.value;
		this.filter.value = filter.includes(state) ? filter.filter((name) => name !== state) : [...filter, state];
		this.#toTop();
	}

	/** Every row again. */
	clearFilters(): void {
		batch(() => {
			this.filter.value = [];
			this.#selection.line.value = 0;
			this.#selection.range.value = null;
			this.#toTop();
		});
	}

	#toTop(): void {
		this.topRow.value = 0;
		this.focusedRow.value = 0;
	}

	#arranged(rows: readonly Row[]): Row[] {
		const filter = this.filter.value;
		const line = this.#selection.line.value;
		const range = this.#selection.range.value;
		const key = keys[this.sort.value];
		const sign = this.descending.value ? -1 : 1;
		return rows
			.filter((row) => filter.length === 0 || filter.includes(row.state))
			.filter((row) => line === 0 || row.line === line)
			.filter((row) => !range || (row.bornMs >= range.fromMs && row.bornMs <= range.toMs))
			.sort((a, b) => sign * (compare(key(a), key(b)) || a.serial - b.serial));
	}
}

const keys: Record<ColumnName, (row: Row) => number | string> = {
	serial: (row) => row.serial,
	class: (row) => row.className,
	address: (row) => row.address,
	size: (row) => row.sizeBytes,
	state: (row) => row.state,
	born: (row) => row.bornMs,
	used: (row) => row.usedMs,
	cleared: (row) => row.clearedMs,
	ended: (row) => row.endedMs,
	survived: (row) => row.survived,
	line: (row) => row.line,
};

/** NaN, "not yet", comes first, as in the engine. */
function compare(a: number | string, b: number | string): number {
	if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
	return a < b ? -1 : a > b ? 1 : 0;
}
