// JavaScript's garbage collector, as far as a program can detect it and ask it to run.
import type { Clock } from './clock.ts';

/** A minor collection passes by what is old. Only some engines' minor ones clear WeakRefs; others are never seen. */
export type Collection = 'minor' | 'major';

export interface Collector {
	/** Calls back after each detected collection, in a job of its own, until the function that this gives is called. */
	onCollection(callback: (collection: Collection) => void): () => void;
	/** Asks for a collection by allocating and dropping `sizeBytes` that nobody touches. Never throws. */
	request(sizeBytes: number): void;
	/**
	 * Makes garbage that is young, of about `sizeBytes`: for a minor collection, where such clear WeakRefs, this asks at
	 * less cost.
	 */
	litter(sizeBytes: number): void;
	/**
	 * Begins to watch. In a later job, the function that it gives tells whether a collection has come since, and at
	 * once, where `onCollection` may come later. Neither of the two may be called in the job of a request, and each
	 * watch tells once: what it looked at is kept until its job's end.
	 */
	watch(): () => Collection | undefined;
	/**
	 * Drops an object that has been there for long, and calls back once it was collected. What was dropped before
	 * went the same way, unless something held it meanwhile.
	 */
	dropWitness(onCollected: () => void): void;
}

/** A request of so many bytes has brought a full collection at once in every engine that was measured. */
export const kSureRequestBytes = 2 ** 33;

/** A piece of litter: elements, and the bytes that these take at least. */
const kPieceElements = 128;
const kPieceBytes = 512;
/** Where the last piece is put, so that none can be left out. */
const litter: { piece: unknown } = { piece: undefined };

/** Objects that are kept to become old. */
const kWitnesses = 32;

// A registry held only by a dead local never calls back: this list keeps each one reachable from module scope.
const registries: FinalizationRegistry<() => void>[] = [];

/**
 * The real collector. Each collection is detected by a registry on a throw-away object ("canary") that the callback
 * arms again; an old object ("witness") beside it tells a major one. In Chromium minor collections are detected as
 * well; Firefox and Node detect major ones only. Cost: some small objects a collection, nothing between.
 */
export function platformCollector(clock: Clock): Collector {
	const { Array, ArrayBuffer, WeakRef } = globalThis;
	let callbacks: readonly ((collection: Collection) => void)[] = [];
	const registry = new FinalizationRegistry<() => void>((onCollected) => onCollected());
	const register = registry.register.bind(registry);
	registries[registries.length] = registry;

	// The one that has been there longest goes first; a new one takes its place.
	const witnesses = Array.from({ length: kWitnesses }, () => ({}));
	let oldest = 0;
	const takeWitness = () => {
		const witness = witnesses[oldest] as object;
		witnesses[oldest] = {};
		oldest = (oldest + 1) % kWitnesses;
		return witness;
	};

	let seen: Collection | undefined;
	const tell = () => {
		const collection = seen ?? 'minor';
		seen = undefined;
		// One that ends here does not shift the others: each change is a new array.
		const all = callbacks;
		for (let i = 0; i < all.length; i++) all[i]?.(collection);
	};
	// The callbacks of one collection come one by one, and are told together.
	const see = (collection: Collection) => {
		if (seen === undefined) clock.soon(tell);
		if (seen !== 'major') seen = collection;
	};
	const canary = () => {
		register({}, canary);
		see('minor');
	};
	const elder = () => {
		register(takeWitness(), elder);
		see('major');
	};
	register({}, canary);
	register(takeWitness(), elder);
	return {
		onCollection(callback) {
			const others = without(callbacks, callback);
			others[others.length] = callback;
			callbacks = others;
			return () => {
				callbacks = without(callbacks, callback);
			};
		},
		request(sizeBytes) {
			try {
				new ArrayBuffer(sizeBytes);
			} catch {
				// The size is beyond what this platform gives: it has been asked nevertheless.
			}
		},
		litter(sizeBytes) {
			for (let i = 0; i < sizeBytes; i += kPieceBytes) litter.piece = new Array(kPieceElements);
			litter.piece = undefined;
		},
		watch() {
			const young = new WeakRef({});
			const old = new WeakRef(takeWitness());
			return () => (old.deref() === undefined ? 'major' : young.deref() === undefined ? 'minor' : undefined);
		},
		dropWitness(onCollected) {
			register(takeWitness(), onCollected);
		},
	};
}

function without<T>(all: readonly T[], element: T): T[] {
	const kept: T[] = [];
	for (let i = 0; i < all.length; i++) if (all[i] !== element) kept[kept.length] = all[i] as T;
	return kept;
}
