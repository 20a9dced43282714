// A page that shows the Lab's charts alone, or with ?show=results its table, of a report that is given to it: known
// figures, without any trial. With ?show=panel the whole Lab, whose trials are what a test says.
import '../../../app/styles/main.css';
import { signal } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { LabCharts } from '../../../app/lab/LabCharts.tsx';
import { labPanelOf } from '../../../app/lab/LabPanel.tsx';
import { Results } from '../../../app/lab/Results.tsx';
import { ResultsModel } from '../../../app/lab/ResultsModel.ts';
import type { Report } from '../../../app/lab/report.ts';
import type { Theme } from '../../../app/models/ThemeModel.ts';
import { sampleReport } from '../labReport.ts';
import { LabDouble } from './labDouble.ts';

/** What a test of the page has. */
export interface LabPage {
	readonly report: { value: Report | null };
	readonly results: ResultsModel;
	readonly sample: Report;
	readonly lab: LabDouble;
}

declare global {
	interface Window {
		labPage: LabPage;
	}
}

const asked = new URLSearchParams(location.search);
const report = signal<Report | null>(asked.has('empty') ? null : sampleReport());
const results = new ResultsModel();
const lab = new LabDouble();
window.labPage = { report, results, sample: sampleReport(), lab };

const width = asked.get('width');
const host = document.createElement('main');
host.style.cssText = `width: ${width ? `${width}px` : 'auto'}; height: 100%; overflow: auto`;
document.body.append(host);
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
const theme: Theme = dark ? 'dark' : 'light';
document.documentElement.dataset.theme = theme;
const shown: Record<string, ComponentType<{ theme: Theme }>> = {
	charts: () => <LabCharts lab={{ report }} results={results} theme={theme} />,
	results: () => <Results lab={{ report }} results={results} theme={theme} />,
	panel: labPanelOf(lab),
};
const Shown = shown[asked.get('show') ?? 'charts'];
if (!Shown) throw new Error('?show= is charts, results or panel');
render(<Shown theme={theme} />, host);
