// A page that shows the Lab's charts alone, or with ?show=results its table, of a report that is given to it: known
// figures, without any trial.
import '../../../app/styles/main.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { LabCharts } from '../../../app/lab/LabCharts.tsx';
import { Results } from '../../../app/lab/Results.tsx';
import { ResultsModel } from '../../../app/lab/ResultsModel.ts';
import type { Report } from '../../../app/lab/report.ts';
import { sampleReport } from '../labReport.ts';

/** What a test of the page has. */
export interface LabPage {
	readonly report: { value: Report | null };
	readonly results: ResultsModel;
	readonly sample: Report;
}

declare global {
	interface Window {
		labPage: LabPage;
	}
}

const asked = new URLSearchParams(location.search);
const report = signal<Report | null>(asked.has('empty') ? null : sampleReport());
const results = new ResultsModel();
window.labPage = { report, results, sample: sampleReport() };

const width = asked.get('width');
const host = document.createElement('main');
host.style.cssText = `width: ${width ? `${width}px` : 'auto'}; height: 100%; overflow: auto`;
document.body.append(host);
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.dataset.theme = dark ? 'dark' : 'light';
const Shown = asked.get('show') === 'results' ? Results : LabCharts;
render(<Shown lab={{ report }} results={results} theme={dark ? 'dark' : 'light'} />, host);
