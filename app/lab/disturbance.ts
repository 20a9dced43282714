// What spoils a trial that has nothing to do with its configuration: watched beside it, and told with its amount.
import type { Clock } from '../lib/clock.ts';
import { formatMs } from '../lib/format.ts';
import type { Disturbance } from './report.ts';

/** Where trials are made, as far as that may disturb them. Injected: a page, a process, a test. */
export interface Surroundings {
	/** Nobody can see the page: its timers are slowed down. */
	hidden(): boolean;
	/** Calls back whenever that changes, until the function that it gives is called. */
	onHidden(callback: () => void): () => void;
	/** Another program runs at the same time. */
	programRuns(): boolean;
	/** Some milliseconds of work, always the same: how long it takes tells how much of the machine is to be had. */
	probe(): void;
}

const kBeatMs = 100;
/** A beat that is so much late says that the thread was held up. */
const kLateBeatMs = 250;
/** An answer that comes so much late. */
export const kLateAnswerMs = 250;
/** A machine that needs so many times as long as it did at its best. */
const kSlowTimes = 1.5;
const kProbes = 2;

/** How fast the machine is, from trial to trial of one experiment; held against its best, which may come late. */
export class Pace {
	readonly #clock: Clock;
	readonly #surroundings: Pick<Surroundings, 'probe'>;
	readonly #clockStepMs: number;
	#fastestMs = Number.POSITIVE_INFINITY;

	/** `clockStepMs`: a time that the clock tells is off by up to so much. */
	constructor(clock: Clock, surroundings: Pick<Surroundings, 'probe'>, clockStepMs = 0) {
		this.#clock = clock;
		this.#surroundings = surroundings;
		this.#clockStepMs = clockStepMs;
	}

	/** How long the work takes now. */
	measure(): number {
		let tookMs = Number.POSITIVE_INFINITY;
		for (let i = 0; i < kProbes; i++) {
			const beganMs = this.#clock.nowMs();
			this.#surroundings.probe();
			tookMs = Math.min(tookMs, this.#clock.nowMs() - beganMs);
		}
		this.#fastestMs = Math.min(this.#fastestMs, tookMs);
		return tookMs;
	}

	/** What a time that was measured says of the machine, as far as is known by now. */
	slow(tookMs: number): Disturbance | null {
		const leastMs = tookMs - this.#clockStepMs;
		if (!(leastMs > kSlowTimes * (this.#fastestMs + this.#clockStepMs))) return null;
		// A clock of coarse steps may show none at all.
		const times = this.#fastestMs > 0 ? `${(tookMs / this.#fastestMs).toFixed(1)} times as long as` : 'longer than';
		return { kind: 'slow machine', what: `The machine was busy: the same work took ${times} at its best` };
	}
}

/** Watches from its making until `end()`. */
export class Watch {
	readonly #clock: Clock;
	readonly #surroundings: Surroundings;
	readonly #stopListening: () => void;
	#cancelBeat: () => void = () => {};
	#hiddenSinceMs: number | null = null;
	#hiddenMs = 0;
	#beatDueMs = 0;
	#longestLateMs = 0;
	#programRan = false;

	constructor(clock: Clock, surroundings: Surroundings) {
		this.#clock = clock;
		this.#surroundings = surroundings;
		this.#stopListening = surroundings.onHidden(() => this.#look());
		this.#look();
		this.#beat();
	}

	end(): Disturbance[] {
		this.#look();
		this.#stopListening();
		this.#cancelBeat();
		const nowMs = this.#clock.nowMs();
		this.#longestLateMs = Math.max(this.#longestLateMs, nowMs - this.#beatDueMs);
		const hiddenMs = this.#hiddenMs + (this.#hiddenSinceMs === null ? 0 : nowMs - this.#hiddenSinceMs);
		const wasHidden = this.#hiddenSinceMs !== null || hiddenMs > 0;
		const all: Disturbance[] = [];
		if (wasHidden) all.push({ kind: 'hidden', what: `The tab was hidden for ${formatMs(hiddenMs)}` });
		// A hidden page's timers come late, which says nothing more.
		else if (this.#longestLateMs > kLateBeatMs)
			all.push({ kind: 'held up', what: `The page was held up for ${formatMs(this.#longestLateMs)}` });
		if (this.#programRan) all.push({ kind: 'another program', what: 'A program was run beside it in Live' });
		return all;
	}

	#look(): void {
		const hidden = this.#surroundings.hidden();
		const nowMs = this.#clock.nowMs();
		if (hidden) this.#hiddenSinceMs ??= nowMs;
		else if (this.#hiddenSinceMs !== null) {
			this.#hiddenMs += nowMs - this.#hiddenSinceMs;
			this.#hiddenSinceMs = null;
		}
		if (this.#surroundings.programRuns()) this.#programRan = true;
	}

	#beat(): void {
		this.#beatDueMs = this.#clock.nowMs() + kBeatMs;
		this.#cancelBeat = this.#clock.after(kBeatMs, () => {
			this.#longestLateMs = Math.max(this.#longestLateMs, this.#clock.nowMs() - this.#beatDueMs);
			this.#look();
			this.#beat();
		});
	}
}
