// What a policy is: it decides when to sweep, and nothing else.
import type { Clock } from '../clock.ts';

/** What a policy has at hand. */
export interface PolicyHost {
	readonly clock: Clock;
	/** One pass over the whole table that frees what is cleared. */
	sweep(): void;
}

/** A policy at work, from its making to `stop()`; after that it calls nothing any more. */
export interface ActivePolicy {
	stop(): void;
	/** The page has told that it is idle. */
	idle?(): void;
}

export interface PolicyOptions {
	/** Time from one sweep to the next, 1 to 10,000 ms. */
	intervalMs: number;
}

export interface PolicyKind {
	/** Whether it ever frees: if not, what is cleared is lost. */
	readonly reclaims: boolean;
	start(host: PolicyHost, options: PolicyOptions): ActivePolicy;
}
