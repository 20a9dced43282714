// What the Lab's recording costs a program: the same one with it and without, turn about.
import type { Experiment } from './experiment.ts';
import { holdsOf, programOf } from './program.ts';
import { type RunningTrial, runTrial, type TrialParts } from './runTrial.ts';

export interface OwnCost {
	/** Of program time, more with the recording than without: median of the pairs, least and most. */
	readonly percent: number;
	readonly leastPercent: number;
	readonly mostPercent: number;
	readonly pairs: number;
}

export const kCostPairs = 5;

export interface RunningCost {
	/** Null: cancelled. Rejects, with a reason to read, if a program does not end. */
	readonly done: Promise<OwnCost | null>;
	cancel(): void;
}

/** Under the experiment's first configuration. `made`: is told after each trial, of `2 * kCostPairs + 1`. */
export function measureCost(experiment: Experiment, parts: TrialParts, made: (count: number) => void): RunningCost {
	let trial: RunningTrial | null = null;
	let cancelled = false;
	let count = 0;
	const code = programOf(experiment.workload);
	const holds = holdsOf(experiment.workload);
	const [configuration] = experiment.configurations;
	const timeOf = async (record: boolean): Promise<number> => {
		if (cancelled || !configuration) return Number.NaN;
		trial = runTrial({ ...experiment, withinMs: 0, code, configuration, holds, record }, parts);
		const result = await trial.done;
		trial = null;
		made(++count);
		if (!result) return Number.NaN;
		if (result.outcome !== 'ended' || !result.programMs) {
			throw new Error(`What the Lab costs cannot be measured: ${result.reason || 'the program took no time'}`);
		}
		return result.programMs;
	};
	const measure = async (): Promise<OwnCost | null> => {
		await timeOf(true);
		const percents: number[] = [];
		for (let pair = 0; pair < kCostPairs && !cancelled; pair++) {
			// Each is the first in turn.
			const first = await timeOf(pair % 2 === 0);
			const second = await timeOf(pair % 2 !== 0);
			const [recorded, plain] = pair % 2 === 0 ? [first, second] : [second, first];
			percents.push(100 * (recorded / plain - 1));
		}
		if (cancelled) return null;
		percents.sort((a, b) => a - b);
		const [leastPercent = 0] = percents;
		const mostPercent = percents.at(-1) ?? 0;
		return { percent: percents[percents.length >> 1] ?? 0, leastPercent, mostPercent, pairs: kCostPairs };
	};
	return {
		done: measure(),
		cancel() {
			cancelled = true;
			trial?.cancel();
		},
	};
}
