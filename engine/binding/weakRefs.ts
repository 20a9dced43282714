// WeakRefs by slot, and the wrappers that have none yet.
import { kSlotMask } from './abi.ts';
import type { Clock } from './clock.ts';

// A program may replace it later.
const { WeakRef } = globalThis;

/** In pieces of this many slots: a growing array keeps up to half of its length in reserve. */
const kChunkBits = 12;
const kChunkSlots = 1 << kChunkBits;
const kChunkMask = kChunkSlots - 1;
/**
 * WeakRefs that are made, or looked at and found full, in one job at the most. In Firefox each job, whatever it does, pays for the one
 * that had most of them: after one with a million each takes 3.6 ms, for ever.
 */
export const kWeakRefsPerJob = 4096;

interface Chunk {
	/** Undefined where there is nothing to look at (any more), or not yet. */
	readonly refs: (WeakRef<object> | undefined)[];
	/** Under which handle a slot is in use; 0: its object was deleted. */
	readonly handles: Uint32Array;
}

/**
 * A WeakRef is made when the synchronous code that made its target has ended, or some jobs later where there are many:
 * before that job's end nothing can be cleared, and most of what is deleted by hand is deleted by then. Making one costs
 * more than all the rest of an object.
 * JavaScript memory: a WeakRef (16 bytes in Chromium) and 8 bytes a slot.
 */
export class WeakRefs {
	readonly #clock: Clock;
	readonly #settled: (handle: number) => void;
	readonly #chunks: Chunk[] = [];
	#length = 0;
	/** Wrappers without a WeakRef, held until they have one, and their handles; 0: it needs none any more. */
	#fresh: (object | undefined)[] = [];
	#freshHandles: number[] = [];
	/** How many of them have got theirs. */
	#settledCount = 0;
	/** When so many wait, those whose objects were deleted since are taken out: a loop may make and delete for long. */
	#room = kWeakRefsPerJob;
	/** WeakRefs made since a job was last known to begin. */
	#made = 0;
	#planned = false;

	/** `settled` is called for each object that has got its WeakRef. */
	constructor(clock: Clock, settled: (handle: number) => void) {
		this.#clock = clock;
		this.#settled = settled;
	}

	/** Some wrappers are still held until they get their WeakRefs, in jobs that follow. */
	get areComing(): boolean {
		return this.#planned;
	}

	/** Slots ever used. */
	get length(): number {
		return this.#length;
	}

	put(handle: number, weakRef: WeakRef<object>): void {
		// It takes the place of a wrapper that waits.
		for (let i = this.#settledCount; i < this.#freshHandles.length; i++)
			if (this.#freshHandles[i] === handle) this.#freshHandles[i] = 0;
		this.#chunkFor(handle).refs[handle & kChunkMask] = weakRef;
		this.#settled(handle);
	}

	/** The WeakRef is made later. */
	putFresh(handle: number, wrapper: object): void {
		this.#chunkFor(handle).refs[handle & kChunkMask] = undefined;
		if (this.#fresh.length >= this.#room) this.#takeOutDropped();
		const at = this.#fresh.length;
		this.#fresh[at] = wrapper;
		this.#freshHandles[at] = handle;
		if (this.#planned) return;
		this.#planned = true;
		this.#clock.afterStretch(this.#settle);
	}

	readonly #settle = (): void => {
		const end = Math.min(this.#fresh.length, this.#settledCount + kWeakRefsPerJob - this.#made);
		for (let i = this.#settledCount; i < end; i++) this.#settleOne(i);
		this.#made += Math.max(0, end - this.#settledCount);
		this.#settledCount = Math.max(end, this.#settledCount);
		this.#planned = this.#settledCount < this.#fresh.length;
		if (this.#planned) {
			this.#clock.soon(this.#settleInJob);
		} else {
			this.#fresh = [];
			this.#freshHandles = [];
			this.#settledCount = 0;
			this.#room = kWeakRefsPerJob;
		}
	};

	readonly #settleInJob = (): void => {
		this.#made = 0;
		this.#settle();
	};

	#takeOutDropped(): void {
		const fresh: (object | undefined)[] = [];
		const handles: number[] = [];
		for (let i = this.#settledCount; i < this.#fresh.length; i++) {
			const handle = this.#freshHandles[i] as number;
			if (!this.has(handle)) continue;
			fresh[fresh.length] = this.#fresh[i];
			handles[handles.length] = handle;
		}
		this.#fresh = fresh;
		this.#freshHandles = handles;
		this.#settledCount = 0;
		this.#room = Math.max(kWeakRefsPerJob, 2 * fresh.length);
	}

	#settleOne(i: number): void {
		const handle = this.#freshHandles[i] as number;
		if (this.has(handle)) {
			this.#chunkFor(handle).refs[handle & kChunkMask] = new WeakRef(this.#fresh[i] as object);
			this.#settled(handle);
		}
		this.#fresh[i] = undefined;
	}

	/** The object was deleted. False if the handle has gone stale. */
	drop(handle: number): boolean {
		const chunk = this.#chunkOf(handle);
		if (chunk?.handles[handle & kChunkMask] !== handle) return false;
		chunk.refs[handle & kChunkMask] = undefined;
		chunk.handles[handle & kChunkMask] = 0;
		return true;
	}

	/** Whether the slot is still in use under this handle. */
	has(handle: number): boolean {
		return handle !== 0 && this.#chunkOf(handle)?.handles[handle & kChunkMask] === handle;
	}

	/** Undefined where there is nothing to look at. */
	get(handle: number): WeakRef<object> | undefined {
		const chunk = this.#chunkOf(handle);
		return chunk?.handles[handle & kChunkMask] === handle ? chunk.refs[handle & kChunkMask] : undefined;
	}

	/** It was seen empty: nobody looks at it again. Before: has(handle). */
	forget(handle: number): void {
		(this.#chunkOf(handle) as Chunk).refs[handle & kChunkMask] = undefined;
	}

	/**
	 * Looks at the slots from `begin` up to `end`; appends the handles of those found empty, which are forgotten. Gives how
	 * many it found full: these count in `kWeakRefsPerJob`.
	 */
	look(begin: number, end: number, found: number[]): number {
		let full = 0;
		let at = begin;
		while (at < end) {
			const { refs, handles } = this.#chunks[at >>> kChunkBits] as Chunk;
			const last = Math.min(end, (at | kChunkMask) + 1);
			for (; at < last; at++) {
				const weakRef = refs[at & kChunkMask];
				if (weakRef === undefined) continue;
				if (weakRef.deref() !== undefined) {
					full++;
					continue;
				}
				refs[at & kChunkMask] = undefined;
				found[found.length] = handles[at & kChunkMask] as number;
			}
		}
		return full;
	}

	/** Visits the wrappers that have no WeakRef yet. */
	forEachFresh(visit: (wrapper: object, handle: number) => void): void {
		for (let i = this.#settledCount; i < this.#fresh.length; i++)
			if (this.has(this.#freshHandles[i] as number)) visit(this.#fresh[i] as object, this.#freshHandles[i] as number);
	}

	/** Visits the wrappers of these slots that are there. Each is kept alive until the end of this job. */
	forEachWrapper(begin: number, end: number, visit: (wrapper: object, handle: number) => void): void {
		for (let slot = begin; slot < Math.min(end, this.#length); slot++) {
			const { refs, handles } = this.#chunks[slot >>> kChunkBits] as Chunk;
			const wrapper = refs[slot & kChunkMask]?.deref();
			if (wrapper !== undefined) visit(wrapper, handles[slot & kChunkMask] as number);
		}
	}

	#chunkOf(handle: number): Chunk | undefined {
		return this.#chunks[(handle & kSlotMask) >>> kChunkBits];
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
