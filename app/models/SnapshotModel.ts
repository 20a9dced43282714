// What the engine looks like now. The page pulls: one request is under way at most, and the next is made only after
// the last was drawn, so that work is bounded by what is on the screen.
import { batch, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Clock } from '../lib/clock.ts';
import type { Description, RowWindow, ToWorker, Wanted } from '../protocol/messages.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import { HistoryModel } from './HistoryModel.ts';
import { type SeenBytes, SeenModel } from './SeenModel.ts';
import type { SelectionModel } from './SelectionModel.ts';
import { TableModel } from './TableModel.ts';

export type { Snapshot } from '../protocol/snapshot.ts';
export type { Seen } from './SeenModel.ts';

/** Time between two looks while something changes, and while nothing has for `kQuietAfterMs`. */
const kBusyPeriodMs = 50;
const kQuietPeriodMs = 100;
const kQuietAfterMs = 500;
/** While no view shows the run. The history goes on, and who comes back to the views sees a run of this moment. */
const kUnwatchedPeriodMs = 500;

export type Decode = (description: Description, bytes: ArrayBuffer) => Snapshot;

interface Source {
	description: Description;
	post(message: ToWorker): void;
}

interface Waiter {
	/** Served by the answer to this request or a later one. */
	id: number;
	resolve(snapshot: Snapshot | null): void;
}

export class SnapshotModel {
	readonly latest: ReadonlySignal<Snapshot | null>;
	readonly history = new HistoryModel();
	readonly table: TableModel;
	/** The engine is gone, or was never there: `latest` and `seen` are what was seen last. */
	readonly gone: ReadonlySignal<boolean>;
	/** What the views want to see beside rows; each view sets its own. A change is asked for at the next frame. */
	readonly wanted: SeenModel['wanted'];
	/** What came of it, all of the same moment as `latest`. */
	readonly seen: SeenModel['seen'];

	/** The run is shown. */
	readonly watched: Signal<boolean> = signal(true);

	/** What the page's own looking has cost the program's thread in this run. */
	readonly cost = { count: 0, totalMs: 0, longestMs: 0 };

	readonly #seen = new SeenModel();
	readonly #latest: Signal<Snapshot | null> = signal(null);
	readonly #sourceGone = signal(true);
	readonly #clock: Clock;
	readonly #decode: Decode;
	#source: Source | null = null;
	#nextId = 1;
	#underWay = 0;
	/** What was wanted when the request under way was made. */
	#asked: Wanted = {};
	#rows: RowWindow | null = null;
	#markFrom = 1;
	#askedAtMs = Number.NEGATIVE_INFINITY;
	#changedAtMs = Number.NEGATIVE_INFINITY;
	#cancelPlan: (() => void) | null = null;
	#waiters: Waiter[] = [];

	constructor(clock: Clock, decode: Decode, selection: SelectionModel) {
		this.#clock = clock;
		this.#decode = decode;
		this.latest = this.#latest;
		this.gone = this.#sourceGone;
		this.wanted = this.#seen.wanted;
		this.seen = this.#seen.seen;
		this.table = new TableModel(this.#latest, this.#sourceGone, selection);
		effect(() => {
			this.table.window.value;
			this.#seen.request.value;
			const periodMs = this.watched.value ? 0 : kUnwatchedPeriodMs;
			if (this.#source && this.#underWay === 0) this.#plan(periodMs);
		});
	}

	/** A run begins: forgets the last and looks at this one until `detach`. */
	attach(source: Source): void {
		this.clear();
		this.#source = source;
		this.#sourceGone.value = false;
		this.#changedAtMs = this.#clock.nowMs();
		this.#ask();
	}

	/** The engine is gone; what was seen last stays. */
	detach(): void {
		this.#cancelPlan?.();
		this.#cancelPlan = null;
		this.#source = null;
		this.#underWay = 0;
		this.#sourceGone.value = true;
		for (const waiter of this.#waiters.splice(0)) waiter.resolve(this.#latest.value);
	}

	clear(): void {
		this.detach();
		this.#markFrom = 1;
		Object.assign(this.cost, { count: 0, totalMs: 0, longestMs: 0 });
		batch(() => {
			this.#latest.value = null;
			this.#seen.clear();
			this.table.topRow.value = 0;
			this.table.focusedRow.value = 0;
			this.history.clear();
		});
	}

	/** The answer to the request of this id. Throws on bytes that make no sense; nothing has changed then. */
	receive(id: number, tookMs: number, bytes: ArrayBuffer, wanted: SeenBytes = {}): void {
		if (id !== this.#underWay || !this.#source) return;
		this.cost.count++;
		this.cost.totalMs += tookMs;
		this.cost.longestMs = Math.max(this.cost.longestMs, tookMs);
		this.#underWay = 0;
		const { description } = this.#source;
		const snapshot = this.#decode(description, bytes);
		const showSeen = this.#seen.read(description, this.#asked, wanted);
		this.#markFrom = snapshot.markNext;
		if (differs(snapshot, this.#latest.value)) this.#changedAtMs = this.#clock.nowMs();
		batch(() => {
			this.#latest.value = snapshot;
			showSeen();
			this.history.add(snapshot);
		});
		const served = this.#waiters.filter((waiter) => waiter.id <= id);
		this.#waiters = this.#waiters.filter((waiter) => waiter.id > id);
		for (const waiter of served) waiter.resolve(snapshot);
		if (this.#waiters.length > 0) this.#ask();
		else this.#plan(this.#wantsOther() ? 0 : this.#periodMs());
	}

	/** A snapshot asked for after this call; what was seen last if there is no engine to ask. */
	fresh(): Promise<Snapshot | null> {
		if (!this.#source) return Promise.resolve(this.#latest.value);
		return new Promise((resolve) => {
			this.#waiters.push({ id: this.#nextId, resolve });
			if (this.#underWay === 0) this.#ask();
		});
	}

	/** Whether the views have changed what they want to see since the last request, and somebody looks. */
	#wantsOther(): boolean {
		if (!this.watched.peek()) return false;
		return this.table.window.peek() !== this.#rows || this.#seen.request.peek() !== this.#asked;
	}

	#periodMs(): number {
		if (!this.watched.peek()) return kUnwatchedPeriodMs;
		const quiet = this.#clock.nowMs() - this.#changedAtMs > kQuietAfterMs;
		return quiet ? kQuietPeriodMs : kBusyPeriodMs;
	}

	#plan(periodMs: number): void {
		this.#cancelPlan?.();
		const waitMs = this.#askedAtMs + periodMs - this.#clock.nowMs();
		// The last step is always a frame: it comes after the last snapshot was drawn, and not at all while hidden.
		const frame = () => {
			this.#cancelPlan = this.#clock.frame(() => this.#ask());
		};
		if (waitMs <= 0) frame();
		else this.#cancelPlan = this.#clock.after(waitMs, frame);
	}

	#ask(): void {
		this.#cancelPlan?.();
		this.#cancelPlan = null;
		if (!this.#source) return;
		this.#underWay = this.#nextId++;
		this.#askedAtMs = this.#clock.nowMs();
		const rows = this.table.window.peek();
		this.#rows = rows;
		this.#asked = this.#seen.request.peek();
		const request = { id: this.#underWay, rows, markFrom: this.#markFrom, wanted: this.#asked };
		this.#source.post({ kind: 'snapshot', ...request });
	}
}

/** Whether anything but time and sweeps that found nothing has happened between the two. */
function differs(now: Snapshot, before: Snapshot | null): boolean {
	if (!before) return true;
	const [a, b] = [now.stats, before.stats];
	return (
		a.madeCount !== b.madeCount ||
		a.clearedCount !== b.clearedCount ||
		a.lostCount !== b.lostCount ||
		a.freedCount !== b.freedCount ||
		a.deletedCount !== b.deletedCount ||
		a.nativeLiveBytes !== b.nativeLiveBytes ||
		a.collections !== b.collections
	);
}
