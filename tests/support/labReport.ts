// A report of the Lab as an experiment of eight configurations gives it, made from a seed: for what only shows reports.
import type { Configuration, Experiment } from '../../app/lab/experiment.ts';
import { type Figures, figureNames } from '../../app/lab/figures.ts';
import type { Report, Trace, Trial } from '../../app/lab/report.ts';

const kMiB = 2 ** 20;
const kTrialMs = 2500;
const kSteps = 120;

const configuration = (policy: Configuration['policy'], intervalMs = 100): Configuration => ({
	policy,
	intervalMs,
	heapLimitBytes: 64 * kMiB,
	quarantineBytes: 128 * 1024,
});

const configurations = [
	configuration('none'),
	configuration('interval', 10),
	configuration('interval', 100),
	configuration('interval', 1000),
	configuration('idle'),
	configuration('registry'),
	configuration('gated'),
	configuration('pressure'),
];

/** Of what is made, the part freed, by configuration. */
const kFreed = [0, 0.31, 0.72, 0.66, 0.44, 0.93, 0.97, 0.998];

/** Park and Miller's. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 48271) % 0x7fffffff;
		return state / 0x7fffffff;
	};
}

function traceOf(freed: number, next: () => number): Trace {
	const timesMs = Array.from({ length: kSteps }, (_, i) => ((i + 1) * kTrialMs) / kSteps);
	const made = timesMs.map((ms) => Math.round(Math.min(1, ms / 1500) * 30_000));
	const ended = made.map((count, i) => Math.round((Math.floor(i / 12) / 10) * count * freed * (0.96 + next() * 0.04)));
	const liveBytes = made.map((count, i) => (count - (ended[i] ?? 0)) * 160);
	return { timesMs, made, ended, liveBytes, peakBytes: liveBytes.map((bytes) => Math.round(bytes * 1.1)) };
}

function trialOf(index: number, repeat: number, next: () => number): Trial {
	const freed = kFreed[index] ?? 0;
	const noise = () => 0.9 + next() * 0.2;
	const trace = traceOf(freed, next);
	const figures: Record<string, number | null> = Object.fromEntries(figureNames.map((name) => [name, null]));
	const share = Math.min(1, freed * (0.99 + next() * 0.01));
	Object.assign(figures, {
		made: 30_000,
		freedAtEndPercent: 85 * share,
		freedWithinPercent: 100 * share,
		peakBytes: Math.max(...trace.peakBytes),
		finalBytes: Math.round((1 - share) * 30_000 * 160),
		clearedToFreedP50Ms: freed > 0 ? 40 * noise() : null,
		clearedToFreedP99Ms: freed > 0 ? 160 * noise() : null,
		usedToFreedP50Ms: freed > 0 ? 410 * noise() : null,
		usedToFreedP99Ms: freed > 0 ? 1200 * noise() : null,
		sweeps: Math.round([0, 240, 24, 2, 60, 31, 29, 33][index] ?? 0),
		derefs: Math.round(([0, 3_900_000, 410_000, 44_000, 800_000, 0, 90_000, 88_000][index] ?? 0) * noise()),
		policyTotalMs: ([0, 210, 31, 9, 50, 12, 8, 11][index] ?? 0) * noise(),
		policyLongestMs: ([0, 4, 3.4, 6.8, 3, 2.2, 1.1, 1.4][index] ?? 0) * noise(),
		collections: Math.round(9 * noise()),
		pressureRequests: index === 7 ? Math.round(12 * noise()) : 0,
		programMs: 1500 * (0.99 + next() * 0.02),
		outOfMemoryMs: null,
		labMs: 0.2,
	});
	return {
		configuration: index,
		repeat,
		outcome: 'ended',
		reason: '',
		errors: [],
		figures: figures as Figures,
		trace,
		disturbances: index === 3 && repeat === 1 ? [{ kind: 'hidden', what: 'The tab was hidden for 0.8 s' }] : [],
	};
}

export const sampleExperiment: Experiment = {
	workload: { name: 'steady churn', sizes: { objects: 200, pauseMs: 10, turns: 125 }, seed: 1 },
	configurations,
	repeats: 3,
	warmUps: 1,
	withinMs: 1000,
	deadlineMs: 10_000,
};

/** All trials; `none` runs out of memory, to show how that looks. */
export function sampleReport(): Report {
	const next = random(7);
	const trials = [0, 1, 2].flatMap((repeat) => configurations.map((_, index) => trialOf(index, repeat, next)));
	const full = trials.map((trial): Trial => {
		if (trial.configuration !== 0 || !trial.figures) return trial;
		const reason = 'NativeHeapExhausted at line 12: the native heap is full to its limit of 64 MiB';
		return { ...trial, outcome: 'threw', reason, figures: { ...trial.figures, made: 27_310, outOfMemoryMs: 1310 } };
	});
	return {
		version: 1,
		date: '2026-11-24T10:00:00.000Z',
		place: { agent: 'Chromium 156', cores: 2, clockStepMs: 0.1 },
		experiment: sampleExperiment,
		holds: 0,
		trials: full,
		state: 'done',
	};
}
