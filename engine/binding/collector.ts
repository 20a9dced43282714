// JavaScript's garbage collector, as far as a program can detect it and ask it to run.

export interface Collector {
	/** Calls back after each detected collection, in a job of its own, for as long as the collector lives. */
	onCollection(callback: () => void): void;
	/** Asks for a collection by allocating and dropping `sizeBytes` that nobody touches. Never throws. */
	request(sizeBytes: number): void;
	/**
	 * Drops an object that is as old as the collector, and calls back once it was collected. What was dropped before,
	 * and is no older, went the same way, unless something held it meanwhile. There are `kWitnesses` such objects;
	 * from then on they are new ones, which in Chromium a minor collection clears as well.
	 */
	dropWitness(onCollected: () => void): void;
}

export const kWitnesses = 1_000;

// A registry held only by a dead local never calls back: this list keeps each one reachable from module scope.
const registries: FinalizationRegistry<() => void>[] = [];

/**
 * The real collector. Each collection is detected by a registry on a throw-away object ("canary") that the callback
 * arms again. In Chromium minor collections are detected as well; Firefox and Node detect major ones only.
 * Cost: one small object a collection, nothing between.
 */
export function platformCollector(): Collector {
	const callbacks: (() => void)[] = [];
	const registry = new FinalizationRegistry<() => void>((onCollected) => onCollected());
	const register = registry.register.bind(registry);
	registries[registries.length] = registry;
	const canary = () => {
		register({}, canary);
		for (let i = 0; i < callbacks.length; i++) callbacks[i]?.();
	};
	register({}, canary);
	const witnesses = Array.from({ length: kWitnesses }, () => ({}));
	let left = kWitnesses;
	const { ArrayBuffer } = globalThis;
	return {
		onCollection(callback) {
			callbacks[callbacks.length] = callback;
		},
		request(sizeBytes) {
			try {
				new ArrayBuffer(sizeBytes);
			} catch {
				// The size is beyond what this platform gives: it has been asked nevertheless.
			}
		},
		dropWitness(onCollected) {
			const witness = left > 0 ? witnesses[--left] : undefined;
			witnesses.length = left;
			register(witness ?? {}, onCollected);
		},
	};
}
