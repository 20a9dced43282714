// The built-in workloads, in the order in which they are offered.
import type { BuiltIn } from './workload.ts';

export const workloads = {} as Record<WorkloadName, BuiltIn>;

export type WorkloadName =
	| 'steady churn'
	| 'bursts'
	| 'big buffers'
	| 'shared graph'
	| 'temporaries'
	| 'long stretches'
	| 'long-lived beside churn';
