// How the Lab's progress is said: the time it will take, where it is, how far it has come.
import { countOf } from '../lib/countText.ts';
import type { Experiment } from './experiment.ts';
import type { Progress } from './LabModel.ts';

/** An estimate, as coarse as it is: `52 s`, `1 min 20 s`. */
export function aboutText(durationMs: number): string {
	const seconds = Math.max(1, Math.round(durationMs / 1000));
	if (seconds < 60) return `${seconds}\u00a0s`;
	const [minutes, rest] = [Math.floor(seconds / 60), 5 * Math.floor((seconds % 60) / 5)];
	return rest === 0 ? `${minutes}\u00a0min` : `${minutes}\u00a0min ${rest}\u00a0s`;
}

/** `19 trials, about 52 s` */
export function estimateText({ configurations, repeats, warmUps }: Experiment, estimateMs: number): string {
	return `${countOf(configurations.length * repeats + warmUps, 'trial')}, about ${aboutText(estimateMs)}`;
}

/** `trial 7 of 19 · interval, 100 ms · 2 of 3 · about 31 s left` */
export function progressText({ done, total, now, leftMs }: Progress): string {
	return `trial ${Math.min(done + 1, total)} of ${total} · ${now} · about ${aboutText(leftMs)} left`;
}

const kQuarters = ['', 'A quarter', 'Half', 'Three quarters'];

/** `Half of the trials are done, about 26 s left` */
export function quarterText(quarter: number, { leftMs }: Progress): string {
	return `${kQuarters[quarter]} of the trials ${quarter === 1 ? 'is' : 'are'} done, about ${aboutText(leftMs)} left`;
}

/** `+0.8 % of program time (−1.2 to 2.9 %)` */
export function ownCostText(cost: { percent: number; leastPercent: number; mostPercent: number }): string {
	const plus = cost.percent >= 0.05 ? '+' : '';
	return `${plus}${percentText(cost.percent)}\u00a0% of program time (${percentText(cost.leastPercent)} to ${percentText(cost.mostPercent)}\u00a0%)`;
}

const percentText = (percent: number) =>
	percent
		.toFixed(1)
		.replace(/^-0\.0$/, '0.0')
		.replace('-', '−');
