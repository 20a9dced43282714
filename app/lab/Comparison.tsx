// Shows two configurations held against each other, figure by figure, and in sentences what comes of it. Says that one is
// better only where the trials can tell.
import { CurveChip } from './CurveChip.tsx';
import { amountText, compareRows, comparisonText, type Difference, ratioText, verdictWords } from './compare.ts';
import type { FigureName } from './figures.ts';
import { figureMeaning, figureName, figureText, rangeText } from './figureWords.ts';
import type { ResultsModel } from './ResultsModel.ts';
import type { Report } from './report.ts';
import type { ResultRow, Spread } from './rows.ts';
import { configurationInFull, configurationText, policyText } from './words.ts';

interface ComparisonProps {
	report: Report;
	rows: readonly ResultRow[];
	results: ResultsModel;
}

export function Comparison({ report, rows, results }: ComparisonProps) {
	const [first, second] = results.compared.value.flatMap((index) => rows[index] ?? []);
	if (!first) return null;
	if (!second) return <p class="results-hint">Choose a second row: the two are held against each other here.</p>;
	const { experiment } = report;
	const differences = compareRows(first, second);
	return (
		<section class="comparison" aria-labelledby="comparison-title">
			<div class="results-head">
				<h3 id="comparison-title">
					<Name row={first} report={report} /> against <Name row={second} report={report} />
				</h3>
				<button type="button" title="The second against the first" onClick={() => results.swapCompared()}>
					Swap
				</button>
				<button
					type="button"
					class="quiet"
					aria-label="Close the comparison"
					onClick={(event) => {
						event.currentTarget.closest('.results')?.querySelector<HTMLElement>('.results-frame')?.focus();
						results.compareNone();
					}}
				>
					×
				</button>
			</div>
			<ul class="comparison-says">
				{comparisonText(differences, experiment).map((sentence) => (
					<li key={sentence}>{sentence}</li>
				))}
			</ul>
			{/* Scrolled sideways by keys as well. */}
			<section class="comparison-frame" tabIndex={0} aria-label="Figures compared, scrolls sideways">
				<table class="comparison-table">
					<thead>
						<tr>
							<th scope="col">Figure</th>
							<th scope="col" title="Whether they differ by more than the trials of either do">
								Beyond spread?
							</th>
							<Head row={first} />
							<Head row={second} />
							<th scope="col" class="figure" title="First minus second">
								Difference
							</th>
							<th scope="col" class="figure" title="First against second">
								Ratio
							</th>
						</tr>
					</thead>
					<tbody>
						{differences.map((difference) => (
							<Line key={difference.name} {...difference} report={report} />
						))}
					</tbody>
				</table>
			</section>
		</section>
	);
}

function Name({ row, report }: { row: ResultRow; report: Report }) {
	return (
		<span class="nowrap">
			<CurveChip index={row.index} /> {configurationText(row.configuration, report.experiment.configurations)}
		</span>
	);
}

const kSigns = { better: '★', worse: '▽', differs: '≠', same: '=', unknown: '?', none: '' } as const;

function Line({ name, first, second, amount, ratio, verdict, report }: Difference & { report: Report }) {
	return (
		<tr data-verdict={verdict}>
			<th scope="row" title={`${figureMeaning(name, report.experiment)}.`}>
				{figureName(name, report.experiment)}
			</th>
			<td class="verdict">
				<span class="sign" aria-hidden="true">
					{kSigns[verdict]}
				</span>
				{verdictWords[verdict]}
			</td>
			<Figure name={name} spread={first} />
			<Figure name={name} spread={second} />
			<td class="figure">{amountText(name, amount)}</td>
			<td class="figure">{ratioText(ratio)}</td>
		</tr>
	);
}

function Head({ row: { index, configuration } }: { row: ResultRow }) {
	return (
		<>
			<th scope="col" class="figure" title={configurationInFull(configuration)}>
				<CurveChip index={index} /> {policyText(configuration)}
			</th>
			<th scope="col" class="range">
				<span class="hidden">its trials</span>
			</th>
		</>
	);
}

/** The range goes where there is no room for it: the table above has it. */
function Figure({ name, spread }: { name: FigureName; spread: Spread | null }) {
	return (
		<>
			<td class="figure">{figureText(name, spread?.median ?? null)}</td>
			<td class="range">{spread && rangeText(name, spread)}</td>
		</>
	);
}
