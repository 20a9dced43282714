// The Lab: the experiment that is being set up, the one that runs, and what the last one gave.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Configuration, Experiment } from './experiment.ts';
import type { Report } from './report.ts';
import type { WorkloadName } from './workloads/index.ts';

export interface Progress {
	/** Trials made, warm-ups among them, and how many there will be. */
	readonly done: number;
	readonly total: number;
	/** What is being tried now: `interval, 100 ms · 2 of 3`; while the tab is hidden, that it waits. */
	readonly now: string;
	readonly leftMs: number;
}

export class LabModel {
	/** What is set up; each may be invalid while it is being typed. */
	readonly workloadName: Signal<WorkloadName | 'program'> = signal('steady churn');
	/** Of the chosen workload; empty for the program in the editor. */
	readonly sizes: Signal<Readonly<Record<string, number>>> = signal({});
	readonly seed = signal(1);
	readonly configurations: Signal<readonly Configuration[]> = signal([]);
	readonly repeats = signal(3);
	readonly withinMs = signal(1000);
	readonly deadlineMs = signal(10_000);

	/** The same as one value; what is wrong with it; about how long it will take. */
	readonly experiment: ReadonlySignal<Experiment>;
	/** A sentence, null if nothing is. */
	readonly problem: ReadonlySignal<string | null> = signal(null);
	readonly estimateMs: ReadonlySignal<number> = signal(0);

	/** Null while nothing runs. */
	readonly progress: Signal<Progress | null> = signal(null);
	/** Of the last experiment, trial by trial as they come; null before the first. */
	readonly report: Signal<Report | null> = signal(null);
	/** What is set up is no longer what the report is about. */
	readonly changed: ReadonlySignal<boolean> = signal(false);
	/** Program time with the Lab's recording against without, in percent more; null until measured. */
	readonly ownCost: Signal<{
		readonly percent: number;
		readonly leastPercent: number;
		readonly mostPercent: number;
	} | null> = signal(null);

	constructor() {
		this.experiment = computed(() => {
			throw new Error('not there yet');
		});
	}

	/** The workload's sizes and seed go back to its own. */
	choose(_name: WorkloadName | 'program'): void {}

	/** Puts all settings back to the defaults that answer the usual question. */
	restore(): void {}

	/** Runs it; fulfilled with the report when it is done or cancelled. Rejects, with a reason to read, on bad settings. */
	async start(): Promise<Report> {
		throw new Error('not there yet');
	}

	/** Ends the trial under way at once; what was measured stays. */
	cancel(): void {}

	/** Measures what the recording costs: the workload with it and without, turn about. Ends as `start()`. */
	async measureOwnCost(): Promise<void> {}

	/** The built-in workload's program goes into the editor. */
	openInEditor(): void {}

	/** Puts a link that opens this experiment in the address and on the clipboard; says so in a notice. */
	async share(): Promise<void> {}
}
