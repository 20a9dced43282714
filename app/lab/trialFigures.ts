// From what the worker sent of a trial to its figures.
import type { Snapshot } from '../protocol/snapshot.ts';
import type { Figures } from './figures.ts';

type Stats = Snapshot['stats'];

export interface Recorded {
	/** At the very end of the program's own code; null: it had not ended by the deadline. */
	readonly end: Stats | null;
	/** When the trial was over. */
	readonly final: Stats;
	/** Null: it did not end. */
	readonly programMs: number | null;
	/** What the last look took of the program's thread. */
	readonly lookMs: number;
	/** How many objects the workload holds on purpose. */
	readonly holds: number;
}

export function figuresOf({ end, final, programMs, lookMs, holds }: Recorded): Figures {
	return {
		made: known((end ?? final).madeCount),
		freedAtEndPercent: freedPercent(end ?? final, holds),
		freedWithinPercent: end === null ? null : freedPercent(final, holds),
		peakBytes: known(final.nativePeakBytes),
		finalBytes: known(final.nativeLiveBytes),
		clearedToFreedP50Ms: known(final.clearedToFreedP50Ms),
		clearedToFreedP99Ms: known(final.clearedToFreedP99Ms),
		usedToFreedP50Ms: known(final.usedToFreedP50Ms),
		usedToFreedP99Ms: known(final.usedToFreedP99Ms),
		sweeps: known(final.sweepCount),
		derefs: known(final.derefCount),
		policyTotalMs: known(final.policyTotalMs),
		policyLongestMs: known(final.policyLongestMs),
		collections: known(final.collections),
		pressureRequests: known(final.pressureRequests),
		programMs,
		outOfMemoryMs: known(final.exhaustedFirstMs),
		labMs: lookMs,
	};
}

/** Of what was made and is not held on purpose; null where that is nothing. */
function freedPercent({ madeCount, objectCount }: Stats, holds: number): number | null {
	const dropped = madeCount - holds;
	if (known(objectCount) === null || !(known(dropped) ?? 0)) return null;
	return Math.min(100, Math.max(0, (100 * (madeCount - objectCount)) / dropped));
}

/** NaN: the engine has none. Anything else that is no amount: a program has written over the engine's figures. */
const known = (value: number): number | null => (Number.isFinite(value) && value >= 0 ? value : null);
