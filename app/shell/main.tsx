// Starts the page: models, panels, the script's object, and the first run that shows a visitor what this is.
import '../styles/main.css';
import { render } from 'preact';
import { App } from './App.tsx';
import { makeApi } from './api.ts';
import { makePage } from './page.ts';

const page = makePage();
const { api, used } = makeApi(page);
window.sweepground = api;

document.addEventListener('keydown', (event) => {
	if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat || event.defaultPrevented) return;
	event.preventDefault();
	void page.run.run();
});

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element for the page');
render(<App page={page} />, root);

api.ready.then(runFirstSample, () => {});

/** Only what this site brought itself, untouched, and never beside a script or against a wish for calm. */
function runFirstSample(): void {
	const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
	const off = new URLSearchParams(location.search).get('autorun') === '0';
	const untouched = page.samples.current.value === page.samples.samples[0] && !page.samples.edited.value;
	if (!calm && !off && untouched && !used() && page.run.state.value === 'ready') void page.run.run();
}
