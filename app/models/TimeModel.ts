// What the views over time share: the stretch of the run that they show, the moment pointed at, and marking a range by
// dragging or by keys. The views draw when `drawn` counts up, all at once, and not for every snapshot.
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Clock } from '../lib/clock.ts';
import type { Row } from '../protocol/snapshot.ts';
import type { SelectionModel, Spot, TimeRange } from './SelectionModel.ts';
import type { SnapshotModel } from './SnapshotModel.ts';

/** The views show at least so much of a run. */
const kLeastSpanMs = 2000;
/** Shortest time between two drawings. */
const kDrawEveryMs = 100;
/** The pointer has to move so far, in CSS pixels, before it drags. */
const kDragPx = 4;
/** An arrow key moves the cursor by this part of what is shown. */
const kKeySteps = 100;

/** The lit object as far as it is known now; its state may not be. */
export type LitObject = Spot & Partial<Pick<Row, 'state'>>;

export class TimeModel {
	/** Counts up when the views shall draw. */
	readonly drawn: ReadonlySignal<number>;
	/** The views show the run from its begin until so many milliseconds later. */
	readonly spanMs: ReadonlySignal<number>;
	/** So much time is one CSS pixel of the views. */
	readonly msPerPx: ReadonlySignal<number>;
	/** Of the views' plot, CSS pixels. */
	readonly widthPx: Signal<number> = signal(1);
	/** The moment pointed at; null: none. */
	readonly cursorMs: Signal<number | null> = signal(null);
	/** The object that lights up, with its latest moments. */
	readonly lit: ReadonlySignal<LitObject | null>;
	readonly #drawn = signal(0);
	readonly #spanMs = signal(kLeastSpanMs);
	readonly #selection: SelectionModel;
	#drawnAtMs = Number.NEGATIVE_INFINITY;
	#planned = false;
	/** Where the pressed pointer was pressed. */
	#press: { timeMs: number; atPx: number; drags: boolean } | null = null;
	/** The end of the range that keys leave where it is. */
	#anchorMs: number | null = null;

	constructor(clock: Clock, { history, latest, seen }: SnapshotModel, selection: SelectionModel) {
		this.drawn = this.#drawn;
		this.spanMs = this.#spanMs;
		this.#selection = selection;
		this.msPerPx = computed(() => this.#spanMs.value / Math.max(1, this.widthPx.value));
		const draw = () => {
			this.#planned = false;
			this.#drawnAtMs = clock.nowMs();
			batch(() => {
				this.#spanMs.value = Math.max(kLeastSpanMs, history.points.at(-1)?.timeMs ?? 0);
				this.#drawn.value++;
			});
		};
		effect(() => {
			history.version.value;
			if (history.points.length === 0) this.#forget();
			if (this.#planned) return;
			this.#planned = true;
			clock.after(Math.max(0, this.#drawnAtMs + kDrawEveryMs - clock.nowMs()), draw);
		});
		this.lit = computed(() => {
			const spot = selection.lit.value;
			if (!spot) return null;
			const same = (row: Row | null | undefined) => row?.serial === spot.serial && row.address === spot.address;
			const card = seen.object.value?.row;
			return latest.value?.rows.find(same) ?? (card && same(card) ? card : spot);
		});
	}

	/** The pointer goes down. */
	press(timeMs: number, atPx: number): void {
		this.#press = { timeMs, atPx, drags: false };
	}

	/** It moves. True while it drags: the range follows it. */
	moveTo(timeMs: number, atPx: number): boolean {
		this.cursorMs.value = timeMs;
		if (!this.#press) return false;
		this.#press.drags ||= Math.abs(atPx - this.#press.atPx) >= kDragPx;
		if (this.#press.drags) this.#mark(this.#press.timeMs, timeMs);
		return this.#press.drags;
	}

	/** It goes up. True if it had dragged, and so was no click. */
	release(): boolean {
		const dragged = this.#press?.drags ?? false;
		this.#press = null;
		this.#anchorMs = null;
		return dragged;
	}

	/**
	 * Moves the cursor by steps of a hundredth of what is shown, from the end or the begin if there was none. `extend`
	 * marks what lies between where the cursor was when extending began and where it is now.
	 */
	step(steps: number, extend: boolean): void {
		const spanMs = this.spanMs.value;
		const fromMs = this.cursorMs.value ?? (steps < 0 ? spanMs : 0);
		const toMs = Math.min(spanMs, Math.max(0, fromMs + (steps * spanMs) / kKeySteps));
		this.#anchorMs = extend ? (this.#anchorMs ?? fromMs) : null;
		this.cursorMs.value = toMs;
		if (this.#anchorMs !== null) this.#mark(this.#anchorMs, toMs);
	}

	clearRange(): void {
		this.#selection.range.value = null;
		this.#anchorMs = null;
	}

	#mark(oneMs: number, otherMs: number): void {
		const range: TimeRange = { fromMs: Math.min(oneMs, otherMs), toMs: Math.max(oneMs, otherMs) };
		this.#selection.range.value = range;
	}

	/** A new run has begun. */
	#forget(): void {
		this.cursorMs.value = null;
		this.#press = null;
		this.#anchorMs = null;
	}
}
