// What a figure is: the trials that it needs, and the rows that it gives.
import type { Spread } from '../../engine/figures.ts';
import type { EngineName, SideName } from '../trial.ts';

/** Trials that differ in their side alone. */
export interface Case {
	readonly name: string;
	readonly numbers: Readonly<Record<string, number>>;
	readonly way?: string;
	/** Of this side another number than of the others. */
	readonly numbersOf?: (side: SideName) => Readonly<Record<string, number>>;
	readonly sides: readonly SideName[];
	/** How many trials of each side. */
	readonly repeats: number;
	readonly deadlineMs?: number;
}

export interface Figure {
	/** For `--figure`. */
	readonly name: string;
	readonly title: string;
	readonly workload: string;
	readonly engines?: readonly EngineName[];
	/** Engines are measured at the same time: it is not their time that counts. */
	readonly atOnce?: boolean;
	readonly seesHeap?: boolean;
	cases(engine: EngineName): readonly Case[];
	rows(results: Results): readonly Row[];
}

/** What the trials gave. */
export interface Results {
	/** A figure of a side's trials in a case; undefined if there is none, or one of them failed. */
	values(engine: EngineName, caseName: string, side: SideName, figure: string): readonly number[] | undefined;
	spread(engine: EngineName, caseName: string, side: SideName, figure: string): Spread | undefined;
	/** One side in units of the other, trial by trial. */
	ratio(engine: EngineName, caseName: string, above: SideName, below: SideName, figure: string): Spread | undefined;
}

export interface Bound {
	readonly atMost?: number;
	readonly atLeast?: number;
	readonly below?: number;
}

export interface Row {
	readonly what: string;
	readonly unit: string;
	readonly value: (engine: EngineName) => Spread | undefined;
	/** None in an engine: for information there. */
	readonly bound?: (engine: EngineName) => Bound | undefined;
	/** Where fewer engines are bounded than measured, how the bound is said. */
	readonly boundText?: string;
}

export const everywhere = (bound: Bound) => () => bound;
