// The built page through its own script object: what tests ask of `window.sweepground`.
import type { LoadOptions, Stats } from '../../app/shell/api.ts';
import { until } from './until.ts';
import type { Visit } from './visit.ts';

export type { Stats };

/** Waits until a program can run. The page begins nothing by itself when opened with this path. */
export const quietPath = '?autorun=0';

export async function ready({ page }: Visit): Promise<void> {
	await until('window.sweepground', () => page.evaluate(() => 'sweepground' in window));
	await page.evaluate(() => window.sweepground.ready);
}

export async function load({ page }: Visit, options: LoadOptions): Promise<void> {
	await page.evaluate((given) => window.sweepground.load(given), options);
}

/** Runs the loaded program until its own code has ended. */
export function run({ page }: Visit) {
	return page.evaluate(() => window.sweepground.run());
}

/** Starts the loaded program and does not wait for its end. */
export async function start({ page }: Visit): Promise<void> {
	await page.evaluate(() => {
		void window.sweepground.run();
	});
}

export function stats({ page }: Visit): Promise<Stats> {
	return page.evaluate(() => window.sweepground.stats());
}

/** The console's lines as text. */
export function lines({ page }: Visit): Promise<string[]> {
	return page.evaluate(async () => (await window.sweepground.console()).map(({ text }) => text));
}

/** Waits until the program lets its worker answer nothing: it is in a loop. */
export async function untilBusy({ page }: Visit): Promise<void> {
	await until('the worker in its loop', () =>
		page.evaluate(() => {
			const silent = new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 150));
			return Promise.race([window.sweepground.stats().then(() => false), silent]);
		}),
	);
}

/** Waits until Monaco has taken over from the plain text area. */
export async function untilMonaco({ page }: Visit): Promise<void> {
	const drawn = () => page.evaluate(() => document.querySelector('.monaco-editor .view-line') !== null);
	await until('Monaco', drawn, 30_000);
}
