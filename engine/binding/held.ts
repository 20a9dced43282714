// The functions of the program's that the engine holds, by references: numbers that are never used twice.

export type Callable = (argument: number) => unknown;

// A program may replace the global later.
const { WeakRef } = globalThis;

/** A reference is an index in its low bits and the index's generation, from 1, above: so it is never 0. */
const kIndexBits = 22;
const kMaxIndex = 2 ** kIndexBits - 1;
const kMaxGeneration = 2 ** (32 - kIndexBits) - 1;

/**
 * Who gives a reference back twice, or late, meets nobody: an index whose generations are used up is not used again.
 * Memory: two array elements for an index; one index is given up after 1,023 uses.
 */
export class Held {
	/** By index: the function, or the WeakRef of one that is held weakly. */
	readonly #entries: (Callable | WeakRef<Callable> | undefined)[] = [];
	readonly #generations: number[] = [];
	readonly #free: number[] = [];
	#count = 0;

	/** How many are held now. */
	get count(): number {
		return this.#count;
	}

	/** Holds a function, weakly: as long as the program does. Throws a RangeError when no reference is left. */
	hold(fn: Callable, weak: boolean): number {
		const index = this.#free.length > 0 ? (this.#free[this.#free.length - 1] as number) : this.#entries.length;
		if (index > kMaxIndex) throw new RangeError('No more functions can be held in this run');
		const entry = weak ? new WeakRef(fn) : fn;
		if (this.#free.length > 0) this.#free.length--;
		const generation = (this.#generations[index] ?? 0) + 1;
		this.#entries[index] = entry;
		this.#generations[index] = generation;
		this.#count++;
		return ((generation << kIndexBits) | index) >>> 0;
	}

	/** The function; undefined if the reference was given back, or the function was collected. */
	get(reference: number): Callable | undefined {
		const entry = this.#entryOf(reference);
		return typeof entry === 'object' ? entry.deref() : entry;
	}

	/** Gives a reference back; false if nobody holds one. */
	release(reference: number): boolean {
		if (this.#entryOf(reference) === undefined) return false;
		const index = reference & kMaxIndex;
		this.#entries[index] = undefined;
		this.#count--;
		if ((this.#generations[index] as number) < kMaxGeneration) this.#free[this.#free.length] = index;
		return true;
	}

	#entryOf(reference: number): Callable | WeakRef<Callable> | undefined {
		const index = reference & kMaxIndex;
		return this.#generations[index] === reference >>> kIndexBits ? this.#entries[index] : undefined;
	}
}
