// The JavaScript side of the managed table: a WeakRef for each slot, at the slot's index.
import { awaitsFreeing, type EngineExports } from './abi.ts';
import type { Clock } from './clock.ts';
import type { Views } from './views.ts';
import { WeakRefs } from './weakRefs.ts';
import { Young } from './young.ts';

/** Destroys the object at a pointer; the runtime's own way is to leave it to the engine, in batches. */
export type Deleter = (ptr: number) => void;

/** Is told of an object that was put into the table: with its wrapper, or with what was given to `manage()`. */
export type AddListener = (
	handle: number,
	address: number,
	wrapper: object | WeakRef<object>,
	deleter: Deleter | undefined,
) => void;

/** An object whose deleter was given to `manage()`. */
interface Owned {
	handle: number;
	address: number;
	deleter: Deleter;
}

/** WeakRefs that were found empty, and full. */
export interface Looked {
	readonly found: number;
	readonly full: number;
}

/** Deleters that run between two looks at the clock. */
const kDeletersPerClockRead = 16;

/**
 * Looks for empty WeakRefs and frees what they stood for. An object is first seen `cleared`, by a look, and then
 * freed, by a sweep; both are told to the engine in batches. A slot whose object ended in another way (deleted,
 * destroyed through the raw export) needs no word here: its handle has gone stale and the engine passes over it.
 * JavaScript memory: what `WeakRefs` takes, and 4 bytes more while an object is young.
 */
export class Slots {
	/** Is called at the end of `add()`. */
	onAdd: AddListener | undefined = undefined;
	/** Is called with the wrapper that has deleted its object. */
	onRelease: ((wrapper: object) => void) | undefined = undefined;
	readonly young: Young;
	readonly weakRefs: WeakRefs;

	/** What has a deleter of its own, by handle. */
	readonly #owned = new Map<number, Owned>();
	/** Seen cleared and not freed yet: handles that the engine frees, and those with a deleter of their own. */
	#cleared: number[] = [];
	#clearedOwned: Owned[] = [];
	#waiting = false;

	readonly #exports: EngineExports;
	readonly #views: Views;
	readonly #clock: Clock;
	readonly #onError: (error: unknown) => void;
	readonly #batchAddress: number;
	readonly #batchCapacity: number;

	constructor(
		exports: EngineExports,
		views: Views,
		batchCapacity: number,
		clock: Clock,
		onError: (error: unknown) => void,
	) {
		this.#exports = exports;
		this.#views = views;
		this.#clock = clock;
		this.#onError = onError;
		this.#batchAddress = exports._engine__batch();
		this.#batchCapacity = batchCapacity;
		this.young = new Young((handle) => this.weakRefs.has(handle));
		this.weakRefs = new WeakRefs(clock, (handle) => this.young.add(handle));
	}

	/** How many slots there are to look at. */
	get length(): number {
		return this.weakRefs.length;
	}

	/** What freeSome() took in hand last waits in the engine. */
	get isWaiting(): boolean {
		return this.#waiting;
	}

	/** Whether something was seen cleared that is not freed yet. */
	get hasCleared(): boolean {
		return this.#waiting || this.#cleared.length > 0 || this.#clearedOwned.length > 0;
	}

	/** Puts a wrapper's object into the table. Throws, by way of the engine, unless one lives at `address`. */
	add(address: number, wrapper: object): void {
		const handle = this.#exports._engine__manage(address) >>> 0;
		this.weakRefs.putFresh(handle, wrapper);
		if (this.#owned.size > 0) this.#owned.delete(handle);
		if (this.onAdd !== undefined) this.onAdd(handle, address, wrapper, undefined);
	}

	/** The same with a WeakRef and a deleter of the program's own. */
	addOwned(address: number, weakRef: WeakRef<object>, deleter: Deleter): void {
		const handle = this.#exports._engine__manage(address) >>> 0;
		this.weakRefs.put(handle, weakRef);
		this.#owned.set(handle, { handle, address, deleter });
		if (this.onAdd !== undefined) this.onAdd(handle, address, weakRef, deleter);
	}

	/** Lets go of the WeakRef of an object that has just been deleted, by its wrapper if it has one of ours. */
	release(handle: number, wrapper?: object): void {
		if (!this.weakRefs.drop(handle)) return;
		if (this.#owned.size > 0) this.#owned.delete(handle);
		if (wrapper !== undefined && this.onRelease !== undefined) this.onRelease(wrapper);
	}

	/** Looks at the slots from `begin` up to `end`. Cost: one deref() a slot that is in use. */
	look(begin: number, end: number): Looked {
		const found: number[] = [];
		const full = this.weakRefs.look(begin, end, found);
		this.#noteDerefs(full + found.length);
		return { found: this.#markCleared(found), full };
	}

	/** Looks at some of the handles alone; those whose wrapper is still there are put into `survivors`, which is empty. */
	lookAt(handles: readonly number[], begin: number, end: number, survivors: number[]): Looked {
		const found: number[] = [];
		for (let i = begin; i < end; i++) {
			const handle = handles[i] as number;
			const weakRef = this.weakRefs.get(handle);
			if (weakRef === undefined) continue;
			if (weakRef.deref() !== undefined) {
				survivors[survivors.length] = handle;
			} else {
				this.weakRefs.forget(handle);
				found[found.length] = handle;
			}
		}
		this.#noteDerefs(found.length + survivors.length);
		return { found: this.#markCleared(found), full: survivors.length };
	}

	/**
	 * Somebody else has seen these cleared. Handles that have gone stale are passed over, and objects that were managed
	 * again: theirs is another WeakRef.
	 */
	take(handles: readonly number[]): void {
		const found: number[] = [];
		let derefs = 0;
		for (let i = 0; i < handles.length; i++) {
			const handle = handles[i] as number;
			const weakRef = this.weakRefs.get(handle);
			if (weakRef === undefined) continue;
			derefs++;
			if (weakRef.deref() !== undefined) continue;
			this.weakRefs.forget(handle);
			found[found.length] = handle;
		}
		this.#noteDerefs(derefs);
		this.#markCleared(found);
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
		if (this.#waiting && !later) this.#exports._engine__clean(Number.POSITIVE_INFINITY);
		this.#waiting = false;
		return freed;
	}

	/**
	 * The same until about `deadlineMs`, and at least one step; gives how many it took in hand. What its last batch has
	 * left waits in the engine, and comes first the next time.
	 */
	freeSome(deadlineMs: number): number {
		let freed = 0;
		do {
			const begin = Math.max(0, this.#cleared.length - this.#batchCapacity);
			freed += this.#inBatches(this.#cleared, this.#exports._engine__queueCleared, begin);
			this.#cleared.length = begin;
			this.#waiting = this.#exports._engine__clean(Math.max(0, deadlineMs - this.#clock.now())) > 0;
		} while (this.#cleared.length > 0 && this.#clock.now() < deadlineMs);
		while (this.#clearedOwned.length > 0 && this.#clock.now() < deadlineMs) {
			for (let i = 0; i < kDeletersPerClockRead; i++) {
				const last = this.#clearedOwned.length - 1;
				if (last < 0) break;
				const owned = this.#clearedOwned[last] as Owned;
				this.#clearedOwned.length = last;
				if (this.#runDeleter(owned)) freed++;
			}
		}
		return freed;
	}

	#noteDerefs(count: number): void {
		if (count > 0) this.#exports._engine__noteDerefs(count);
	}

	/** Gives how many were alive: what was destroyed through the raw export had ended before its WeakRef was seen empty. */
	#markCleared(found: readonly number[]): number {
		if (found.length === 0) return 0;
		const marked = this.#inBatches(found, this.#exports._engine__markCleared);
		for (let i = 0; i < found.length; i++) this.#queue(found[i] as number);
		return marked;
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

	/** Hands the handles to the engine, from an index on, a batch at a time; gives how many it took. */
	#inBatches(handles: readonly number[], take: (count: number) => number, from = 0): number {
		let taken = 0;
		for (let begin = from; begin < handles.length; begin += this.#batchCapacity) {
			const count = Math.min(this.#batchCapacity, handles.length - begin);
			const batch = this.#views.u32;
			const first = this.#batchAddress >>> 2;
			for (let i = 0; i < count; i++) batch[first + i] = handles[begin + i] as number;
			taken += take(count);
		}
		return taken;
	}
}
