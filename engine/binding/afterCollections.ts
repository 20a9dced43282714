// Passes that follow collections: soon after each, and no more often than pays.
import type { Clock, Timer } from './clock.ts';
import type { Collection } from './collector.ts';
import { further, type PassResult, type Reach } from './passes.ts';

/** A pass that found something may be followed by another after this many times its own work. */
const kWorthwhile = 1;
/** One that found nothing: at most a tenth of the time goes into passes that were not needed. */
const kFruitless = 9;

export interface FollowerOptions {
	readonly clock: Clock;
	/** From the end of a pass to the beginning of the next, at least. */
	readonly spacingMs: number;
	/** Begins a pass, in this job if it may, and calls back at its end. */
	run(reach: Reach, done: (result: PassResult) => void): void;
}

/**
 * Within a pass after a collection, deref() keeps next to nothing alive; at any other time it may keep the dead alive:
 * an incremental marking takes what was looked at for living.
 */
export class AfterCollections {
	readonly #options: FollowerOptions;
	#due: Reach = 'found';
	#timer: Timer | undefined;
	#running = false;
	/** What is due is wanted without regard for the spacing. */
	#hurry = false;
	#stopped = false;
	#notBeforeMs = Number.NEGATIVE_INFINITY;

	constructor(options: FollowerOptions) {
		this.#options = options;
	}

	/** A pass is at work: what is wanted now comes after it. */
	get isRunning(): boolean {
		return this.#running;
	}

	/** A collection was detected. */
	collected(collection: Collection): void {
		this.follow(collection === 'major' ? 'all' : 'young');
	}

	/** A pass is wanted as soon as the spacing lets it; `now`: without regard for it. Called in a job of its own. */
	follow(reach: Reach, now = false): void {
		this.#due = further(this.#due, reach);
		if (now) this.#hurry = true;
		this.#schedule();
	}

	stop(): void {
		this.#stopped = true;
		this.#timer?.cancel();
	}

	#schedule(): void {
		if (this.#running || this.#stopped) return;
		if (this.#timer !== undefined) {
			if (!this.#hurry) return;
			this.#timer.cancel();
		}
		this.#timer = undefined;
		const { clock } = this.#options;
		const waitMs = this.#hurry ? 0 : this.#notBeforeMs - clock.now();
		if (waitMs <= 0) this.#run();
		else this.#timer = clock.after(waitMs, () => this.#run());
	}

	#run(): void {
		const reach = this.#due;
		this.#timer = undefined;
		this.#due = 'found';
		this.#hurry = false;
		this.#running = true;
		this.#options.run(reach, ({ found, workMs }) => {
			this.#running = false;
			const { clock, spacingMs } = this.#options;
			const restMs = workMs * (found > 0 ? kWorthwhile : kFruitless);
			this.#notBeforeMs = clock.now() + Math.max(spacingMs, restMs);
			if (this.#due !== 'found') this.#schedule();
		});
	}
}
