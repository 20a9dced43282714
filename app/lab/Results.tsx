// Shows what the last experiment gave: its settings in words, the table, what is to be said of single rows, and two rows
// held against each other. Starts nothing and changes no figure.
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { adoptStyles } from '../lib/adoptStyles.ts';
import type { Theme } from '../models/ThemeModel.ts';
import styles from '../styles/results.css?text';
import { Comparison } from './Comparison.tsx';
import { ExportButtons } from './ExportButtons.tsx';
import { FigureChooser } from './FigureChooser.tsx';
import type { LabModel } from './LabModel.ts';
import type { ResultsModel } from './ResultsModel.ts';
import { ResultsTable } from './ResultsTable.tsx';
import { RowNotes } from './RowNotes.tsx';
import type { Report } from './report.ts';
import { rowsOf } from './rows.ts';
import { configurationText, numberOf, settingsParts } from './words.ts';

adoptStyles(styles);

export interface ResultsProps {
	lab: Pick<LabModel, 'report'>;
	results: ResultsModel;
	theme: Theme;
}

export function Results({ lab, results }: ResultsProps) {
	const report = lab.report.value;
	return (
		<section class="results" aria-labelledby="results-title">
			<div class="results-head">
				<h2 id="results-title">Results</h2>
				{report && <FigureChooser report={report} results={results} />}
				{report && <ExportButtons report={report} results={results} />}
			</div>
			{report ? (
				<Body report={report} results={results} />
			) : (
				<p class="empty">Press Start trials: each configuration gets a row here, which fills as its trials end.</p>
			)}
		</section>
	);
}

function Body({ report, results }: { report: Report; results: ResultsModel }) {
	const rows = useMemo(() => rowsOf(report), [report]);
	useLayoutEffect(() => results.shows(report), [report, results]);
	const [workload, ...settings] = settingsParts(report);
	return (
		<>
			<p class="results-settings">
				<b>{workload}</b> <span>{settings.join(' · ')}</span>
			</p>
			<Standing report={report} />
			<ResultsTable report={report} rows={rows} results={results} />
			<HiddenRows report={report} results={results} />
			<RowNotes report={report} rows={results.arrange(rows)} />
			<Comparison report={report} rows={rows} results={results} />
		</>
	);
}

/** That there is more to come, or will not be. */
function Standing({ report: { state, trials, experiment } }: { report: Report }) {
	if (state === 'done') return null;
	const planned = experiment.configurations.length * experiment.repeats;
	const made = `${trials.length} of ${planned} trials`;
	return (
		<p class="results-standing">
			<span class="sign" aria-hidden="true">
				{state === 'running' ? '…' : '◼'}
			</span>
			{state === 'running'
				? `${made} so far: medians and marks may still change.`
				: `Cancelled after ${made}: the figures are of these.`}
		</p>
	);
}

/** Each brings its row back. */
function HiddenRows({ report, results }: { report: Report; results: ResultsModel }) {
	const hidden = [...results.hiddenRows.value].sort((a, b) => a - b);
	const { configurations } = report.experiment;
	if (hidden.length === 0) return null;
	return (
		<p class="hidden-rows">
			Hidden:
			{hidden.map((index) => {
				const configuration = configurations[index];
				if (!configuration) return null;
				const name = `${numberOf(index)} ${configurationText(configuration, configurations)}`;
				return (
					<button
						key={index}
						type="button"
						aria-label={`Show ${name}`}
						title="Show this row again, and its curves"
						onClick={(event) => {
							focusTable(event.currentTarget);
							results.showRow(index);
						}}
					>
						{name}
					</button>
				);
			})}
			{hidden.length > 1 && (
				<button
					type="button"
					onClick={(event) => {
						focusTable(event.currentTarget);
						results.showAllRows();
					}}
				>
					Show all rows
				</button>
			)}
		</p>
	);
}

/** A button that goes has the focus; the table takes it. */
function focusTable(from: HTMLElement): void {
	from.closest('.results')?.querySelector<HTMLElement>('.results-frame')?.focus();
}
