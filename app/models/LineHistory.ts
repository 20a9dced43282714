// How many objects of each line of the program were live over time, for the lanes. Bounded: when there are too many
// stretches each two neighbours become one, with the most of both, so that no peak is lost.
import type { LineCounts } from '../protocol/snapshot.ts';

/** Most stretches of time that are told apart. */
export const kLineStretches = 256;

/** Of one line: for each stretch the most objects at once. */
export interface LineStrip {
	readonly live: Uint32Array;
	/** Cleared or lost: dead to JavaScript, and still in the native heap. */
	readonly cleared: Uint32Array;
}

export class LineHistory {
	/** When each stretch begins, milliseconds since the run began; it ends where the next begins. */
	readonly fromMs = new Float64Array(kLineStretches);
	/** How many stretches there are. */
	count = 0;
	readonly #strips = new Map<number, LineStrip>();
	/** Least length of a stretch; doubles at each halving. */
	#spacingMs = 0;

	clear(): void {
		this.count = 0;
		this.#strips.clear();
		this.#spacingMs = 0;
	}

	/** Undefined: nothing was made at this line. */
	stripOf(line: number): LineStrip | undefined {
		return this.#strips.get(line);
	}

	/** The most objects of this line that were in the native heap at once. */
	mostOf(line: number): number {
		const strip = this.#strips.get(line);
		let most = 0;
		if (strip)
			for (let i = 0; i < this.count; i++) most = Math.max(most, (strip.live[i] ?? 0) + (strip.cleared[i] ?? 0));
		return most;
	}

	/** How many of this line's objects there were at most in the stretch that this moment is in. */
	at(line: number, timeMs: number): { live: number; cleared: number } {
		const strip = this.#strips.get(line);
		let index = this.count - 1;
		while (index >= 0 && (this.fromMs[index] ?? 0) > timeMs) index--;
		return { live: strip?.live[index] ?? 0, cleared: strip?.cleared[index] ?? 0 };
	}

	/** `lines` at this moment; a line that is left out is as it was. */
	add(timeMs: number, lines: readonly LineCounts[]): void {
		const joins = this.count > 0 && timeMs - (this.fromMs[this.count - 1] ?? 0) < this.#spacingMs;
		if (!joins) this.#begin(timeMs);
		const at = this.count - 1;
		for (const { line, live, cleared, lost } of lines) {
			let strip = this.#strips.get(line);
			if (!strip) {
				strip = { live: new Uint32Array(kLineStretches), cleared: new Uint32Array(kLineStretches) };
				this.#strips.set(line, strip);
			}
			const held = cleared + lost;
			strip.live[at] = joins ? Math.max(strip.live[at] ?? 0, live) : live;
			strip.cleared[at] = joins ? Math.max(strip.cleared[at] ?? 0, held) : held;
		}
	}

	/** A new stretch, in which every line is at first as it was in the last. */
	#begin(timeMs: number): void {
		if (this.count === kLineStretches) this.#halve(timeMs);
		const at = this.count++;
		this.fromMs[at] = timeMs;
		if (at === 0) return;
		for (const { live, cleared } of this.#strips.values()) {
			live[at] = live[at - 1] ?? 0;
			cleared[at] = cleared[at - 1] ?? 0;
		}
	}

	#halve(timeMs: number): void {
		const { fromMs } = this;
		const half = kLineStretches / 2;
		for (let i = 0; i < half; i++) fromMs[i] = fromMs[2 * i] ?? 0;
		for (const { live, cleared } of this.#strips.values()) {
			joinPairs(live);
			joinPairs(cleared);
		}
		this.count = half;
		this.#spacingMs = (timeMs - (fromMs[0] ?? 0)) / half;
	}
}

function joinPairs(counts: Uint32Array): void {
	const half = counts.length / 2;
	for (let i = 0; i < half; i++) counts[i] = Math.max(counts[2 * i] ?? 0, counts[2 * i + 1] ?? 0);
	counts.fill(0, half);
}
