// Shows every configuration of the charts in words, with its sign and its values at the moment pointed at; lights it,
// hides it and brings it back. Knows nothing of how curves are drawn.
import { countOf } from '../lib/countText.ts';
import { formatSeconds } from '../lib/format.ts';
import type { ChartsModel } from './ChartsModel.ts';
import { CurveChip } from './CurveChip.tsx';
import { chartValueText } from './chartText.ts';
import { chartKinds, curveOf, valueAt } from './chartView.ts';
import type { ResultsModel } from './ResultsModel.ts';
import type { Report } from './report.ts';
import { configurationInFull, configurationText, outcomeWords } from './words.ts';

interface CurveLegendProps {
	model: ChartsModel;
	results: ResultsModel;
	report: Report;
}

export function CurveLegend({ model, results, report }: CurveLegendProps) {
	const { configurations } = report.experiment;
	const hidden = results.hiddenRows.value;
	const { cursorMs } = model;
	return (
		<div class="curve-legend">
			<p class="curve-legend-head">
				<span>Point at one to light it with the band of its trials, click to hide it.</span>
				<span>
					Native bytes and percent freed <b>{cursorMs === null ? 'at the end' : `at ${formatSeconds(cursorMs)}`}</b>
				</span>
			</p>
			<ul aria-label="Configurations in the charts" onPointerLeave={() => model.light(null)}>
				{configurations.map((configuration, index) => (
					<li key={index} data-lit={results.lit.value === index} onPointerEnter={() => model.light(index)}>
						<button
							type="button"
							aria-pressed={!hidden.has(index)}
							title={configurationInFull(configuration)}
							onFocus={() => model.light(index)}
							onBlur={() => model.light(null)}
							onClick={() => model.toggle(index)}
						>
							<CurveChip index={index} />
							<span class="curve-words">{configurationText(configuration, configurations)}</span>
							<Trials made={model.pairs.value[index]?.trials} planned={report.experiment.repeats} />
						</button>
						<Values index={index} model={model} report={report} hidden={hidden.has(index)} />
					</li>
				))}
			</ul>
		</div>
	);
}

/** How many trials the curve is of, where it is not all that were planned: to come, without figures, or disturbed. */
function Trials({ made, planned }: { made: number | undefined; planned: number }) {
	if (made === undefined || made === planned) return null;
	return (
		<span
			class="curve-trials"
			title={`The curve is of ${made} of ${countOf(planned, 'trial')}; others gave no figures, were disturbed, or are to come`}
		>
			{made} of {planned}
		</span>
	);
}

interface ValuesProps {
	index: number;
	model: ChartsModel;
	report: Report;
	hidden: boolean;
}

function Values({ index, model, report, hidden }: ValuesProps) {
	const pair = model.pairs.value[index];
	if (hidden) return <span class="curve-none">hidden</span>;
	if (!pair) return <span class="curve-none">{noneText(index, report)}</span>;
	return (
		<>
			{chartKinds.map((kind) => (
				<span key={kind} class="curve-value">
					{chartValueText(kind, valueAt(curveOf(kind, pair), model.cursor.value))}
				</span>
			))}
		</>
	);
}

/** Why a configuration has no curve: what its last trial came to, or that none was made. */
function noneText(index: number, { trials, state }: Report): string {
	const last = trials.findLast(({ configuration }) => configuration === index);
	if (last) return `no curve: ${outcomeWords[last.outcome].word}`;
	return state === 'running' ? 'not yet tried' : 'not tried';
}
