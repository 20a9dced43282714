// The experiment that is there at first: which policy, which interval? Answered in under a minute.
import { kDefaultIntervalMs } from '../models/policies.ts';
import { kDefaultHeapLimitBytes, kDefaultQuarantineBytes } from '../models/RunModel.ts';
import type { Policy } from '../protocol/messages.ts';
import type { Configuration, Experiment } from './experiment.ts';
import { workloads } from './workloads/index.ts';
import { initialSizes } from './workloads/workload.ts';

/** Under the page's own limits. */
export function configurationOf(policy: Policy, intervalMs = kDefaultIntervalMs): Configuration {
	return {
		policy,
		intervalMs,
		heapLimitBytes: kDefaultHeapLimitBytes,
		quarantineBytes: kDefaultQuarantineBytes,
	};
}

/** What frees by itself, the original loop at two intervals, and nothing at all to hold them against. */
export const usualConfigurations: readonly Configuration[] = [
	configurationOf('pressure'),
	configurationOf('gated'),
	configurationOf('registry'),
	configurationOf('interval', 100),
	configurationOf('interval', 10),
	configurationOf('none'),
];

/** Every way to free, and three intervals. */
export const eightConfigurations: readonly Configuration[] = [
	...usualConfigurations,
	configurationOf('interval', 1000),
	configurationOf('idle'),
];

export const usualExperiment: Experiment = {
	workload: { name: 'steady churn', sizes: initialSizes(workloads['steady churn']), seed: 1 },
	configurations: usualConfigurations,
	repeats: 3,
	warmUps: 1,
	withinMs: 1000,
	deadlineMs: 10_000,
};
