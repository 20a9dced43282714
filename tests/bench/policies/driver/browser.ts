// Trials in a browser: a fresh page in a fresh context for each, which runs it in a dedicated worker.
import type { Browser, BrowserContext, CDPSession, Page } from 'puppeteer-core';
import { type BrowserName, launchBrowser } from '../../../../app/lab/headless/browser.ts';
import type { EngineName, HeapUsage, Outcome, Trial } from '../trial.ts';
import { beforeDeadline, type Runner } from './runner.ts';

const kCloseMs = 5000;
/** Longer than any trial: those have deadlines of their own. */
const kProtocolTimeoutMs = 900_000;

/**
 * As a visitor's, but for the clock: without its noise and steps, which are of up to 1 ms in Firefox, short times can be
 * taken. Chromium's steps are of 0.1 ms.
 */
const launch = (engine: BrowserName): Promise<Browser> =>
	launchBrowser(engine, {
		protocolTimeoutMs: kProtocolTimeoutMs,
		prefs: { 'privacy.reduceTimerPrecision': false },
	});

/** Chromium's: the worker's own heap, after collections that its debugger asks for. */
async function heapOf(page: Page): Promise<HeapUsage> {
	const [worker] = page.workers();
	if (!worker) throw new Error('The page has no worker');
	// Typed as maybe without: Firefox has no such session.
	const session: CDPSession = worker.client;
	for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage');
	const usage = await session.send('Runtime.getHeapUsage');
	return { usedBytes: usage.usedSize, bufferBytes: usage.backingStorageSize };
}

export class BrowserRunner implements Runner {
	readonly engine: BrowserName;
	readonly #url: string;
	#browser: Promise<Browser> | undefined;

	constructor(engine: Exclude<EngineName, 'node'>, url: string) {
		this.engine = engine;
		this.#url = url;
	}

	async version(): Promise<string> {
		return (await this.#open()).version();
	}

	async run(trial: Trial): Promise<Outcome> {
		let opened: BrowserContext | undefined;
		const running = (async () => {
			const browser = await this.#open();
			const context = await browser.createBrowserContext();
			opened = context;
			const page = await context.newPage();
			if (trial.seesHeap) await page.exposeFunction('askHeap', () => heapOf(page));
			await page.goto(this.#url);
			return page.evaluate((given, engine) => window.runTrial(given, engine), trial, this.engine);
		})();
		const outcome = await beforeDeadline(trial, running, () => {});
		// A page that hangs may take its browser with it.
		if (outcome.kind === 'failed') await this.close();
		else await opened?.close();
		return outcome;
	}

	async close(): Promise<void> {
		if (!this.#browser) return;
		const browser = await this.#browser;
		this.#browser = undefined;
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<'late'>((resolve) => {
			timer = setTimeout(() => resolve('late'), kCloseMs);
		});
		if ((await Promise.race([browser.close(), late])) === 'late') browser.process()?.kill('SIGKILL');
		clearTimeout(timer);
	}

	#open(): Promise<Browser> {
		this.#browser ??= launch(this.engine);
		return this.#browser;
	}
}
