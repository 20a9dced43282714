// What a policy is: it decides when to sweep, and nothing else.
import type { Clock } from '../clock.ts';
import type { Collection, Collector } from '../collector.ts';
import type { PassResult, Reach } from '../passes.ts';

/** What the engine counts, as of now. */
export interface Gauges {
	/** Native bytes in use, and the most that they may become. */
	readonly liveBytes: number;
	readonly limitBytes: number;
	/** Objects that are alive in the engine, and those ever made. */
	readonly objects: number;
	readonly objectsMade: number;
}

/** What a policy has at hand. */
export interface PolicyHost {
	readonly clock: Clock;
	readonly gauges: Gauges;
	/** Requests are counted. Not to be asked in a job that has looked at a WeakRef. */
	readonly collector: Pick<Collector, 'litter' | 'request' | 'watch'>;
	/** One pass over the whole table, in one piece, that frees what is cleared. */
	sweep(): void;
	/**
	 * The same in slices, each in a job of its own, the first in this one. `done` is called at the end, if the policy is
	 * still at work. Not in a job of the program's.
	 */
	sweepInSlices(reach: Reach, done?: (result: PassResult) => void): void;
	/** Calls back in a later job, once every wrapper that the program has dropped may be collected. */
	whenSettled(callback: () => void): void;
	/** Their wrappers were seen to be gone. Handles that are stale, or whose objects were managed again, are passed over. */
	take(handles: readonly number[]): void;
	/**
	 * Visits the wrappers that are there, with their handles: some now, some in later jobs, then calls `done`; not those
	 * that come meanwhile.
	 */
	visitWrappers(visit: (wrapper: object, handle: number) => void, done: () => void): void;
}

/** How many slow sweeps there were, and the objects that they found and nothing else had. */
export interface Safety {
	readonly sweeps: number;
	readonly found: number;
}

/** A policy at work, from its making to `stop()`; after that it calls nothing any more. */
export interface ActivePolicy {
	stop(): void;
	/** The page has told that it is idle. */
	idle?(): void;
	/** A collection was detected, in a job of its own. A policy that has this does all the looking itself, and frees. */
	collected?(collection: Collection): void;
	/** An object was put under management, with its wrapper or a WeakRef to that: called for each one. */
	added?(handle: number, wrapper: object | WeakRef<object>): void;
	/** An object was deleted through its wrapper. */
	released?(wrapper: object): void;
	/** Resolves once there is no more pressure than a program can go on with; undefined: at once. */
	breathe?(): Promise<void> | undefined;
	/** What the slow sweeps, in case a collection went by unseen, were needed for. */
	readonly safety?: Safety;
	/** A constructor found no room. Whether asking for a collection at once, and sweeping, is worth trying. */
	rescues?: boolean;
}

export interface PolicyOptions {
	/** Time from one sweep to the next, 1 to 10,000 ms. */
	intervalMs: number;
}

export interface PolicyKind {
	/** Whether it ever frees: if not, what is cleared is lost. */
	readonly reclaims: boolean;
	/** What is cleared and was not deleted is an error of the program's. */
	readonly reportsLeaks?: boolean;
	start(host: PolicyHost, options: PolicyOptions): ActivePolicy;
}
