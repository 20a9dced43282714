// The runtime's own work: how long what it has called back, and what it does within a constructor, takes the thread.
import type { Clock } from './clock.ts';
import type { Collector } from './collector.ts';

/** What the runtime works with: its calls back through clock and collector, and each `run()`, are pieces of its work. */
export interface Work {
	readonly clock: Clock;
	readonly collector: Collector;
	/** Does it now, and gives what it gives. */
	run<T>(piece: () => T): T;
}

/** Nothing is measured, and nothing added. */
export const unmeasured = (clock: Clock, collector: Collector): Work => ({ clock, collector, run: (piece) => piece() });

/**
 * `note` is told how long each piece took. One within another is part of it. What a piece resolves goes on after its end,
 * and is none of it. Nor is what ends a stretch of the program's: it makes WeakRefs, under every policy the same, and
 * where each object has a stretch of its own, timing that took a tenth of the program's time. Cost: two looks at the clock
 * a piece.
 */
export function measured(clock: Clock, collector: Collector, note: (tookMs: number) => void): Work {
	let isAtWork = false;
	const run = <T>(piece: () => T): T => {
		if (isAtWork) return piece();
		isAtWork = true;
		const beganMs = clock.now();
		try {
			return piece();
		} finally {
			isAtWork = false;
			note(clock.now() - beganMs);
		}
	};
	return {
		clock: {
			now: () => clock.now(),
			after: (delayMs, callback) => clock.after(delayMs, () => run(callback)),
			soon: (callback) => clock.soon(() => run(callback)),
			afterStretch: (callback) => clock.afterStretch(callback),
		},
		collector: {
			onCollection: (callback) => collector.onCollection((collection) => run(() => callback(collection))),
			request: (sizeBytes) => collector.request(sizeBytes),
			litter: (sizeBytes) => collector.litter(sizeBytes),
			watch: () => collector.watch(),
			dropWitness: (onCollected) => collector.dropWitness(() => run(onCollected)),
		},
		run,
	};
}
