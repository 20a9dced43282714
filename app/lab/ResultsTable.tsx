// Shows a row for each configuration and a column for each figure: the median, and below it from which least to which
// greatest the trials went. Sorts and hides by way of the model; never tells best or worst by colour alone.
import { useRef } from 'preact/hooks';
import { adoptStyles } from '../lib/adoptStyles.ts';
import styles from '../styles/resultsTable.css?text';
import { type FigureName, figureKinds } from './figures.ts';
import { figureGroups, figureLabel, figureMeaning } from './figureWords.ts';
import type { ResultsModel } from './ResultsModel.ts';
import { ResultsRow } from './ResultsRow.tsx';
import type { Report } from './report.ts';
import type { ResultRow } from './rows.ts';
import { markSigns } from './words.ts';

adoptStyles(styles);

interface ResultsTableProps {
	report: Report;
	rows: readonly ResultRow[];
	results: ResultsModel;
}

export function ResultsTable({ report, rows, results }: ResultsTableProps) {
	const body = useRef<HTMLTableSectionElement>(null);
	const figures = results.figures();
	const shown = results.arrange(rows);
	const groups = figureGroups.flatMap((group) => {
		const count = figures.filter((name) => figureKinds[name].group === group).length;
		return count > 0 ? [{ group, count }] : [];
	});
	const starts = new Set(groups.map(({ group }) => figures.find((name) => figureKinds[name].group === group)));
	const walk = (event: KeyboardEvent) => walkRows(event, body.current, results);
	return (
		<>
			{/* Scrolled sideways by keys as well. */}
			<section class="results-frame" tabIndex={0} aria-label="Trial results, scrolls sideways">
				{/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows take keys; table, heads and rows are native */}
				<table class="results-table" role="grid" aria-label="Trial results" aria-readonly="true">
					<colgroup>
						<col class="named" />
						{figures.map((name) => (
							<col key={name} data-unit={figureKinds[name].unit} data-figure={name} />
						))}
					</colgroup>
					<thead>
						<tr>
							<ConfigurationHead results={results} />
							{groups.map(({ group, count }) => (
								<th key={group} scope="colgroup" colSpan={count} class="group">
									{group}
								</th>
							))}
						</tr>
						<tr>
							{figures.map((name) => (
								<FigureHead key={name} name={name} starts={starts.has(name)} report={report} results={results} />
							))}
						</tr>
					</thead>
					<tbody ref={body} onKeyDown={walk} onPointerLeave={() => light(results, null)}>
						{shown.map((row, at) => (
							<ResultsRow
								key={row.index}
								row={row}
								report={report}
								results={results}
								figures={figures}
								starts={starts}
								first={at === 0}
							/>
						))}
					</tbody>
				</table>
			</section>
			<p class="results-legend">
				Medians; below them from the least to the greatest trial, where they differ.{' '}
				<span class="nowrap">
					<span aria-hidden="true">{markSigns.best}</span> best,
				</span>{' '}
				<span class="nowrap">
					<span aria-hidden="true">{markSigns.worst}</span> worst:
				</span>{' '}
				only where the difference is greater than the spread.
				<span class="results-keys"> In a row: ↑ ↓ walk, Space compares, Delete hides.</span>
			</p>
		</>
	);
}

function light(results: ResultsModel, index: number | null): void {
	results.lit.value = index;
}

/** The keys of a focused row. */
function walkRows(event: KeyboardEvent, body: HTMLElement | null, results: ResultsModel): void {
	const { target, key } = event;
	if (!body || !(target instanceof HTMLTableRowElement)) return;
	if (event.ctrlKey || event.metaKey || event.altKey) return;
	const all = [...body.querySelectorAll('tr')];
	const at = all.indexOf(target);
	const index = Number(target.dataset.index);
	const next = new Map([
		['ArrowDown', at + 1],
		['ArrowUp', at - 1],
		['Home', 0],
		['End', all.length - 1],
	]).get(key);
	if (next !== undefined) all[Math.max(0, Math.min(all.length - 1, next))]?.focus();
	else if (key === ' ') results.toggleCompared(index);
	else if (key === 'Delete') {
		const other = all[at + 1] ?? all[at - 1] ?? body.closest<HTMLElement>('.results-frame');
		results.hideRow(index);
		other?.focus();
	} else return;
	event.preventDefault();
}

/** Sorts back into the experiment's own order. */
function ConfigurationHead({ results }: { results: ResultsModel }) {
	const sorted = results.sort.value === null;
	return (
		<th scope="col" rowSpan={2} class="named" aria-sort={sorted ? 'ascending' : 'none'}>
			<button
				type="button"
				title="In the order of the experiment"
				onClick={() => {
					results.sort.value = null;
				}}
			>
				Configuration
				<SortSign order={sorted ? 'ascending' : 'none'} />
			</button>
		</th>
	);
}

interface FigureHeadProps {
	name: FigureName;
	/** It is the first of its group. */
	starts: boolean;
	report: Report;
	results: ResultsModel;
}

function FigureHead({ name, starts, report: { experiment }, results }: FigureHeadProps) {
	const sort = results.sort.value;
	const order = sort?.by !== name ? 'none' : sort.descending ? 'descending' : 'ascending';
	return (
		<th scope="col" class={`figure${starts ? ' starts' : ''}`} aria-sort={order}>
			<button type="button" title={`${figureMeaning(name, experiment)}.`} onClick={() => results.sortBy(name)}>
				<SortSign order={order} />
				{figureLabel(name, experiment)}
			</button>
		</th>
	);
}

function SortSign({ order }: { order: 'ascending' | 'descending' | 'none' }) {
	return (
		<span class="sort-sign" aria-hidden="true">
			{{ ascending: '▴', descending: '▾', none: '' }[order]}
		</span>
	);
}
