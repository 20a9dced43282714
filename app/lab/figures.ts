// The figures of a trial, declared once: the table's columns, its exports, its charts and its words come from this list.

export type Unit = 'count' | 'byte' | 'ms' | 'percent';

export interface FigureKind {
	/** Of a column's head. */
	readonly label: string;
	/** Of the group of columns that it stands in. */
	readonly group: 'Freed' | 'Native bytes' | 'Latency' | 'Work' | 'Collector' | 'Program';
	readonly unit: Unit;
	/** Which way is good; left out where neither is. */
	readonly better?: 'more' | 'less';
	/** What it counts, and from when to when: a sentence. */
	readonly meaning: string;
}

const kinds = {
	made: {
		label: 'Objects made',
		group: 'Program',
		unit: 'count',
		better: 'more',
		meaning: 'Native objects that the program made until it ended',
	},
	freedAtEndPercent: {
		label: 'At the end',
		group: 'Freed',
		unit: 'percent',
		better: 'more',
		meaning:
			'Objects freed or deleted when the program had just ended, of those that it made and does not hold on purpose',
	},
	freedWithinPercent: {
		label: 'Within',
		group: 'Freed',
		unit: 'percent',
		better: 'more',
		meaning: 'The same so many seconds after the program ended',
	},
	peakBytes: {
		label: 'Peak',
		group: 'Native bytes',
		unit: 'byte',
		better: 'less',
		meaning: 'The most native bytes in use at any moment, block headers included',
	},
	finalBytes: {
		label: 'Final',
		group: 'Native bytes',
		unit: 'byte',
		better: 'less',
		meaning: 'Native bytes still in use when the trial was over',
	},
	clearedToFreedP50Ms: {
		label: 'Cleared → freed, median',
		group: 'Latency',
		unit: 'ms',
		better: 'less',
		meaning:
			'From the moment a WeakRef was seen empty until its object was freed: half of those that were freed took no longer; the others do not count',
	},
	clearedToFreedP99Ms: {
		label: 'Cleared → freed, p99',
		group: 'Latency',
		unit: 'ms',
		better: 'less',
		meaning: 'The same for 99 of 100 objects',
	},
	usedToFreedP50Ms: {
		label: 'Last use → freed, median',
		group: 'Latency',
		unit: 'ms',
		better: 'less',
		meaning:
			'From the last call on an object (its making, if none came) until a policy freed it: half of those that were freed took no longer; the others do not count',
	},
	usedToFreedP99Ms: {
		label: 'Last use → freed, p99',
		group: 'Latency',
		unit: 'ms',
		better: 'less',
		meaning: 'The same for 99 of 100 objects',
	},
	sweeps: { label: 'Sweeps', group: 'Work', unit: 'count', meaning: 'Passes over the table that ended' },
	derefs: {
		label: 'Derefs',
		group: 'Work',
		unit: 'count',
		better: 'less',
		meaning:
			'WeakRefs looked at, by sweeps and by the looks that follow a collection under policies that do not: each call may keep a dead object alive a little longer',
	},
	policyTotalMs: {
		label: 'Policy time',
		group: 'Work',
		unit: 'ms',
		better: 'less',
		meaning:
			'What looks, sweeps and requests of the policy took of the program’s thread in all; not the making of WeakRefs, nor registering and the callbacks of a FinalizationRegistry, which come one by one for each object',
	},
	policyLongestMs: {
		label: 'Longest slice',
		group: 'Work',
		unit: 'ms',
		better: 'less',
		meaning: 'The longest piece of it that held the program up',
	},
	collections: {
		label: 'Collections',
		group: 'Collector',
		unit: 'count',
		meaning: 'Runs of the garbage collector, as far as a page can detect them',
	},
	pressureRequests: {
		label: 'Pressure requests',
		group: 'Collector',
		unit: 'count',
		meaning: 'How often the collector was asked to run because native memory grew',
	},
	programMs: {
		label: 'Program time',
		group: 'Program',
		unit: 'ms',
		better: 'less',
		meaning: 'From the first statement of the program until its own code ended',
	},
	outOfMemoryMs: {
		label: 'Out of memory',
		group: 'Program',
		unit: 'ms',
		meaning: 'When the native heap was first full to its limit and a constructor failed; empty if it never was',
	},
	labMs: {
		label: 'Lab’s own time',
		group: 'Program',
		unit: 'ms',
		better: 'less',
		meaning: 'What the Lab’s looks took of the program’s thread, all of them after the program ended',
	},
} as const satisfies Record<string, FigureKind>;

export type FigureName = keyof typeof kinds;

export const figureKinds: Readonly<Record<FigureName, FigureKind>> = kinds;

export const figureNames = Object.keys(kinds) as FigureName[];

/** Of one trial; null where it has none: nothing was freed, memory did not run out, the program did not end. */
export type Figures = Readonly<Record<FigureName, number | null>>;
