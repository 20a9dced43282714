// From a report to the curves of its charts: for each configuration the median of its trials at every moment of one
// common axis of time, and how far the trials lie apart there.
import type { Report, Trace, Trial } from './report.ts';

/** At most so many steps of the axis. */
export const kMostSteps = 512;

/**
 * Step by step; null where fewer than half of the trials have a value. A trial that was over before the longest one of
 * its configuration counts on with what it left, or the curves would leap as trials fall out.
 */
export interface Curve {
	readonly median: readonly (number | null)[];
	readonly least: readonly (number | null)[];
	readonly greatest: readonly (number | null)[];
}

/** Of one configuration. */
export interface CurvePair {
	/** Its place in the experiment. */
	readonly index: number;
	/** How many trials the medians are of. */
	readonly trials: number;
	/** Native bytes: of each trial the most within each step, so that no peak is lost. */
	readonly bytes: Curve;
	/** Of the objects made until then, those apart that the workload holds on purpose, how many had ended. */
	readonly percent: Curve;
	/** When the program's own code ended, median; null where no trial's did. */
	readonly programMs: number | null;
}

export interface Curves {
	/** The end of each step, in ms since the program began; the steps are as long as each other. */
	readonly timesMs: readonly number[];
	/** By the configuration's place; null where no trial has given a trace yet. */
	readonly pairs: readonly (CurvePair | null)[];
}

/** A trial on the common axis; NaN after the longest of its configuration, and where there is no percentage. */
interface Line {
	readonly most: Float64Array;
	readonly percent: Float64Array;
}

/** Those that the curves are of, as the table's figures: undisturbed, unless all are disturbed; with figures and trace. */
export function countedTrials(trials: readonly Trial[], configuration: number): Trial[] {
	const own = trials.filter((trial) => trial.configuration === configuration);
	const calm = own.filter(({ disturbances }) => disturbances.length === 0);
	return (calm.length > 0 ? calm : own).filter(({ figures, trace }) => figures && trace);
}

export function curvesOf({ trials, experiment, holds }: Report): Curves {
	const counted = experiment.configurations.map((_, index) => countedTrials(trials, index));
	const spanMs = Math.max(0, ...counted.flat().map(({ trace }) => trace?.timesMs.at(-1) ?? 0));
	const stepMs = roundStep(spanMs / kMostSteps);
	const count = Math.min(kMostSteps, Math.ceil(spanMs / stepMs - 1e-9));
	const pairs = counted.map((some, index): CurvePair | null => {
		const traces = some.flatMap(({ trace }) => (trace?.timesMs.length ? [trace] : []));
		const lastMs = Math.max(0, ...traces.map(({ timesMs }) => timesMs.at(-1) ?? 0));
		const own = Math.min(count, Math.ceil(lastMs / stepMs - 1e-9));
		const lines = traces.map((trace) => lineOf(trace, count, own, stepMs, holds));
		if (lines.length === 0) return null;
		const bytes = columnsOf(lines.map(({ most }) => most));
		const percent = columnsOf(lines.map((line) => line.percent));
		const programMs = medianOf(some.flatMap(({ figures }) => figures?.programMs ?? []));
		return { index, trials: lines.length, bytes, percent, programMs };
	});
	return { timesMs: Array.from({ length: count }, (_, i) => (i + 1) * stepMs), pairs };
}

/** At least so long, and 1, 2 or 5 of some power of ten: a trial that lasts a little longer does not move the axis. */
function roundStep(leastMs: number): number {
	if (leastMs <= 0) return 1;
	const power = 10 ** Math.floor(Math.log10(leastMs));
	return ([1, 2, 5].find((times) => times * power >= leastMs - 1e-9) ?? 10) * power;
}

/**
 * A point of a trace tells of the time since the point before it. A step with points has the greatest of their peaks;
 * one without lies within the time of the next point, and has that one's. From its end to step `own` it stays as it was.
 */
function lineOf(trace: Trace, count: number, own: number, stepMs: number, holds: number): Line {
	const { timesMs, liveBytes, peakBytes, made, ended } = trace;
	const empty = () => new Float64Array(count).fill(Number.NaN);
	const [most, percent] = [empty(), empty()];
	let at = 0;
	let step = 0;
	for (; step < own && at < timesMs.length; step++) {
		const untilMs = (step + 1) * stepMs + 1e-9;
		let peak = peakBytes[at] ?? 0;
		for (; at < timesMs.length && (timesMs[at] ?? 0) <= untilMs; at++) {
			peak = Math.max(peak, peakBytes[at] ?? 0);
		}
		most[step] = peak;
		const wanted = (made[at - 1] ?? 0) - holds;
		if (wanted > 0) percent[step] = Math.min(100, (100 * (ended[at - 1] ?? 0)) / wanted);
	}
	most.fill(liveBytes.at(-1) ?? 0, step, own);
	percent.fill(percent[step - 1] ?? Number.NaN, step, own);
	return { most, percent };
}

/** Trials hold few; a sort by insertion into one array is the quickest. */
function columnsOf(lines: readonly Float64Array[]): Curve {
	const count = lines[0]?.length ?? 0;
	const [median, least, greatest] = [0, 1, 2].map(() => new Array<number | null>(count).fill(null));
	const sorted: number[] = [];
	for (let step = 0; step < count; step++) {
		let found = 0;
		for (const line of lines) {
			const value = line[step] ?? Number.NaN;
			if (Number.isNaN(value)) continue;
			let place = found++;
			for (; place > 0 && (sorted[place - 1] ?? 0) > value; place--) sorted[place] = sorted[place - 1] ?? 0;
			sorted[place] = value;
		}
		if (found === 0 || 2 * found < lines.length || !median || !least || !greatest) continue;
		median[step] = middleOf(sorted, found);
		least[step] = sorted[0] ?? 0;
		greatest[step] = sorted[found - 1] ?? 0;
	}
	return { median: median ?? [], least: least ?? [], greatest: greatest ?? [] };
}

/** Of the first `count` of a sorted list. */
function middleOf(sorted: readonly number[], count: number): number {
	const upper = sorted[count >> 1] ?? 0;
	return count % 2 === 1 ? upper : (upper + (sorted[(count >> 1) - 1] ?? 0)) / 2;
}

/** Null for an empty list. */
export function medianOf(values: readonly number[]): number | null {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted.length > 0 ? middleOf(sorted, sorted.length) : null;
}
