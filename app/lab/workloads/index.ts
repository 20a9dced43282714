// The built-in workloads, in the order in which they are offered.
import { bigBuffers } from './bigBuffers.ts';
import { bursts } from './bursts.ts';
import { longLived } from './longLived.ts';
import { longStretches } from './longStretches.ts';
import { sharedGraph } from './sharedGraph.ts';
import { steadyChurn } from './steadyChurn.ts';
import { temporaries } from './temporaries.ts';
import type { BuiltIn } from './workload.ts';

export const workloads: Readonly<Record<WorkloadName, BuiltIn>> = {
	'steady churn': steadyChurn,
	bursts,
	'big buffers': bigBuffers,
	'shared graph': sharedGraph,
	temporaries,
	'long stretches': longStretches,
	'long-lived beside churn': longLived,
};

export type WorkloadName =
	| 'steady churn'
	| 'bursts'
	| 'big buffers'
	| 'shared graph'
	| 'temporaries'
	| 'long stretches'
	| 'long-lived beside churn';
