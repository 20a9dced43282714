// The JavaScript side of the managed table: a WeakRef for each slot, at the slot's index.
import { awaitsFreeing, type EngineExports, kSlotMask } from './abi.ts';
import type { Views } from './views.ts';

/** Destroys the object at a pointer; the runtime's own way is to leave it to the engine, in batches. */
export type Deleter = (ptr: number) => void;

/** An object whose deleter was given to `manage()`. */
interface Owned {
	handle: number;
	address: number;
	deleter: Deleter;
}

/** How many slots are looked at between two looks at the clock. */
const kSlotsPerClockRead = 1024;

/**
 * Looks for empty WeakRefs and frees what they stood for. An object is first seen `cleared`, by a look, and then
 * freed, by a sweep; both are told to the engine in batches. A slot whose object ended in another way (deleted,
 * destroyed through the raw export) needs no word here: its handle has gone stale and the engine passes over it.
 * JavaScript memory: a WeakRef and a number for each slot, and nothing more unless it has a deleter of its own.
 */
export class Slots {
	/** Dense, by slot; undefined once the slot was seen cleared or its object was deleted. */
	readonly #weakRefs: (WeakRef<object> | undefined)[] = [];
	/** Dense, by slot: the handle under which the WeakRef was put there. */
	readonly #handles: number[] = [];
	/** What has a deleter of its own, by handle. */
	readonly #owned = new Map<number, Owned>();
	/** Seen cleared and not freed yet: handles that the engine frees, and those with a deleter of their own. */
	#cleared: number[] = [];
	#clearedOwned: Owned[] = [];
	/** Where the look in slices goes on. */
	#next = 0;

	readonly #exports: EngineExports;
	readonly #views: Views;
	readonly #now: () => number;
	readonly #onError: (error: unknown) => void;
	readonly #batchAddress: number;
	readonly #batchCapacity: number;

	constructor(
		exports: EngineExports,
		views: Views,
		batchCapacity: number,
		now: () => number,
		onError: (error: unknown) => void,
	) {
		this.#exports = exports;
		this.#views = views;
		this.#now = now;
		this.#onError = onError;
		this.#batchAddress = exports._engine__batch();
		this.#batchCapacity = batchCapacity;
	}

	/** Puts the object at `address` into the table. Throws, by way of the engine, unless one lives there. */
	add(address: number, weakRef: WeakRef<object>, deleter?: Deleter): void {
		const handle = this.#exports._engine__manage(address) >>> 0;
		const slot = handle & kSlotMask;
		// Slots are given out in order, so this never leaves a hole.
		this.#weakRefs[slot] = weakRef;
		this.#handles[slot] = handle;
		if (deleter) this.#owned.set(handle, { handle, address, deleter });
		else if (this.#owned.size > 0) this.#owned.delete(handle);
	}

	/** Lets go of the WeakRef of an object that is about to be deleted. */
	release(handle: number): void {
		const slot = handle & kSlotMask;
		if (this.#handles[slot] !== handle) return;
		this.#weakRefs[slot] = undefined;
		if (this.#owned.size > 0) this.#owned.delete(handle);
	}

	/** Looks at every slot at once. Cost: one deref() a live slot. */
	lookAtAll(): void {
		this.#look(0, this.#weakRefs.length);
	}

	/**
	 * Looks at slots from where it last stopped, for at most about `budgetMs`; true once it has come to the end,
	 * and the next look starts at the beginning.
	 */
	lookForAWhile(budgetMs: number): boolean {
		const deadline = this.#now() + budgetMs;
		do {
			const end = Math.min(this.#next + kSlotsPerClockRead, this.#weakRefs.length);
			this.#look(this.#next, end);
			this.#next = end;
			if (end === this.#weakRefs.length) {
				this.#next = 0;
				return true;
			}
		} while (this.#now() < deadline);
		return false;
	}

	/**
	 * Frees everything seen cleared so far, and gives how many; `later`: the engine destroys it in the background. What
	 * has a deleter of its own is freed at once; a deleter that throws is reported and stops nothing.
	 */
	freeCleared(later = false): number {
		const cleared = this.#cleared;
		const owned = this.#clearedOwned;
		// Taken out first: a deleter may sweep again.
		this.#cleared = [];
		this.#clearedOwned = [];
		const take = later ? this.#exports._engine__queueCleared : this.#exports._engine__freeCleared;
		let freed = this.#inBatches(cleared, take);
		for (let i = 0; i < owned.length; i++) if (this.#runDeleter(owned[i] as Owned)) freed++;
		return freed;
	}

	#look(begin: number, end: number): void {
		const weakRefs = this.#weakRefs;
		const found: number[] = [];
		for (let slot = begin; slot < end; slot++) {
			const weakRef = weakRefs[slot];
			if (weakRef === undefined || weakRef.deref() !== undefined) continue;
			weakRefs[slot] = undefined;
			found[found.length] = this.#handles[slot] as number;
		}
		if (found.length === 0) return;
		this.#inBatches(found, this.#exports._engine__markCleared);
		for (let i = 0; i < found.length; i++) this.#queue(found[i] as number);
	}

	#queue(handle: number): void {
		const owned = this.#owned.size > 0 ? this.#owned.get(handle) : undefined;
		if (owned === undefined) {
			this.#cleared[this.#cleared.length] = handle;
		} else {
			this.#owned.delete(handle);
			this.#clearedOwned[this.#clearedOwned.length] = owned;
		}
	}

	/** True if the object was destroyed by it. */
	#runDeleter({ handle, address, deleter }: Owned): boolean {
		// Destroyed since by the raw export, or by another deleter: nothing is left to delete.
		if (!awaitsFreeing(this.#exports._engine__stateOf(handle))) return false;
		try {
			deleter(address);
		} catch (error) {
			this.#onError(error);
		}
		if (!awaitsFreeing(this.#exports._engine__stateOf(handle))) return true;
		this.#exports._engine__abandon(handle);
		return false;
	}

	/** Hands the handles to the engine, a batch at a time; gives how many it took. */
	#inBatches(handles: readonly number[], take: (count: number) => number): number {
		let taken = 0;
		for (let begin = 0; begin < handles.length; begin += this.#batchCapacity) {
			const count = Math.min(this.#batchCapacity, handles.length - begin);
			const batch = this.#views.u32;
			const first = this.#batchAddress >>> 2;
			for (let i = 0; i < count; i++) batch[first + i] = handles[begin + i] as number;
			taken += take(count);
		}
		return taken;
	}
}
