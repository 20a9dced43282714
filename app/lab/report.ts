// What an experiment gave: plain data, which is what is exported as JSON.
import type { ProgramError } from '../protocol/messages.ts';
import type { Trace } from '../protocol/snapshot.ts';
import type { Experiment } from './experiment.ts';
import type { Figures } from './figures.ts';

/**
 * How a trial ended. `ended`: the program's own code came to its end. `stopped`: it had not by the deadline, and was
 * measured so far. `threw`: it ended with an error. These have figures; the others have none. `stuck`: it did not let go
 * of the thread. `crashed`: its process or its engine died. `failed`: it could not be begun.
 */
export type Outcome = 'ended' | 'stopped' | 'threw' | 'stuck' | 'crashed' | 'failed';

/** What may have spoilt a trial, with a sentence that says how much. */
export interface Disturbance {
	readonly kind: 'hidden' | 'held up' | 'slow machine' | 'another program' | 'late';
	readonly what: string;
}

export type { Trace } from '../protocol/snapshot.ts';

export interface Trial {
	/** Its place in the experiment's list. */
	readonly configuration: number;
	/** From 0. */
	readonly repeat: number;
	readonly outcome: Outcome;
	/** A sentence: what the program threw, how long it held the thread. Empty for `ended`. */
	readonly reason: string;
	/** What nobody caught, the first of them; line and column are the program's. */
	readonly errors: readonly ProgramError[];
	readonly figures: Figures | null;
	readonly trace: Trace | null;
	readonly disturbances: readonly Disturbance[];
}

/** Where it was measured. */
export interface Place {
	/** The browser's own word for itself, or Node's version. */
	readonly agent: string;
	readonly cores: number;
	/** The smallest step of the clock by which the program's thread is measured. */
	readonly clockStepMs: number;
}

export interface Report {
	readonly version: 1;
	/** When it began, ISO 8601. */
	readonly date: string;
	readonly place: Place;
	readonly experiment: Experiment;
	/** How many of the objects made the workload holds on purpose to its end; 0 for a program of the reader's own. */
	readonly holds: number;
	/** In the order in which they were made. Fewer than planned while it runs, and after Cancel. */
	readonly trials: readonly Trial[];
	/** `done`: all trials were made. */
	readonly state: 'running' | 'done' | 'cancelled';
}
