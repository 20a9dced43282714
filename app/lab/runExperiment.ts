// Runs an experiment: trial after trial, each alone, in an order that favours none; tells the report as it grows. Knows
// neither page nor process: the same code runs with a screen and without.
import { formatMs } from '../lib/format.ts';
import { Pace, type Surroundings, Watch } from './disturbance.ts';
import type { Experiment } from './experiment.ts';
import { type Turn, turnsOf } from './order.ts';
import { holdsOf, programOf, trialMs } from './program.ts';
import type { Disturbance, Place, Report, Trial } from './report.ts';
import { type RunningTrial, runTrial, type TrialParts, type TrialResult } from './runTrial.ts';
import { configurationText } from './words.ts';

export interface ExperimentParts extends TrialParts {
	surroundings: Surroundings;
	place: Place;
	/** ISO 8601, of now. */
	date: string;
}

export interface Progress {
	/** Trials made, warm-ups among them, and how many there will be. */
	readonly done: number;
	readonly total: number;
	/** What is being tried now: `interval · 100 ms, 2 of 3`; while the tab is hidden, that it waits. */
	readonly now: string;
	readonly leftMs: number;
}

export interface ExperimentEvents {
	/**
	 * First without any trial, then after each, and at the end. A later one may know that the machine was slow in an
	 * earlier trial.
	 */
	report(report: Report): void;
	progress(progress: Progress): void;
}

export interface RunningExperiment {
	/** The last report. Never rejects. */
	readonly done: Promise<Report>;
	/** Ends the trial under way at once; what was measured stays. */
	cancel(): void;
}

/** Before: the experiment is valid. */
export function runExperiment(
	experiment: Experiment,
	parts: ExperimentParts,
	events: ExperimentEvents,
): RunningExperiment {
	let trial: RunningTrial | null = null;
	let isCancelled = false;
	/** Of the wait for a hidden tab. */
	let wake: () => void = () => {};
	const { configurations, repeats } = experiment;
	const turns = turnsOf(configurations.length, repeats, experiment.warmUps);
	const code = programOf(experiment.workload);
	const holds = holdsOf(experiment.workload);
	const pace = new Pace(parts.clock, parts.surroundings, parts.place.clockStepMs);
	const made: { trial: Trial; paceMs: number }[] = [];
	const tookMs: number[] = [];

	const report = (state: Report['state']): Report => {
		const { place, date } = parts;
		const trials = made.map(({ trial, paceMs }) => disturbed(trial, pace.slow(paceMs)));
		return { version: 1, date, place, experiment, holds, trials, state };
	};
	const progress = (done: number, now: string) => {
		const eachMs = tookMs.length > 0 ? middle(tookMs) : trialMs(experiment);
		events.progress({ done, total: turns.length, now, leftMs: (turns.length - done) * eachMs });
	};
	const visible = async (done: number) => {
		const { surroundings } = parts;
		while (surroundings.hidden() && !isCancelled) {
			progress(done, 'waiting: the tab is hidden');
			let stop: () => void = () => {};
			await new Promise<void>((resolve) => {
				wake = resolve;
				stop = surroundings.onHidden(resolve);
			});
			stop();
		}
	};
	const make = async (turn: Turn): Promise<void> => {
		const configuration = configurations[turn.configuration];
		if (!configuration) return;
		const paceMs = pace.measure();
		const watch = new Watch(parts.clock, parts.surroundings);
		trial = runTrial({ ...experiment, code, configuration, holds, record: true }, parts);
		const result = await trial.done;
		trial = null;
		const seen = watch.end();
		if (!result || turn.repeat === null) return;
		made.push({ trial: trialOf(turn.configuration, turn.repeat, result, seen), paceMs });
	};
	const run = async (): Promise<Report> => {
		events.report(report('running'));
		for (const [done, turn] of turns.entries()) {
			await visible(done);
			// Whoever is told how far it is may cancel there and then.
			if (!isCancelled) progress(done, turnText(turn, experiment));
			if (isCancelled) break;
			const beganMs = parts.clock.nowMs();
			await make(turn);
			if (isCancelled) break;
			tookMs.push(parts.clock.nowMs() - beganMs);
			if (turn.repeat !== null) events.report(report('running'));
		}
		const last = report(isCancelled ? 'cancelled' : 'done');
		events.report(last);
		return last;
	};
	return {
		done: run(),
		cancel() {
			isCancelled = true;
			wake();
			trial?.cancel();
		},
	};
}

function trialOf(
	configuration: number,
	repeat: number,
	{ outcome, reason, errors, figures, trace, disturbances }: TrialResult,
	seen: readonly Disturbance[],
): Trial {
	const all = [...seen, ...disturbances];
	return { configuration, repeat, outcome, reason, errors, figures, trace, disturbances: all };
}

function disturbed(trial: Trial, by: Disturbance | null): Trial {
	return by ? { ...trial, disturbances: [by, ...trial.disturbances] } : trial;
}

function turnText({ configuration, repeat }: Turn, { configurations, repeats }: Experiment): string {
	const one = configurations[configuration];
	const what = one ? configurationText(one, configurations) : '';
	return repeat === null ? `warm-up: ${what}` : `${what}, ${repeat + 1} of ${repeats}`;
}

function middle(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** `about 31 s`: an estimate, and never more exact than that. */
export function leftText(leftMs: number): string {
	const seconds = Math.max(1, Math.round(leftMs / 1000));
	return `about ${seconds < 60 ? `${seconds}\u00a0s` : formatMs(seconds * 1000)}`;
}
