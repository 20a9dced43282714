// Starts the page: models, panels, the script's object, and the first run that shows a visitor what this is.
import '../styles/main.css';
import { render } from 'preact';
import { painted, rendered } from '../lib/painted.ts';
import { App } from './App.tsx';
import { makeApi } from './api.ts';
import { lessonPaneLoaded } from './chunks.ts';
import { autorun, makePage } from './page.ts';

const page = makePage();
// No part of the shell: it comes beside the engine, before a program can run.
const listening = painted
	.then(() => import('./commands.ts'))
	.then(({ listenForFiles, listenForKeys }) => {
		listenForKeys(page);
		listenForFiles(page);
	});
const { api, used } = makeApi(page, listening);
window.sweepground = api;

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element for the page');
// So that no other program is seen before the one of the link; without a link this waits for nothing.
if (page.share.arrived) await page.share.opened;
// index.html has the browser fetch the first lesson beside this script: its text is what is read first.
if (page.samples.current.peek() === page.samples.samples[0])
	await Promise.allSettled([lessonPaneLoaded(), page.lesson.opened]);
render(<App page={page} />, root);
rendered();

api.ready.then(runFirstSample, () => {});

/** Only what this site brought itself, untouched, and never beside a script or against a wish for calm. */
function runFirstSample(): void {
	const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
	const untouched = page.samples.current.value === page.samples.samples[0] && !page.samples.edited.value;
	const mine = untouched && !page.share.arrived && !used();
	if (calm || !autorun() || !mine || page.run.state.value !== 'ready') return;
	page.lesson.showsNext();
	void page.run.run();
}
