// What the reader points at and has picked, the same in every view: an object, a line of the program, a stretch of
// time. The views read it and write it; nothing here asks the engine.
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Row, TimeRange } from '../protocol/snapshot.ts';

export type { TimeRange } from '../protocol/snapshot.ts';

/** What every view needs to find an object again. A row of the table is one; of what has no row, times are NaN. */
export type Spot = Pick<
	Row,
	'serial' | 'address' | 'sizeBytes' | 'className' | 'line' | 'bornMs' | 'usedMs' | 'clearedMs' | 'endedMs'
>;

export class SelectionModel {
	/** The object under the pointer, in whatever view. */
	readonly hovered: Signal<Spot | null> = signal(null);
	/** The line of the program under the pointer, in whatever view; 0: none. */
	readonly hoveredLine = signal(0);
	/** The object whose card is open. */
	readonly selected: Signal<Spot | null> = signal(null);
	/** Table, map and lifetimes show only what was made at this line; 0: at any. */
	readonly line = signal(0);
	/** They show only what was made in this stretch of the run. */
	readonly range: Signal<TimeRange | null> = signal(null);
	/** Asked to be shown on the map, by a spot of its own for each asking; the map goes there and sets it back. */
	readonly reveal: Signal<Spot | null> = signal(null);

	/** The object that lights up: the one pointed at, else the one that is selected. */
	readonly lit: ReadonlySignal<Spot | null>;
	/** The line that lights up; 0: none. */
	readonly litLine: ReadonlySignal<number>;

	constructor() {
		this.lit = computed(() => this.hovered.value ?? (this.hoveredLine.value > 0 ? null : this.selected.value));
		this.litLine = computed(() => this.hoveredLine.value || (this.lit.value?.line ?? 0) || this.line.value);
	}

	/** A run begins: nothing of the last one is there any more. */
	clear(): void {
		batch(() => {
			this.hovered.value = null;
			this.hoveredLine.value = 0;
			this.selected.value = null;
			this.line.value = 0;
			this.range.value = null;
			this.reveal.value = null;
		});
	}

	/** Filters by the line; the same line again: by none. */
	toggleLine(line: number): void {
		this.line.value = this.line.value === line ? 0 : line;
	}
}
