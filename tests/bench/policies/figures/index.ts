// All figures, in the order of their measuring.
import { calls } from './calls.ts';
import { churn } from './churn.ts';
import type { Figure } from './figure.ts';
import { flood } from './flood.ts';
import { heapBytes } from './heapBytes.ts';
import { latency } from './latency.ts';
import { pairs } from './pairs.ts';
import { slice } from './slice.ts';
import { soak } from './soak.ts';
import { sweepCost } from './sweepCost.ts';
import { tick } from './tick.ts';

export const figures: readonly Figure[] = [
	sweepCost,
	tick,
	slice,
	heapBytes,
	pairs,
	churn,
	flood,
	latency,
	calls,
	soak,
];
