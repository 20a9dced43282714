// How the parts of an experiment are said, short and in full: configurations, workloads, trials, where and when. Table,
// charts, exports, progress and the headless command all take their words from here; `figureWords.ts` has the figures'.
import { countOf } from '../lib/countText.ts';
import { formatBytes, formatCount, formatInterval } from '../lib/format.ts';
import type { Configuration, Experiment, Workload } from './experiment.ts';
import type { Outcome, Place, Report } from './report.ts';
import { workloads } from './workloads/index.ts';
import type { BuiltIn, Size } from './workloads/workload.ts';

/** As a sign beside a colour: configurations count from 1. */
export const numberOf = (index: number): string => String(index + 1);

type Limits = Pick<Configuration, 'heapLimitBytes' | 'quarantineBytes'>;

const limitText = ({ heapLimitBytes }: Limits) => `limit\u00a0${formatBytes(heapLimitBytes)}`;
const quarantineText = ({ quarantineBytes }: Limits) =>
	`quarantine\u00a0${quarantineBytes === 0 ? 'off' : formatBytes(quarantineBytes)}`;

function differ(key: keyof Limits, among: readonly Configuration[]): boolean {
	return among.some((it) => it[key] !== among[0]?.[key]);
}

/** `100 ms`, held together. */
const intervalText = (ms: number) => formatInterval(ms).replace(' ', '\u00a0');

/** `interval · 100 ms`, `pressure` */
export function policyText({ policy, intervalMs }: Pick<Configuration, 'policy' | 'intervalMs'>): string {
	return policy === 'interval' ? `${policy} · ${intervalText(intervalMs)}` : policy;
}

/** `limit 16 MiB · quarantine off`: only what is not the same `among` all; mostly empty. */
export function limitsText(one: Configuration, among: readonly Configuration[]): string {
	return [
		...(differ('heapLimitBytes', among) ? [limitText(one)] : []),
		...(differ('quarantineBytes', among) ? [quarantineText(one)] : []),
	].join(' · ');
}

/** Both as one line. */
export function configurationText(one: Configuration, among: readonly Configuration[] = []): string {
	const limits = limitsText(one, among);
	return limits === '' ? policyText(one) : `${policyText(one)} · ${limits}`;
}

/** `interval, a sweep every 100 ms; heap limit 64 MiB; quarantine 128 KiB` */
export function configurationInFull(one: Configuration): string {
	const sweeps = one.policy === 'interval' ? `, a sweep every ${intervalText(one.intervalMs)}` : '';
	return `${one.policy}${sweeps}; heap ${limitText(one)}; ${quarantineText(one)}`;
}

/** `heap limit 64 MiB, quarantine 128 KiB`: what is the same for all; empty where nothing is. */
export function sharedLimits(among: readonly Configuration[]): string {
	const [first] = among;
	if (!first) return '';
	return [
		...(differ('heapLimitBytes', among) ? [] : [`heap ${limitText(first)}`]),
		...(differ('quarantineBytes', among) ? [] : [quarantineText(first)]),
	].join(', ');
}

/** `Steady churn`, `The program in the editor` */
export function workloadTitle({ name }: Pick<Workload, 'name'>): string {
	if (name === 'program') return 'The program in the editor';
	const known: BuiltIn | undefined = workloads[name];
	return known?.title ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** `Steady churn: objects 200, every 10 ms, for 1.5 s, seed 1` */
export function workloadText(workload: Workload): string {
	const title = workloadTitle(workload);
	if (workload.name === 'program') return `${title}, ${countOf(workload.code.length, 'character')}`;
	const known: BuiltIn | undefined = workloads[workload.name];
	const sizes = Object.entries(workload.sizes).map(([name, value]) =>
		sizeText(known?.sizes.find((size) => size.name === name) ?? { label: name, unit: '' }, value),
	);
	return `${title}: ${[...sizes, `seed ${workload.seed}`].join(', ')}`;
}

/** `every 10 ms`, `objects 200` */
export function sizeText({ label, unit }: Pick<Size, 'label' | 'unit'>, value: number): string {
	const figure = unit === 'ms' ? formatInterval(value) : `${formatCount(value)}${unit === '' ? '' : ` ${unit}`}`;
	return `${label.charAt(0).toLowerCase()}${label.slice(1)} ${figure}`;
}

/** `Steady churn, 8 configurations × 3 trials, freed within 1 s` */
export function experimentText({ workload, configurations, repeats, withinMs }: Experiment): string {
	const trials = `${countOf(configurations.length, 'configuration')} × ${countOf(repeats, 'trial')}`;
	return `${workloadTitle(workload)}, ${trials}, freed within ${intervalText(withinMs)}`;
}

/** `Chromium 156, 2 cores` */
export function placeText({ agent, cores }: Place): string {
	return `${agent}, ${countOf(cores, 'core')}`;
}

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const times = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** `24 Nov 2026 10:00 UTC`: the same wherever it is read, since reports are passed on. */
export function dateText(iso: string): string {
	const date = new Date(iso);
	return `${days.format(date)} ${times.format(date)} UTC`;
}

/** All that was the same for every trial, in parts: the workload, the trials, the limits, where, when. */
export function settingsParts({ experiment, place, date }: Pick<Report, 'experiment' | 'place' | 'date'>): string[] {
	const { workload, configurations, repeats, withinMs } = experiment;
	const limits = sharedLimits(configurations);
	return [
		workloadText(workload),
		repeats === 1 ? 'one trial each' : `${repeats} trials each`,
		`freed within ${intervalText(withinMs)}`,
		...(limits === '' ? [] : [limits]),
		`${placeText(place)}, ${dateText(date)}`,
	];
}

/** The same as one line: of a caption, above a table. */
export function settingsText(report: Pick<Report, 'experiment' | 'place' | 'date'>): string {
	return settingsParts(report).join(' · ');
}

/** What a trial came to, as a word behind a count, and as a sentence. */
export const outcomeWords: Readonly<Record<Outcome, { readonly word: string; readonly meaning: string }>> = {
	ended: { word: 'ended', meaning: 'The program’s own code came to its end' },
	stopped: { word: 'stopped', meaning: 'The program had not ended by the deadline, and was measured so far' },
	threw: { word: 'threw', meaning: 'The program ended with an error' },
	stuck: { word: 'stuck', meaning: 'The program did not let go of its thread' },
	crashed: { word: 'crashed', meaning: 'Its process or its engine died' },
	failed: { word: 'failed', meaning: 'The trial could not be begun' },
};

const kOutcomes: readonly Outcome[] = ['stopped', 'threw', 'stuck', 'crashed', 'failed'];

/** How many trials ended, of those planned, and what became of others: `3 of 3`, `2 of 3 · 1 stuck`. */
export function outcomesText(outcomes: Readonly<Partial<Record<Outcome, number>>>, planned: number): string {
	const others = kOutcomes.flatMap((it) => (outcomes[it] ? [`${outcomes[it]} ${outcomeWords[it].word}`] : []));
	return [`${outcomes.ended ?? 0} of ${planned}`, ...others].join(' · ');
}

/** `sweepground-steady-churn-2026-11-24.csv`; `part` names one of several files of the same report. */
export function fileName({ experiment, date }: Pick<Report, 'experiment' | 'date'>, ending: string, part = ''): string {
	const words = ['sweepground', experiment.workload.name, part, date.slice(0, 10)];
	const name = words.filter((it) => it !== '').join('-');
	return `${name.toLowerCase().replace(/[^a-z0-9-]+/g, '-')}.${ending}`;
}

/** Beside a figure, in tables and exports; none is a sign of a state. */
export const markSigns: Readonly<Record<'best' | 'worst', string>> = { best: '★', worst: '▽' };
