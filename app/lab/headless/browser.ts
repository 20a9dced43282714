// The distribution's own browser, opened without a screen: one way for the Lab's command, the browser tests and the bench.
import { existsSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer-core';

export const browserNames = ['chromium', 'firefox'] as const;

export type BrowserName = (typeof browserNames)[number];

export interface LaunchOptions {
	/** A browser that does not answer for so long hangs. */
	readonly protocolTimeoutMs: number;
	/** Firefox's; Chromium has none. */
	readonly prefs?: Readonly<Record<string, number | boolean>>;
	/** Ctrl+C ends the browser, unless said: whoever has something to ask of it before ends it himself. */
	readonly endsOnInterrupt?: boolean;
}

const kUsualPaths: Readonly<Record<BrowserName, string>> = {
	chromium: '/usr/bin/chromium',
	firefox: '/usr/bin/firefox-esr',
};

/**
 * A fresh browser, with a profile of its own in a temporary folder that goes when it is closed. CHROMIUM=… and FIREFOX=…
 * in the environment name others. Rejects, with what to do, where there is none.
 */
export async function launchBrowser(name: BrowserName, options: LaunchOptions): Promise<Browser> {
	const variable = name.toUpperCase();
	const executablePath = process.env[variable] ?? kUsualPaths[name];
	if (!existsSync(executablePath))
		throw new Error(
			`There is no ${executablePath}. As root on Debian or Ubuntu ./build.sh test installs it; ${variable}=/path/to/it names another`,
		);
	const common = {
		executablePath,
		headless: true,
		defaultViewport: null,
		protocolTimeout: options.protocolTimeoutMs,
		handleSIGINT: options.endsOnInterrupt ?? true,
		env: { ...process.env, LANG: 'C.UTF-8' },
	};
	if (name === 'firefox')
		return puppeteer.launch({ ...common, browser: 'firefox', extraPrefsFirefox: { ...options.prefs } });
	// Puppeteer else puts sandboxed frames into the page's process, which no visitor's Chromium does: a program that
	// runs out of memory would take the page with it.
	process.env.PUPPETEER_TEST_EXPERIMENTAL_CHROME_FEATURES = 'true';
	return puppeteer.launch({
		...common,
		browser: 'chrome',
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
