// The text that a workload runs, how many of its objects that holds on purpose, and about how long it takes.
import type { Experiment, Workload } from './experiment.ts';
import { workloads } from './workloads/index.ts';

/** Of a program that nobody has run yet. */
const kUnknownProgramMs = 1500;
/** To open a frame and to end it. */
const kOverheadMs = 250;

export const programOf = (workload: Workload): string =>
	workload.name === 'program' ? workload.code : workloads[workload.name].program(workload.sizes, workload.seed);

export const holdsOf = (workload: Workload): number =>
	workload.name === 'program' ? 0 : workloads[workload.name].holds(workload.sizes);

/** An estimate of one trial. */
export function trialMs({ workload, withinMs, deadlineMs }: Experiment): number {
	const own = workload.name === 'program' ? kUnknownProgramMs : workloads[workload.name].estimateMs(workload.sizes);
	return Math.min(own, deadlineMs) + withinMs + kOverheadMs;
}

export const trialCount = ({ configurations, repeats, warmUps }: Experiment): number =>
	configurations.length * repeats + warmUps;
