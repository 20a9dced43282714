// The workloads by name.
import type { Workload } from '../workload.ts';
import { calls } from './calls.ts';
import { churn } from './churn.ts';
import { flood } from './flood.ts';
import { heapBytes } from './heapBytes.ts';
import { latency } from './latency.ts';
import { pairsWorkload } from './pairs.ts';
import { slice } from './slice.ts';
import { soak } from './soak.ts';
import { sweepCost } from './sweepCost.ts';
import { tick } from './tick.ts';

export const workloads: Readonly<Record<string, Workload>> = {
	calls,
	churn,
	flood,
	heapBytes,
	latency,
	pairs: pairsWorkload,
	slice,
	soak,
	sweepCost,
	tick,
};
