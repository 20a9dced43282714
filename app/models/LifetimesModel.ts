// Which lanes the lifetimes show: one for each object where few match the table's filters, else one for each line that
// made objects. And which lane the keyboard is on.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { LineCounts, Row } from '../protocol/snapshot.ts';
import type { SelectionModel } from './SelectionModel.ts';
import type { SnapshotModel } from './SnapshotModel.ts';

export type { LineCounts } from '../protocol/snapshot.ts';

/** Most lanes of lines; those that made most are shown. */
export const kMostLines = 64;

/** Most lines that a snapshot carries: the engine's `maxLineRecords`. There may be more where there are so many. */
export const kMostLineRecords = 256;

export type Lanes =
	/** Every object that matches the table's filters, in its order. */
	| { kind: 'objects'; objects: readonly Row[] }
	/** In the order of the text; `more` made objects too, none more than these; `orMore`: at least so many. */
	| { kind: 'lines'; lines: readonly LineCounts[]; more: number; orMore: boolean };

export class LifetimesModel {
	readonly lanes: ReadonlySignal<Lanes>;
	readonly laneCount: ReadonlySignal<number>;
	/** Index of the lane that the keyboard is on. */
	readonly focusedLane: Signal<number> = signal(0);
	readonly #selection: SelectionModel;

	constructor({ latest, table }: SnapshotModel, selection: SelectionModel) {
		this.#selection = selection;
		this.lanes = computed(() => {
			const snapshot = latest.value;
			if (!snapshot || snapshot.rowsMatched <= snapshot.rows.length) {
				const rows = Array.from({ length: table.rowCount.value }, (_, index) => table.rowAt(index));
				return { kind: 'objects', objects: rows.filter((row) => row !== undefined) };
			}
			return linesOf(snapshot.lines, selection.line.value);
		});
		this.laneCount = computed(() => {
			const lanes = this.lanes.value;
			return lanes.kind === 'objects' ? lanes.objects.length : lanes.lines.length;
		});
	}

	/** The pointer is on this lane; -1: on none. */
	point(index: number): void {
		const lanes = this.lanes.value;
		const { hovered, hoveredLine } = this.#selection;
		hovered.value = lanes.kind === 'objects' ? (lanes.objects[index] ?? null) : null;
		hoveredLine.value = lanes.kind === 'lines' ? (lanes.lines[index]?.line ?? 0) : 0;
	}

	/** Opens the object's card, or filters by the line; the line that it is filtered by: by none. */
	pick(index: number): void {
		const lanes = this.lanes.value;
		this.focusedLane.value = index;
		if (lanes.kind === 'objects') this.#selection.selected.value = lanes.objects[index] ?? null;
		else this.#selection.toggleLine(lanes.lines[index]?.line ?? 0);
	}
}

function linesOf(all: readonly LineCounts[], only: number): Lanes {
	const lines = only > 0 ? all.filter(({ line }) => line === only) : all;
	const most = lines.toSorted((a, b) => b.made - a.made).slice(0, kMostLines);
	return {
		kind: 'lines',
		lines: most.sort((a, b) => a.line - b.line),
		more: lines.length - most.length,
		orMore: lines.length >= kMostLineRecords,
	};
}
