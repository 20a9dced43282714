// JavaScript's garbage collector, as far as a program can detect it and ask it to run.

export interface Collector {
	/** Calls back after each detected collection, in a job of its own, for as long as the collector lives. */
	onCollection(callback: () => void): void;
	/** Asks for a collection by allocating and dropping `sizeBytes` that nobody touches. Never throws. */
	request(sizeBytes: number): void;
}

// A registry held only by a dead local never calls back: this list keeps each one reachable from module scope.
const registries: FinalizationRegistry<undefined>[] = [];

/**
 * The real collector. Each collection is detected by a registry on a throw-away object ("canary") that the callback
 * arms again. In Chromium minor collections are detected as well; Firefox and Node detect major ones only.
 * Cost: one small object a collection, nothing between.
 */
export function platformCollector(): Collector {
	const callbacks: (() => void)[] = [];
	const registry = new FinalizationRegistry<undefined>(() => {
		arm();
		for (let i = 0; i < callbacks.length; i++) callbacks[i]?.();
	});
	const register = registry.register.bind(registry);
	const arm = () => register({}, undefined);
	registries[registries.length] = registry;
	arm();
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
	};
}
