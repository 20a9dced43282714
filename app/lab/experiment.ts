// What an experiment of the Lab is: one workload under several configurations, each tried several times. All of it, and
// nothing else, decides what is measured; two reports may be held against each other only where it is the same.
import type { Policy } from '../protocol/messages.ts';
import type { WorkloadName } from './workloads/index.ts';

/** Under what a program is tried. */
export interface Configuration {
	readonly policy: Policy;
	/** Matters under the policy `interval` alone. */
	readonly intervalMs: number;
	readonly heapLimitBytes: number;
	readonly quarantineBytes: number;
}

/** A built-in workload, which makes its program from sizes and seed; or the program that the editor held. */
export type Workload =
	| { readonly name: WorkloadName; readonly sizes: Readonly<Record<string, number>>; readonly seed: number }
	| { readonly name: 'program'; readonly code: string };

export interface Experiment {
	readonly workload: Workload;
	readonly configurations: readonly Configuration[];
	/** How many trials of each configuration are measured. */
	readonly repeats: number;
	/** Trials before them that are not measured: they load and warm the browser up. */
	readonly warmUps: number;
	/** How long after the program's end its objects have to be freed. */
	readonly withinMs: number;
	/** A program that has not ended by then is stopped, and measured so far. */
	readonly deadlineMs: number;
}

/** As `Experiment` has them. */
export const kMostConfigurations = 12;
export const kMostRepeats = 20;
export const kMostWarmUps = 3;
export const kMaxWithinMs = 10_000;
export const kMinDeadlineMs = 500;
export const kMaxDeadlineMs = 60_000;
