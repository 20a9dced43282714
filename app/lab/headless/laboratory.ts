// Where trials are made, whatever that is: a browser's page or processes of Node.
import type { Experiment } from '../experiment.ts';
import type { Report } from '../report.ts';
import type { Progress } from '../runExperiment.ts';

export interface RunningLab {
	/** What was measured, after `cancel()` as well. Rejects, with a reason to read, if the experiment could not be run. */
	readonly done: Promise<Report>;
	/** Ends the trial under way; what was measured stays. */
	cancel(): void;
}

export interface Laboratory {
	/** One experiment at a time. */
	run(experiment: Experiment, progress: (progress: Progress) => void): RunningLab;
	close(): Promise<void>;
}
