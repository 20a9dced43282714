// The section of README.md with this project's own results: for each workload a row for each policy, and the figures that
// tell most.
import type { Experiment } from '../experiment.ts';
import type { FigureName } from '../figures.ts';
import { figureName, figureText } from '../figureWords.ts';
import { noteSigns } from '../notes.ts';
import type { Report } from '../report.ts';
import { type ResultRow, rowsOf } from '../rows.ts';
import {
	configurationText,
	dateText,
	markSigns,
	outcomesText,
	placeText,
	sharedLimits,
	workloadText,
	workloadTitle,
} from '../words.ts';

/** Between these lines the section stands in README.md. */
export const readmeMarks = { begin: '<!-- lab: begin -->', end: '<!-- lab: end -->' } as const;

const kFigures: readonly FigureName[] = [
	'freedWithinPercent',
	'peakBytes',
	'usedToFreedP50Ms',
	'policyTotalMs',
	'policyLongestMs',
	'programMs',
];

/** Before: all were run by one command, so that what is not their workload is the same; `machine`: all that is known of it. */
export function readmeSection(reports: readonly Report[], machine?: string): string {
	const [first] = reports;
	if (!first) return '';
	const { place, date, experiment } = first;
	const { repeats, configurations } = experiment;
	const settings = [
		`${placeText(place)}, ${dateText(date)}`,
		machine ?? '',
		sharedLimits(configurations),
		repeats === 1 ? 'one trial each' : `medians of ${repeats} trials each`,
	].filter((it) => it !== '');
	const words = `${settings.join('; ')}. ${markSigns.best} best and ${markSigns.worst} worst, only where the difference is greater than the trials' spread.`;
	const parts = reports.map((report) => tableOf(report));
	return `${[readmeMarks.begin, words, ...parts, readmeMarks.end].join('\n\n').replaceAll('\u00a0', ' ')}\n`;
}

function tableOf(report: Report): string {
	const { experiment } = report;
	const rows = rowsOf(report);
	const head = ['Policy', ...kFigures.map((name) => figureName(name, experiment))];
	const rule = ['---', ...kFigures.map(() => '--:')];
	const body = rows.map((row) => [policyCell(row, experiment), ...kFigures.map((name) => cellOf(row, name))]);
	const lines = [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`);
	// `NativeHeapExhausted at line 22`: what follows the colon fills a screen.
	const reasons = [...new Set(rows.map(({ reason }) => reason.split(':', 1)[0] ?? ''))].filter((it) => it !== '');
	const why = reasons.map((reason) => `${noteSigns.outcome} \`${reason}\``).join('; ');
	const notes = [why, disturbedText(rows, experiment)].filter((it) => it !== '');
	return [workloadLine(report), lines.join('\n'), ...notes].join('\n\n');
}

const nameOf = ({ configuration }: ResultRow, { configurations }: Experiment) =>
	`\`${configurationText(configuration, configurations)}\``;

/** What did not come to its end stands beside the name: a program that ended early is not quick. */
function policyCell(row: ResultRow, experiment: Experiment): string {
	const isWhole = row.outcomes.ended === experiment.repeats;
	const name = nameOf(row, experiment);
	return isWhole ? name : `${name}, ended ${outcomesText(row.outcomes, experiment.repeats)}`;
}

/** Of which trials figures are left out, or shown nevertheless. */
function disturbedText(rows: readonly ResultRow[], experiment: Experiment): string {
	const made = (row: ResultRow) => Object.values(row.outcomes).reduce((sum, count) => sum + count, 0);
	const disturbed = rows.filter(({ disturbedCount }) => disturbedCount > 0);
	const counts = disturbed.map((row) => {
		const count = `${nameOf(row, experiment)} ${row.disturbedCount}`;
		return row.disturbedCount === made(row) ? `${count} (all: shown nevertheless)` : count;
	});
	return counts.length === 0
		? ''
		: `${noteSigns.disturbed} Trials that were disturbed, and left out: ${counts.join(', ')}.`;
}

/** `**Bursts**: objects in a burst 10,000, …` */
function workloadLine({ experiment }: Report): string {
	const title = workloadTitle(experiment.workload);
	return `**${title}**${workloadText(experiment.workload).slice(title.length)}`;
}

function cellOf(row: ResultRow, name: FigureName): string {
	const mark = row.marks[name];
	const text = figureText(name, row.figures[name]?.median ?? null);
	return mark ? `${markSigns[mark]} ${text}` : text;
}
