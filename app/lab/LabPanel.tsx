// The Lab, all of it: the bar that starts trials, the set-up, results and charts, as one page that scrolls. Reads the
// models and measures nothing.
import type { ComponentType } from 'preact';
import { useRef } from 'preact/hooks';
import { adoptStyles } from '../lib/adoptStyles.ts';
import type { Theme } from '../models/ThemeModel.ts';
import styles from '../styles/lab.css?text';
import { LabBar } from './LabBar.tsx';
import { LabCharts } from './LabCharts.tsx';
import type { LabModel } from './LabModel.ts';
import { LabSetup } from './LabSetup.tsx';
import { Results } from './Results.tsx';
import { ResultsModel } from './ResultsModel.ts';
import { type Lab, SetupModel } from './SetupModel.ts';

adoptStyles(styles);

/** To be called once for a model: how its panel stands outlasts the panel, which is there only while it is shown. */
export function labPanelOf(lab: Lab & Pick<LabModel, 'report'>): ComponentType<{ theme: Theme }> {
	const setup = new SetupModel(lab);
	const results = new ResultsModel();
	return ({ theme }) => <LabPanel lab={lab} setup={setup} results={results} theme={theme} />;
}

interface LabPanelProps {
	lab: Lab;
	setup: SetupModel;
	results: ResultsModel;
	theme: Theme;
}

function LabPanel({ lab, setup, results, theme }: LabPanelProps) {
	const start = useRef<HTMLButtonElement>(null);
	const report = lab.report.value;
	return (
		<section class="pane lab" aria-label="Lab">
			<LabBar lab={lab} setup={setup} start={start} />
			{!report && <Introduction />}
			<LabSetup lab={lab} setup={setup} onFolded={() => start.current?.focus()} />
			{report && lab.changed.value && <Changed running={report.state === 'running'} />}
			{report && <Results lab={lab} results={results} theme={theme} />}
			{report && <LabCharts lab={lab} results={results} theme={theme} />}
		</section>
	);
}

function Introduction() {
	return (
		<p class="lab-introduction">
			The Lab runs the same program under several policies, one trial at a time, each from a fresh heap, and measures
			what is freed, how soon, and what it costs. Press <b>Start trials</b>: as it is set up at first, it answers “which
			policy, which interval?” in under a minute.
		</p>
	);
}

/** Figures are never to be read as those of other settings. */
function Changed({ running }: { running: boolean }) {
	return (
		<p class="lab-changed" role="note">
			<span aria-hidden="true">⚠ </span>
			{running
				? 'The set-up was changed: the trials under way keep the settings that they began with.'
				: 'These results are of other settings than those set up now. Start the trials to measure these.'}
		</p>
	);
}
