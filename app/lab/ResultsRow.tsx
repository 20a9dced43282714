// Shows one configuration: its sign and settings, what became of its trials, and its figures. Hides or compares itself
// by way of the model alone.
import { useComputed } from '@preact/signals';
import { CurveChip } from './CurveChip.tsx';
import type { FigureName } from './figures.ts';
import { figureText, rangeText } from './figureWords.ts';
import { noteSigns, notesOf } from './notes.ts';
import type { ResultsModel } from './ResultsModel.ts';
import type { Report } from './report.ts';
import type { ResultRow } from './rows.ts';
import {
	configurationInFull,
	configurationText,
	limitsText,
	markSigns,
	numberOf,
	outcomesText,
	policyText,
} from './words.ts';

interface ResultsRowProps {
	row: ResultRow;
	report: Report;
	results: ResultsModel;
	figures: readonly FigureName[];
	/** The figures that begin a group. */
	starts: ReadonlySet<FigureName | undefined>;
	/** The one that the Tab key reaches; from there arrow keys go to the others. */
	first: boolean;
}

export function ResultsRow({ row, report, results, figures, starts, first }: ResultsRowProps) {
	const { index } = row;
	// A signal as an attribute: what is pointed at changes two rows, and renders none.
	const lit = useComputed(() => results.lit.value === index);
	const light = (on: boolean) => {
		if (on) results.lit.value = index;
		else if (results.lit.value === index) results.lit.value = null;
	};
	return (
		<tr
			data-index={index}
			data-lit={lit}
			tabIndex={first ? 0 : -1}
			onFocusIn={() => light(true)}
			onFocusOut={() => light(false)}
			onPointerMove={() => light(true)}
		>
			<RowHead row={row} report={report} results={results} />
			{figures.map((name) => (
				<FigureCell key={name} name={name} row={row} starts={starts.has(name)} />
			))}
		</tr>
	);
}

function RowHead({ row, report, results }: { row: ResultRow; report: Report; results: ResultsModel }) {
	const { index, configuration } = row;
	const { configurations, repeats } = report.experiment;
	const name = `${numberOf(index)} ${configurationText(configuration, configurations)}`;
	const limits = limitsText(configuration, configurations);
	return (
		<th scope="row" class="named" title={configurationInFull(configuration)}>
			<div class="named-box">
				<input
					type="checkbox"
					aria-label={`Compare ${name}`}
					title="Compare with another row"
					checked={results.compared.value.includes(index)}
					onChange={() => results.toggleCompared(index)}
				/>
				<CurveChip index={index} />
				<span class="policy">{policyText(configuration)}</span>
				{limits !== '' && <span class="more">{limits}</span>}
				<span class="more">
					{outcomesText(row.outcomes, repeats)}{' '}
					{notesOf(report, row).map(({ kind, what }) => (
						<span key={kind} class="note-sign" title={`${what}; see below`}>
							<span aria-hidden="true">{noteSigns[kind]}</span> <span class="hidden">{what}</span>
						</span>
					))}
				</span>
				<button
					type="button"
					class="quiet hide-row"
					aria-label={`Hide ${name}`}
					title="Hide this row and its curves"
					onClick={(event) => {
						const frame = event.currentTarget.closest<HTMLElement>('.results-frame');
						results.hideRow(index);
						frame?.focus();
					}}
				>
					×
				</button>
			</div>
		</th>
	);
}

function FigureCell({ name, row, starts }: { name: FigureName; row: ResultRow; starts: boolean }) {
	const spread = row.figures[name];
	const mark = row.marks[name];
	const range = spread ? rangeText(name, spread) : '';
	// `4.58 MiB`: the unit stands back behind the figure.
	const [figure, unit] = figureText(name, spread?.median ?? null).split(/\u00a0(?=\D*$)/);
	return (
		<td class={`figure${starts ? ' starts' : ''}`} data-mark={mark}>
			{mark && (
				<span class="mark" title={`Among the ${mark}, beyond the spread`}>
					<span aria-hidden="true">{markSigns[mark]}</span>
					<span class="hidden">{mark} </span>
				</span>
			)}
			{figure}
			{unit && <span class="unit"> {unit}</span>}
			<span class="range">{breakable(range)}</span>
		</td>
	);
}

/** Where a range is wider than its column, it breaks behind the dash. */
function breakable(range: string) {
	const [from, to] = range.split('–');
	return (
		to !== undefined && (
			<>
				{from}–<wbr />
				{to}
			</>
		)
	);
}
