// WeakRefs by slot, and the wrappers that have none yet.
import { kSlotMask } from './abi.ts';

// A program may replace it later.
const { WeakRef } = globalThis;

/** In pieces of this many slots: a growing array keeps up to half of its length in reserve. */
const kChunkBits = 12;
const kChunkSlots = 1 << kChunkBits;
const kChunkMask = kChunkSlots - 1;
/** So many wrappers at most wait for their WeakRefs. */
const kFresh = 1024;

interface Chunk {
	/** Undefined where there is nothing to look at (any more), or not yet. */
	readonly refs: (WeakRef<object> | undefined)[];
	/** Under which handle a slot is in use; 0: its object was deleted. */
	readonly handles: Uint32Array;
}

/**
 * A WeakRef is made when the synchronous code that made its target has ended: until then nothing can be cleared, and
 * most of what is deleted by hand is deleted by then. Making one costs more than all the rest of an object.
 * JavaScript memory: a WeakRef (16 bytes in Chromium) and 8 bytes a slot.
 */
export class WeakRefs {
	readonly #afterStretch: (callback: () => void) => void;
	readonly #settled: (handle: number) => void;
	readonly #chunks: Chunk[] = [];
	#length = 0;
	/** What this stretch has made, held until it ends. */
	readonly #fresh: (object | undefined)[] = [];
	readonly #freshHandles = new Uint32Array(kFresh);
	#freshCount = 0;

	/** `settled` is called for each object that has got its WeakRef. */
	constructor(afterStretch: (callback: () => void) => void, settled: (handle: number) => void) {
		this.#afterStretch = afterStretch;
		this.#settled = settled;
	}

	/** Slots ever used. */
	get length(): number {
		return this.#length;
	}

	put(handle: number, weakRef: WeakRef<object>): void {
		// It takes the place of a wrapper that waits.
		for (let i = 0; i < this.#freshCount; i++) if (this.#freshHandles[i] === handle) this.#freshHandles[i] = 0;
		this.#chunkFor(handle).refs[handle & kChunkMask] = weakRef;
		this.#settled(handle);
	}

	/** Makes the WeakRef when the stretch has ended. */
	putFresh(handle: number, wrapper: object): void {
		this.#chunkFor(handle).refs[handle & kChunkMask] = undefined;
		if (this.#freshCount === kFresh) this.settle();
		else if (this.#freshCount === 0) this.#afterStretch(this.settle);
		const at = this.#freshCount++;
		this.#fresh[at] = wrapper;
		this.#freshHandles[at] = handle;
	}

	/** Makes the WeakRefs that are still to be made. */
	readonly settle = (): void => {
		for (let i = 0; i < this.#freshCount; i++) {
			const handle = this.#freshHandles[i] as number;
			const chunk = this.#chunks[(handle & kSlotMask) >>> kChunkBits] as Chunk;
			if (handle !== 0 && chunk.handles[handle & kChunkMask] === handle) {
				chunk.refs[handle & kChunkMask] = new WeakRef(this.#fresh[i] as object);
				this.#settled(handle);
			}
			this.#fresh[i] = undefined;
		}
		this.#freshCount = 0;
	};

	/** The object was deleted. False if the handle has gone stale. */
	drop(handle: number): boolean {
		const chunk = this.#chunks[(handle & kSlotMask) >>> kChunkBits];
		if (chunk?.handles[handle & kChunkMask] !== handle) return false;
		chunk.refs[handle & kChunkMask] = undefined;
		chunk.handles[handle & kChunkMask] = 0;
		return true;
	}

	/** Whether the slot is still in use under this handle. */
	has(handle: number): boolean {
		return this.#chunks[(handle & kSlotMask) >>> kChunkBits]?.handles[handle & kChunkMask] === handle;
	}

	/** Undefined where there is nothing to look at. */
	get(handle: number): WeakRef<object> | undefined {
		const chunk = this.#chunks[(handle & kSlotMask) >>> kChunkBits];
		return chunk?.handles[handle & kChunkMask] === handle ? chunk.refs[handle & kChunkMask] : undefined;
	}

	/** It was seen empty: nobody looks at it again. Before: has(handle). */
	forget(handle: number): void {
		(this.#chunks[(handle & kSlotMask) >>> kChunkBits] as Chunk).refs[handle & kChunkMask] = undefined;
	}

	/** Looks at the slots from `begin` up to `end`; appends the handles of those found empty, which are forgotten. */
	look(begin: number, end: number, found: number[]): void {
		let at = begin;
		while (at < end) {
			const { refs, handles } = this.#chunks[at >>> kChunkBits] as Chunk;
			const last = Math.min(end, (at | kChunkMask) + 1);
			for (; at < last; at++) {
				const weakRef = refs[at & kChunkMask];
				if (weakRef === undefined || weakRef.deref() !== undefined) continue;
				refs[at & kChunkMask] = undefined;
				found[found.length] = handles[at & kChunkMask] as number;
			}
		}
	}

	/** Visits the wrappers that are there. Each is kept alive until the end of this job. */
	forEachWrapper(visit: (wrapper: object, handle: number) => void): void {
		this.settle();
		for (let slot = 0; slot < this.#length; slot++) {
			const { refs, handles } = this.#chunks[slot >>> kChunkBits] as Chunk;
			const wrapper = refs[slot & kChunkMask]?.deref();
			if (wrapper !== undefined) visit(wrapper, handles[slot & kChunkMask] as number);
		}
	}

	/** The slot's chunk, with the handle noted in it. Slots are given out in order. */
	#chunkFor(handle: number): Chunk {
		const slot = handle & kSlotMask;
		if (slot >= this.#length) this.#length = slot + 1;
		let chunk = this.#chunks[slot >>> kChunkBits];
		if (chunk === undefined) {
			chunk = { refs: new Array(kChunkSlots).fill(undefined), handles: new Uint32Array(kChunkSlots) };
			this.#chunks[slot >>> kChunkBits] = chunk;
		}
		chunk.handles[slot & kChunkMask] = handle;
		return chunk;
	}
}
