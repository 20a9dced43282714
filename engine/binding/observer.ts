// Sees collections happen, and looks at the WeakRefs after each: what is cleared shows, whatever the policy.
import type { Clock, Timer } from './clock.ts';
import type { Collector } from './collector.ts';
import type { Slots } from './slots.ts';

/** Looks begin no more often than this: Chromium detects minor collections too, many a second. */
const kLookSpacingMs = 100;
/** How long one slice of a look may hold the program up. */
const kLookSliceMs = 4;

/**
 * A look calls deref() only after a collection and in a job of its own, so that it keeps next to nothing alive;
 * looking more often would hold collection up (an incremental marking takes what was looked at for living).
 */
export class Observer {
	readonly #clock: Clock;
	readonly #slots: Slots;
	#stopped = false;
	/** The slice, or the look, that comes next. */
	#timer: Timer | undefined;
	#lastLookMs = Number.NEGATIVE_INFINITY;
	/** A collection came while a look was under way, which may have passed what that one cleared. */
	#again = false;
	/** Who waits for a collection, and who for the look after it. */
	#collectionWaiters: (() => void)[] = [];
	#lookWaiters: (() => void)[] = [];

	constructor(clock: Clock, collector: Collector, slots: Slots, noteCollection: () => void) {
		this.#clock = clock;
		this.#slots = slots;
		collector.onCollection(() => {
			if (this.#stopped) return;
			noteCollection();
			this.#collectionWaiters = callAll(this.#collectionWaiters);
			this.#schedule();
		});
	}

	/** True at the next detected collection, false if none came within `patienceMs`. */
	nextCollection(patienceMs: number): Promise<boolean> {
		return new Promise((resolve) => {
			const patience = this.#clock.after(patienceMs, () => resolve(false));
			this.#collectionWaiters[this.#collectionWaiters.length] = () => {
				patience.cancel();
				resolve(true);
			};
		});
	}

	/** Resolves once the look that is scheduled has come to its end; at once if there is none. */
	looked(): Promise<void> {
		return new Promise((resolve) => {
			if (this.#timer === undefined) resolve();
			else this.#lookWaiters[this.#lookWaiters.length] = resolve;
		});
	}

	stop(): void {
		this.#stopped = true;
		this.#timer?.cancel();
		this.#timer = undefined;
	}

	#schedule(): void {
		if (this.#timer !== undefined) {
			this.#again = true;
			return;
		}
		const waitMs = Math.max(0, this.#lastLookMs + kLookSpacingMs - this.#clock.now());
		this.#timer = this.#clock.after(waitMs, () => {
			this.#again = false;
			this.#slice();
		});
	}

	#slice(): void {
		if (!this.#slots.lookForAWhile(kLookSliceMs)) {
			this.#timer = this.#clock.after(0, () => this.#slice());
			return;
		}
		this.#timer = undefined;
		this.#lastLookMs = this.#clock.now();
		this.#lookWaiters = callAll(this.#lookWaiters);
		if (this.#again) this.#schedule();
	}
}

/** Calls each and gives the empty list that takes their place. */
function callAll(waiters: readonly (() => void)[]): [] {
	for (let i = 0; i < waiters.length; i++) waiters[i]?.();
	return [];
}
