// How figures are said: their name in a head and in a sentence, and their value with unit and spread.
import { formatCount, formatInterval } from '../lib/format.ts';
import type { Experiment } from './experiment.ts';
import { type FigureKind, type FigureName, figureKinds, figureNames, type Unit } from './figures.ts';
import type { Spread } from './rows.ts';

export type FigureGroup = FigureKind['group'];

/** In the order in which columns stand. */
export const figureGroups: readonly FigureGroup[] = [
	'Freed',
	'Native bytes',
	'Latency',
	'Work',
	'Collector',
	'Program',
];

/** All figures, those of a group beside each other. */
export const figuresByGroup: readonly FigureName[] = figureGroups.flatMap((group) =>
	figureNames.filter((name) => figureKinds[name].group === group),
);

/** Where there is no figure. */
export const kNone = '–';

const kNoBreak = '\u00a0';

type Within = Pick<Experiment, 'withinMs'>;

/** Of a column's head, below its group: `Within 1 s`. */
export function figureLabel(name: FigureName, { withinMs }: Within): string {
	const { label } = figureKinds[name];
	return name === 'freedWithinPercent' ? `${label} ${formatInterval(withinMs).replace(' ', kNoBreak)}` : label;
}

/** Standing alone: `Freed within 1 s`, `Peak native bytes`, `Policy time`. */
export function figureName(name: FigureName, within: Within): string {
	const label = figureLabel(name, within);
	const { group } = figureKinds[name];
	if (group === 'Freed') return `Freed ${label.toLowerCase()}`;
	return group === 'Native bytes' ? `${label} native bytes` : label;
}

/** A sentence, without its full stop. */
export function figureMeaning(name: FigureName, { withinMs }: Within): string {
	if (name !== 'freedWithinPercent') return figureKinds[name].meaning;
	return `The same ${formatInterval(withinMs)} after the program ended`;
}

const kByteUnits = [
	{ sign: 'GiB', bytes: 2 ** 30 },
	{ sign: 'MiB', bytes: 2 ** 20 },
	{ sign: 'KiB', bytes: 2 ** 10 },
] as const;

/** Exact below that. */
const kExactBytes = 10_000;

function byteUnit(bytes: number): { readonly sign: string; readonly bytes: number } {
	const exact = { sign: 'B', bytes: 1 };
	return Math.abs(bytes) < kExactBytes ? exact : (kByteUnits.find((it) => Math.abs(bytes) >= it.bytes) ?? exact);
}

/** Written behind a value that is as large as `like`; empty for counts. */
export function unitText(unit: Unit, like: number): string {
	if (unit === 'byte') return byteUnit(like).sign;
	return { ms: 'ms', percent: '%', count: '' }[unit];
}

function fixedText(value: number, digits: number): string {
	return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The value without its unit, in the unit and with the digits of `like`: what stands beside each other compares. */
export function numberText(unit: Unit, value: number, like = value): string {
	if (value === 0) return '0';
	if (unit === 'count') return formatCount(value);
	if (unit === 'percent') return percentText(value);
	const one = unit === 'byte' ? byteUnit(like).bytes : 1;
	const size = Math.abs(like / one);
	if (one === 1 && unit === 'byte') return formatCount(value);
	const digits = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
	const scaled = value / one;
	return Math.abs(scaled) < 0.5 * 10 ** -digits ? `<${kNoBreak}${10 ** -digits}` : fixedText(scaled, digits);
}

/** What is not quite all is not called 100, nor what is not quite nothing 0. */
function percentText(value: number): string {
	if (value === 100) return '100';
	const nearly = Math.abs(value) >= 99.95 && Math.abs(value) < 100;
	if (nearly) return (Math.trunc(value * 100) / 100).toFixed(2);
	return Math.abs(value) < 0.05 ? value.toFixed(2) : value.toFixed(1);
}

function withUnit(text: string, unit: string): string {
	return unit === '' ? text : `${text}${kNoBreak}${unit}`;
}

/** `412 ms`, `4.58 MiB`, `99.8 %`, `30,000`; a dash where there is none. */
export function figureText(name: FigureName, value: number | null): string {
	if (value === null) return kNone;
	const { unit } = figureKinds[name];
	return withUnit(numberText(unit, value), unitText(unit, value));
}

/** From the least to the greatest, without unit: `380–460`. Empty where they read the same, and of a single trial. */
export function rangeText(name: FigureName, { median, least, greatest }: Spread): string {
	const { unit } = figureKinds[name];
	const [from, to] = [numberText(unit, least, median), numberText(unit, greatest, median)];
	return from === to ? '' : `${from}–${to}`;
}

/** `412 (380–460) ms`; the median alone where the trials do not differ. */
export function spreadText(name: FigureName, spread: Spread | null): string {
	if (!spread) return kNone;
	const { unit } = figureKinds[name];
	const range = rangeText(name, spread);
	const median = numberText(unit, spread.median);
	return withUnit(range === '' ? median : `${median} (${range})`, unitText(unit, spread.median));
}
