// The built page through its own script object: what tests ask of `window.sweepground`.
import assert from 'node:assert/strict';
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

export function consoleLines({ page }: Visit) {
	return page.evaluate(() => window.sweepground.console());
}

/** The console's lines as text. */
export async function lines(visit: Visit): Promise<string[]> {
	return (await consoleLines(visit)).map(({ text }) => text);
}

/** Loads a program and runs it until its own code has ended. */
export async function runCode(visit: Visit, code: string) {
	await load(visit, { code });
	return run(visit);
}

/** The next run is clean: a fresh realm, an empty heap, no error. */
export async function checkCleanRun(visit: Visit): Promise<void> {
	const outcome = await runCode(visit, "const m = new MyClass(21); console.log('clean', m.my_method()); m.delete();");
	const { counts, errors, nativeBytes } = await stats(visit);
	assert.deepEqual(
		{ outcome, lines: await lines(visit), counts, errors, liveBytes: nativeBytes.live },
		{
			outcome: { ok: true },
			lines: ['clean 42'],
			counts: { live: 0, cleared: 0, freed: 0, deleted: 1, lost: 0 },
			errors: [],
			liveBytes: 0,
		},
	);
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

/** Drags over the plot of the views over time, from one part of its width to another. */
export async function dragOverTime(visit: Visit, from: number, to: number): Promise<void> {
	const box = await (await visit.get('slider', 'Time cursor')).boundingBox();
	assert.ok(box && box.width > 200, 'the plot has a size');
	const { mouse } = visit.page;
	const y = box.y + box.height / 2;
	await mouse.move(box.x + box.width * from, y);
	await mouse.down();
	await mouse.move(box.x + (box.width * (from + to)) / 2, y);
	await mouse.move(box.x + box.width * to, y);
	await mouse.up();
}
