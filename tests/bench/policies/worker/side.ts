// A side: what makes objects, and what frees those whose wrappers are dropped.
import type { Runtime } from '../../../../engine/binding/runtime.ts';
import type { Deletable, Wrapped } from '../trial.ts';
import type { TimedClock } from './timedClock.ts';

export interface Side {
	make(number: number): Wrapped;
	/** Throws when the native heap has no room. */
	makeBuffer(sizeBytes: number): Deletable;
	/** Begins what frees dropped objects: the loop, the policy. What is a registry's has begun with the object. */
	start(): void;
	stop(): void;
	/** Objects that exist, whether their wrappers do or not. */
	liveObjects(): number;
	nativeBytes(): number;
	nativePeakBytes(): number;
	/** Not in the JavaScript heap, though JavaScript holds it. */
	wasmBytes(): number;
	/** One pass over everything that lives, where the side has such. */
	readonly sweepOnce?: () => void;
	/** Of the sides that are the runtime's own. */
	readonly ours?: Ours;
}

export interface Ours {
	readonly runtime: Runtime;
	readonly clock: TimedClock;
	stat(name: string): number;
}

/** The side has not what the workload is about. */
export class Absent extends Error {}
