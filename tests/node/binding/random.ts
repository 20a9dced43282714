// Random numbers for tests: repeatable by their seed, which SEED= gives back.

export class Random {
	readonly seed: number;
	#state: number;

	constructor(seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32))) {
		this.seed = seed >>> 0;
		this.#state = this.seed;
	}

	/** From 0 up to 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from 0 to end - 1. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	/** Takes one out of a list that is not empty. */
	take<T>(list: T[]): T {
		return list.splice(this.below(list.length), 1)[0] as T;
	}
}
