// The Lab in a browser: opens the page without a screen, and asks it as any script may.
import { serve } from '../../serve.mjs';
import type { SweepgroundApi } from '../../shell/api.ts';
import type { Experiment } from '../experiment.ts';
import type { Report } from '../report.ts';
import type { Progress } from '../runExperiment.ts';
import { type BrowserName, launchBrowser } from './browser.ts';
import type { Laboratory } from './laboratory.ts';

/** Longer than any experiment that may be asked for: the page itself ends whatever does not end. */
const kProtocolTimeoutMs = 24 * 3600_000;
const kReadyMs = 60_000;

/** What the page tells while it is at work, and what ends that. */
declare global {
	interface Window {
		/** Fulfilled once it was heard. */
		labTells(progress: Progress): Promise<void>;
		labEnds(): void;
	}
}

/** `dir`: of the bundled page. Rejects, with what to do, where the browser cannot be had. */
export async function browserLaboratory(name: BrowserName, dir: string): Promise<Laboratory> {
	const server = await serve({ dir, port: 0 });
	const close: (() => Promise<void>)[] = [() => server.close()];
	const closeAll = async () => {
		for (const it of close.splice(0).reverse()) await it();
	};
	try {
		const browser = await launchBrowser(name, { protocolTimeoutMs: kProtocolTimeoutMs, endsOnInterrupt: false });
		close.push(() => browser.close());
		const [page = await browser.newPage()] = await browser.pages();
		let tell: (progress: Progress) => void = () => {};
		await page.exposeFunction('labTells', (progress: Progress) => tell(progress));
		await page.goto(`${server.url}?autorun=0`);
		await page.waitForFunction(() => 'sweepground' in window, { timeout: kReadyMs });
		await page.evaluate(() => window.sweepground.ready);
		return {
			run(experiment, progress) {
				tell = progress;
				return {
					done: page.evaluate(runInPage, experiment),
					cancel: () => void page.evaluate(() => window.labEnds()).catch(() => {}),
				};
			},
			close: closeAll,
		};
	} catch (error) {
		await closeAll();
		throw error;
	}
}

/** In the page. Whatever it tells is heard before the end. */
async function runInPage(experiment: Experiment): Promise<Report> {
	const end = new AbortController();
	window.labEnds = () => end.abort();
	const { lab }: SweepgroundApi = window.sweepground;
	let heard = Promise.resolve();
	const progress = (now: Progress) => {
		heard = window.labTells(now);
	};
	const report = await lab(experiment, { progress, signal: end.signal });
	await heard;
	return report;
}
