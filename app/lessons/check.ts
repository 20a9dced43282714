// What a lesson's check is given, and what it says: the contract between the page and samples/NN-name/check.ts.
// A check is a function of a run's figures alone; it never sees the text of the program.
import type { LineCounts, Stats } from '../models/figures.ts';
import type { Mark, Point } from '../models/HistoryModel.ts';
import type { RunSettings } from '../models/SampleModel.ts';

export type { Mark, Point } from '../models/HistoryModel.ts';

export interface LoggedLine {
	readonly level: 'log' | 'info' | 'warn' | 'error' | 'debug' | 'system';
	readonly text: string;
	/** Of the program; 0 = not known. */
	readonly line: number;
}

export interface LoggedError {
	/** Such as `NativeHeapExhausted`. */
	readonly name: string;
	readonly message: string;
	readonly line: number;
}

/** One run's own figures. Times are milliseconds since the run began, unless said. */
export interface RunFacts {
	/** Every figure of the engine by its name, at the last look: `freedCount`, `nativePeakBytes`, … NaN: none yet. */
	readonly stats: Stats;
	/** The same when the program's own code had ended, at the first look after that. */
	readonly atEnd: Stats;
	/** What became of the objects of each line of the program; line 0: of those whose line is not known. */
	readonly lines: readonly LineCounts[];
	/** Each sweep, detected collection and pressure request; beyond a thousand of a kind, neighbours are joined. */
	readonly sweeps: readonly Mark[];
	readonly collections: readonly Mark[];
	readonly requests: readonly Mark[];
	/** Bytes over time, at most 2,000 points. */
	readonly points: readonly Point[];
	/** The last thousand lines of the console, errors among them. */
	readonly console: readonly LoggedLine[];
	/** Errors of the program, of its timers and of its deleters: the first hundred. */
	readonly errors: readonly LoggedError[];
	/** How the program's own code ended. `crashed`: its worker died, or the page ended it since it did not answer. */
	readonly ended: 'ok' | 'error' | 'crashed';
	readonly endedMs: number;
	/** How long that is ago. */
	readonly msSinceEnd: number;
	/** What the run began under. */
	readonly settings: RunSettings;
	/** Somebody has changed policy or interval before the program's end. */
	readonly settingsChanged: boolean;
}

export interface Facts extends RunFacts {
	/** The reader's runs of this lesson before this one, in this visit: the last ten, oldest first. */
	readonly earlier: readonly RunFacts[];
}

export interface Verdict {
	/** `waiting`: more has to happen, and will without the reader; it is asked again then. */
	readonly verdict: 'waiting' | 'passed' | 'failed';
	/** One or two sentences with the run's figures: "50 of 50 freed, 212 ms after they cleared." */
	readonly text: string;
}

/** Called after the program's own code has ended, as often as figures change; must be quick and change nothing. */
export type Check = (facts: Facts) => Verdict;

/** How long a check may wait that does not say so itself by `export const patienceMs`, and how long at most. */
export const kPatienceMs = 10_000;
export const kMaxPatienceMs = 20_000;
