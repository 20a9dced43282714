// What a run takes of the place where it runs: a browser's worker, or a process without a screen.
import type { Clock } from '../../../engine/binding/clock.ts';
import type { Collector } from '../../../engine/binding/collector.ts';

/** Takes what it needs when it is made: a program may replace the platform's own later. */
export interface Platform {
	readonly clock: Clock;
	readonly collector: Collector;
	/** A classic script, which this gives a name in stacks. Unlike a module's, its function is collectable once it has ended. */
	script(text: string): Script;
	/** From here on what nobody caught comes here, and nowhere else: the platform itself may hold it. */
	onUncaught(onError: (error: unknown) => void): void;
}

export interface Script {
	/** By which stacks may call it, beside `user.js`. */
	readonly name: string;
	/** Runs it in the global scope, at once. Throws what it throws. */
	run(): void;
}
