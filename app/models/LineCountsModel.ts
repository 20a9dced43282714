// What became of the objects that each line of the program made, at the pace at which the editor shows it.
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Clock } from '../lib/clock.ts';
import type { LineCounts, Snapshot } from '../protocol/snapshot.ts';

export type { LineCounts } from '../protocol/snapshot.ts';

/** Figures that change faster than this cannot be read. */
const kPeriodMs = 100;

export class LineCountsModel {
	/** In the order of the text, without the lines that are not known; the same array while nothing has changed. */
	readonly counts: ReadonlySignal<readonly LineCounts[]>;
	readonly #counts: Signal<readonly LineCounts[]> = signal([]);

	constructor(latest: ReadonlySignal<Snapshot | null>, clock: Clock) {
		this.counts = this.#counts;
		let shownAtMs = Number.NEGATIVE_INFINITY;
		let cancel: (() => void) | null = null;
		const show = () => {
			cancel?.();
			cancel = null;
			shownAtMs = clock.nowMs();
			const counts = (latest.peek()?.lines ?? []).filter(({ line }) => line > 0);
			if (!equal(counts, this.#counts.peek())) this.#counts.value = counts;
		};
		effect(() => {
			const waitMs = shownAtMs + kPeriodMs - clock.nowMs();
			if (latest.value === null || waitMs <= 0) show();
			else cancel ??= clock.after(waitMs, show);
		});
	}
}

/** All figures of a line, whatever they are called. */
function equal(a: readonly LineCounts[], b: readonly LineCounts[]): boolean {
	return a.length === b.length && a.every((counts, i) => same(counts, b[i]));
}

function same(a: LineCounts, b: LineCounts | undefined): boolean {
	return (
		b !== undefined &&
		a.line === b.line &&
		a.made === b.made &&
		a.live === b.live &&
		a.cleared === b.cleared &&
		a.lost === b.lost &&
		a.freed === b.freed &&
		a.deleted === b.deleted &&
		a.heldBytes === b.heldBytes
	);
}
