// How the Lab's progress is said: the time it will take, where it is, how far it has come.
import { countOf } from '../lib/countText.ts';
import type { Experiment } from './experiment.ts';
import type { OwnCost } from './ownCost.ts';
import { leftText, type Progress } from './runExperiment.ts';

/** `19 trials, about 52 s` */
export function estimateText({ configurations, repeats, warmUps }: Experiment, estimateMs: number): string {
	return `${countOf(configurations.length * repeats + warmUps, 'trial')}, ${leftText(estimateMs)}`;
}

/** `trial 7 of 19 · interval · 100 ms, 2 of 3 · about 31 s left` */
export function progressText({ done, total, now, leftMs }: Progress): string {
	return `trial ${Math.min(done + 1, total)} of ${total} · ${now} · ${leftText(leftMs)} left`;
}

/** Names that a script gives, as the fields have them. */
const kFieldNames: readonly (readonly [script: RegExp, field: string])[] = [
	[/^repeats\b/, 'Trials of each'],
	[/^withinMs\b/, 'Freed within, in ms,'],
	[/^deadlineMs\b/, 'The deadline, in ms,'],
	[/\bintervalMs\b/, 'the interval, in ms,'],
	[/, not NaN$/, ''],
];

/** What is wrong with the settings, as those read it who see the fields. */
export function problemText(problem: string): string {
	return kFieldNames.reduce((text, [script, field]) => text.replace(script, field), problem);
}

const kQuarters = ['', 'A quarter', 'Half', 'Three quarters'];

/** `Half of the trials are done, about 26 s left` */
export function quarterText(quarter: number, { leftMs }: Progress): string {
	return `${kQuarters[quarter]} of the trials ${quarter === 1 ? 'is' : 'are'} done, ${leftText(leftMs)} left`;
}

/** `+0.8 % of program time (−1.2 to 2.9 %), 5 pairs` */
export function ownCostText({ percent, leastPercent, mostPercent, pairs }: OwnCost): string {
	const plus = percent >= 0.05 ? '+' : '';
	const spread = `${percentText(leastPercent)} to ${percentText(mostPercent)}\u00a0%`;
	return `${plus}${percentText(percent)}\u00a0% of program time (${spread}), ${countOf(pairs, 'pair')}`;
}

const percentText = (percent: number) =>
	percent
		.toFixed(1)
		.replace(/^-0\.0$/, '0.0')
		.replace('-', '−');
