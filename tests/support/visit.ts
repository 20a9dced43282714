// Opens built pages in the browser that BROWSER names and keeps what they report.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, ElementHandle, Page } from 'puppeteer-core';
import { type BrowserName, launchBrowser } from '../../app/lab/headless/browser.ts';
import { serve } from '../../app/serve.mjs';
import { root } from './paths.ts';
import { until } from './until.ts';

function named(text: string | undefined): BrowserName {
	if (text === 'chromium' || text === 'firefox') return text;
	throw new Error(`BROWSER is "${text ?? ''}", and must be chromium or firefox`);
}

export const browserName = named(process.env.BROWSER);

/** Where screenshots go, absolute. */
export const screenshotFolder = join(root, 'build/screenshots');

/** A browser that does not answer for so long hangs. */
const kProtocolTimeoutMs = 45_000;

export interface Look {
	scheme?: 'light' | 'dark';
	reducedMotion?: boolean;
}

export interface VisitOptions extends Look {
	/** What follows the server's address, such as `?autorun=0`. */
	path?: string;
	/** The folder served; the bundle, unless said. */
	dir?: string;
	/** The subpath that it is served at, with a slash at both ends. */
	base?: string;
	widthCssPx?: number;
	heightCssPx?: number;
	/** Runs in each document before its own scripts. */
	before?: () => void;
}

/** A fresh browser, with a profile of its own. Chromium is told its look by each page. */
export const launch = ({ scheme = 'light', reducedMotion = false }: Look = {}): Promise<Browser> =>
	launchBrowser(browserName, {
		protocolTimeoutMs: kProtocolTimeoutMs,
		prefs: {
			'ui.systemUsesDarkTheme': scheme === 'dark' ? 1 : 0,
			'ui.prefersReducedMotion': reducedMotion ? 1 : 0,
		},
	});

/** One page under test. */
export class Visit {
	readonly page: Page;
	readonly url: string;
	readonly #errors: string[] = [];
	#expected: RegExp[] = [];
	#allowed: RegExp[] = [];

	constructor(page: Page, url: string) {
		this.page = page;
		this.url = url;
		const { origin } = new URL(url);
		page.on('pageerror', (error) => this.#errors.push(`uncaught: ${error instanceof Error ? error.stack : error}`));
		page.on('console', (message) => {
			if (message.type() === 'error') this.#errors.push(`console: ${message.text()} ${message.location().url ?? ''}`);
		});
		page.on('request', (request) => {
			const target = new URL(request.url());
			const stays = target.origin === origin || ['blob:', 'data:', 'about:'].includes(target.protocol);
			if (!stays) this.#errors.push(`request to another host: ${request.url()}`);
		});
		page.on('response', (response) => {
			if (response.status() >= 400) this.#errors.push(`${response.status()}: ${response.url()}`);
		});
	}

	/** Errors of the page that match do not fail the test; one that never comes does. */
	expectError(pattern: RegExp): void {
		this.#expected.push(pattern);
	}

	/** Errors that match may come or not. */
	allowErrors(pattern: RegExp): void {
		this.#allowed.push(pattern);
	}

	forgetExpected(): void {
		this.#expected = [];
		this.#allowed = [];
	}

	/** Throws what the page reported and nobody expected. */
	checkErrors(): void {
		const known = [...this.#expected, ...this.#allowed];
		const unexpected = this.#errors.filter((error) => !known.some((pattern) => pattern.test(error)));
		const missing = this.#expected.filter((pattern) => !this.#errors.some((error) => pattern.test(error)));
		if (unexpected.length > 0) throw new Error(`The page reported:\n${unexpected.join('\n')}`);
		if (missing.length > 0) throw new Error(`The page was to report ${missing.join(', ')}, and did not`);
	}

	/** All elements of this role and accessible name. */
	all(role: string, name: string): Promise<ElementHandle<Element>[]> {
		return this.page.$$(`::-p-aria([name="${name}"][role="${role}"])`);
	}

	/** The one element of this role and accessible name; throws if there is none, or a second. */
	async get(role: string, name: string): Promise<ElementHandle<Element>> {
		const found = await this.all(role, name);
		const [element] = found;
		if (!element || found.length > 1) throw new Error(`${found.length} elements are the ${role} "${name}", not one`);
		return element;
	}

	async screenshot(name: string): Promise<string> {
		await mkdir(screenshotFolder, { recursive: true });
		const path = join(screenshotFolder, `${name}.png`);
		await this.page.screenshot({ path: `${screenshotFolder}/${name}.png` });
		return path;
	}
}

const servers = new Map<string, ReturnType<typeof serve>>();
const browsers = new Map<string, Promise<Browser>>();

function shared<T>(map: Map<string, T>, key: string, make: () => T): T {
	const made = map.get(key) ?? make();
	map.set(key, made);
	return made;
}

/** Ends all that `openPage` started. */
export async function closeAll(): Promise<void> {
	await Promise.all([...browsers.values()].map(async (browser) => (await browser).close()));
	await Promise.all([...servers.values()].map(async (server) => (await server).close()));
	browsers.clear();
	servers.clear();
}

/** Opens a page, drawn, in a context of its own: no storage is shared with any other visit. */
export async function openPage(options: VisitOptions = {}): Promise<{ visit: Visit; context: BrowserContext }> {
	const { path = '', dir = join(root, 'dist'), base = '/', scheme = 'light', reducedMotion = false } = options;
	const server = await shared(servers, `${dir} ${base}`, () => serve({ dir, port: 0, base }));
	const browser = await shared(browsers, `${scheme} ${reducedMotion}`, () => launch({ scheme, reducedMotion }));
	const context = await browser.createBrowserContext();
	const page = await context.newPage();
	await page.setViewport({ width: options.widthCssPx ?? 1280, height: options.heightCssPx ?? 720 });
	if (browserName === 'chromium') {
		await page.emulateMediaFeatures([
			{ name: 'prefers-color-scheme', value: scheme },
			{ name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' },
		]);
	}
	const visit = new Visit(page, server.url);
	await page.evaluateOnNewDocument(() => {
		addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
			console.error(`CSP ${violatedDirective} blocked ${blockedURI} at ${sourceFile}:${lineNumber}`);
		});
	});
	if (options.before) await page.evaluateOnNewDocument(options.before);
	await page.goto(server.url + path);
	// Scripts end before the first render, which waits for the first lesson.
	const drawn = () => page.evaluate(() => document.getElementById('app')?.childElementCount !== 0);
	await until('the page to be drawn', drawn, 20_000);
	return { visit, context };
}
