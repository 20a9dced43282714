// Shows the two charts of an experiment side by side, with one legend; before the first trial it says what will be here.
import { useMemo } from 'preact/hooks';
import type { Theme } from '../models/ThemeModel.ts';
import { ChartsModel } from './ChartsModel.ts';
import { CurveLegend } from './CurveLegend.tsx';
import { chartKinds } from './chartView.ts';
import { LabChart } from './LabChart.tsx';
import type { LabModel } from './LabModel.ts';
import type { ResultsModel } from './ResultsModel.ts';

interface LabChartsProps {
	lab: Pick<LabModel, 'report'>;
	results: ResultsModel;
	theme: Theme;
}

export function LabCharts({ lab, results, theme }: LabChartsProps) {
	const model = useMemo(() => new ChartsModel(lab.report, results), [lab, results]);
	const report = lab.report.value;
	return (
		<section class="lab-charts" aria-label="Charts">
			{report ? (
				<>
					<CurveLegend model={model} results={results} report={report} />
					<div class="lab-chart-pair">
						{chartKinds.map((kind) => (
							<LabChart key={kind} kind={kind} model={model} report={report} theme={theme} />
						))}
					</div>
				</>
			) : (
				<p class="lab-charts-empty">
					Start the trials: native bytes and percent freed are drawn here over time, a curve for each configuration.
				</p>
			)}
		</section>
	);
}
