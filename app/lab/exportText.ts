// A report as text for others: CSV with a line for each trial, JSON with everything, Markdown with the table of medians.

import { type FigureName, figureNames } from './figures.ts';
import { figureName, figuresByGroup, spreadText } from './figureWords.ts';
import { errorText, notesOf } from './notes.ts';
import type { Report, Trial } from './report.ts';
import { type ResultRow, rowsOf } from './rows.ts';
import { configurationText, markSigns, numberOf, outcomesText, settingsParts } from './words.ts';

type Cell = string | number | null;

/** All settings and figures of each trial, whose names carry their units, as in the JSON. RFC 4180. */
export function toCsv(report: Report): string {
	const lines = report.trials.map((trial) => csvCells(report, trial));
	const head = lines[0] ?? csvCells(report, null);
	return [head.map(([name]) => name), ...lines.map((cells) => cells.map(([, value]) => value))]
		.map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
		.join('');
}

/** Without a trial the names alone are of use. */
function csvCells({ experiment, place, date, holds }: Report, trial: Trial | null): [string, Cell][] {
	const { workload, configurations, repeats, warmUps, withinMs, deadlineMs } = experiment;
	const configuration = trial ? configurations[trial.configuration] : undefined;
	const builtIn = workload.name === 'program' ? null : workload;
	return [
		['date', date],
		['agent', place.agent],
		['cores', place.cores],
		['clockStepMs', place.clockStepMs],
		['workload', workload.name],
		['programHash', workload.name === 'program' ? hashOf(workload.code) : null],
		['seed', builtIn?.seed ?? null],
		...Object.entries(builtIn?.sizes ?? {}).map(([name, value]): [string, Cell] => [`size.${name}`, value]),
		['repeats', repeats],
		['warmUps', warmUps],
		['withinMs', withinMs],
		['deadlineMs', deadlineMs],
		['holds', holds],
		['configuration', trial ? trial.configuration + 1 : null],
		['policy', configuration?.policy ?? null],
		['intervalMs', configuration?.policy === 'interval' ? configuration.intervalMs : null],
		['heapLimitBytes', configuration?.heapLimitBytes ?? null],
		['quarantineBytes', configuration?.quarantineBytes ?? null],
		['trial', trial ? trial.repeat + 1 : null],
		['outcome', trial?.outcome ?? null],
		['reason', trial?.reason ?? null],
		['errors', trial?.errors.map(errorText).join('; ') ?? null],
		['disturbances', trial?.disturbances.map(({ what }) => what).join('; ') ?? null],
		...figureNames.map((name): [string, Cell] => [name, trial?.figures?.[name] ?? null]),
	];
}

/** A spreadsheet takes a text that begins so for a formula, and what a program threw is anybody's text. */
const kFormula = /^[=+\-@\t\r\n]/;

function csvCell(value: Cell): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const safe = kFormula.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Tells programs apart, no more: Fowler, Noll and Vo's 1a, 32 bits, of UTF-16 units. */
function hashOf(text: string): string {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The report as it is, a line for each trial. */
export function toJson({ trials, ...rest }: Report): string {
	const lines = trials.map((trial) => JSON.stringify(trial)).join(',\n');
	return `${JSON.stringify(rest).slice(0, -1)},"trials":[\n${lines}\n]}\n`;
}

export interface MarkdownOptions {
	/** Which figures, in which order; all of them, unless said. */
	readonly figures?: readonly FigureName[];
	/** Which configurations, in which order; all in their own, unless said. */
	readonly rows?: readonly ResultRow[];
	/** What was run, where no editor held it. */
	readonly workload?: string;
}

/** What was the same for all, a table of medians with their spreads, and what is to be said of trials beside that. */
export function toMarkdown(report: Report, options: MarkdownOptions = {}): string {
	const { figures = figuresByGroup, rows = rowsOf(report) } = options;
	const { configurations, repeats } = report.experiment;
	const [said, ...settings] = settingsParts(report);
	const workload = options.workload ?? said;
	const shown = rows.length < configurations.length ? [`${rows.length} of ${configurations.length} rows`] : [];
	const table = [
		['#', 'Configuration', 'Trials', ...figures.map((name) => figureName(name, report.experiment))],
		...rows.map((row) => [
			numberOf(row.index),
			configurationText(row.configuration, configurations),
			outcomesText(row.outcomes, repeats),
			...figures.map((name) => markdownFigure(row, name)),
		]),
	];
	const notes = rows.flatMap((row) =>
		notesOf(report, row).map(({ kind, what, why }) => {
			const name = configurationText(row.configuration, configurations);
			// Disturbances are told by the Lab, all else by the program.
			const told = kind === 'disturbed' ? why : asCode(why);
			return `- ${numberOf(row.index)} ${name}: ${what}${why === '' ? '' : `: ${told}`}`;
		}),
	);
	const lines = [
		`**${workload}**  `,
		[...settings, ...stateParts(report), ...shown].join(' · '),
		'',
		...markdownTable(table),
		'',
		kMedians,
		...(notes.length > 0 ? ['', ...notes] : []),
	];
	return `${lines.join('\n').replaceAll('\u00a0', ' ')}\n`;
}

const kMedians = `Medians, and (least–greatest) of the trials where they differ. ${markSigns.best} best, ${markSigns.worst} worst: only where the difference is greater than the spread.`;

function stateParts({ state, trials, experiment }: Report): string[] {
	if (state === 'done') return [];
	const planned = experiment.configurations.length * experiment.repeats;
	return [`${state === 'running' ? 'so far' : 'cancelled after'} ${trials.length} of ${planned} trials`];
}

function markdownFigure(row: ResultRow, name: FigureName): string {
	const mark = row.marks[name];
	const text = spreadText(name, row.figures[name]);
	return mark ? `${markSigns[mark]} ${text}` : text;
}

/** Names to the left, figures to the right; padded, so that it reads as it is. */
function markdownTable(cells: readonly (readonly string[])[]): string[] {
	const kNames = 3;
	const widths = (cells[0] ?? []).map((_, at) => Math.max(3, ...cells.map((line) => line[at]?.length ?? 0)));
	const pad = (text: string, at: number) =>
		at < kNames ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0);
	const [head = '', ...body] = cells.map((line) => `| ${line.map(pad).join(' | ')} |`);
	const rule = widths.map((width, at) => (at < kNames ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
	return [head, `| ${rule.join(' | ')} |`, ...body];
}

/** Anybody's text as a code span, in which nothing is a link, a picture or HTML. */
function asCode(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((it) => it.length));
	const fence = '`'.repeat(longest + 1);
	return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
