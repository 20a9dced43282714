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
	/** A look is wanted after the one that is under way, or after the hold. */
	#again = false;
	#held = false;
	/** Who waits for the end of a look that begins after they asked. */
	#waiters: (() => void)[] = [];

	constructor(clock: Clock, collector: Collector, slots: Slots, noteCollection: () => void) {
		this.#clock = clock;
		this.#slots = slots;
		collector.onCollection(() => {
			if (this.#stopped) return;
			noteCollection();
			this.#schedule();
		});
	}

	/** Resolves when every slot was looked at after this call; at once after `stop()`. */
	look(): Promise<void> {
		if (this.#stopped) return Promise.resolve();
		return new Promise((resolve) => {
			this.#waiters[this.#waiters.length] = resolve;
			this.#schedule();
		});
	}

	/** No look is taken until `release()`. */
	hold(): void {
		this.#held = true;
	}

	release(): void {
		this.#held = false;
		if (this.#again && this.#timer === undefined) this.#schedule();
	}

	stop(): void {
		this.#stopped = true;
		this.#timer?.cancel();
		this.#timer = undefined;
		this.#again = false;
	}

	#schedule(): void {
		this.#again = this.#held || this.#timer !== undefined;
		if (this.#again) return;
		const waitMs = Math.max(0, this.#lastLookMs + kLookSpacingMs - this.#clock.now());
		this.#timer = this.#clock.after(waitMs, () => {
			const waiters = this.#waiters;
			this.#waiters = [];
			this.#slice(waiters);
		});
	}

	#slice(waiters: readonly (() => void)[]): void {
		if (this.#held || !this.#slots.lookForAWhile(kLookSliceMs)) {
			this.#timer = this.#clock.after(this.#held ? kLookSpacingMs : 0, () => this.#slice(waiters));
			return;
		}
		this.#timer = undefined;
		this.#lastLookMs = this.#clock.now();
		for (let i = 0; i < waiters.length; i++) waiters[i]?.();
		if (this.#again) this.#schedule();
	}
}
