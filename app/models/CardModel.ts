// What is known of the selected object: asked for while it is selected, and kept once the engine knows it no more.
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ObjectCard, Row } from '../protocol/snapshot.ts';
import type { SelectionModel, Spot } from './SelectionModel.ts';
import type { SnapshotModel } from './SnapshotModel.ts';

export type { GraphEdge, GraphNode, ObjectCard, Row } from '../protocol/snapshot.ts';
export type { Spot } from './SelectionModel.ts';

export interface Shown {
	/** As it was selected. */
	spot: Spot;
	/** The last that was seen of it; null: none ever was. */
	row: Row | null;
	card: ObjectCard | null;
	/** The engine remembers nothing of it any more: `row` and `card` are what was seen last. */
	forgotten: boolean;
}

export class CardModel {
	readonly shown: ReadonlySignal<Shown | null>;
	readonly #shown: Signal<Shown | null> = signal(null);

	constructor(snapshots: SnapshotModel, selection: SelectionModel) {
		this.shown = this.#shown;
		effect(() => {
			const spot = selection.selected.value;
			snapshots.wanted.object.value = spot && { address: spot.address, serial: spot.serial };
		});
		effect(() => {
			const spot = selection.selected.value;
			const seen = snapshots.seen.object.value;
			const inTable = spot && snapshots.table.find(spot.serial)?.row;
			this.#shown.value = spot && next(spot, seen, inTable ?? null, this.#shown.peek());
		});
	}
}

function next(spot: Spot, seen: ObjectCard | null, inTable: Row | null, before: Shown | null): Shown {
	const last = before?.spot.serial === spot.serial ? before : null;
	// What is seen may still be the answer for the object that was selected before.
	const card = seen?.story.serial === spot.serial ? seen : null;
	return {
		spot,
		row: card?.row ?? inTable ?? last?.row ?? null,
		card: card ?? last?.card ?? null,
		forgotten: card === null && seen?.story.found === 'nothing',
	};
}
