// Runs programs on the page under test through window.sweepground.

import type { ConsoleLine, ProgramError } from '../../app/protocol/messages.ts';
import type { LoadOptions, Stats } from '../../app/shell/api.ts';
import type { Visit } from './browser.ts';

export interface Outcome {
	ok: boolean;
	error?: ProgramError;
}

/** The page begins nothing by itself. */
export const kQuiet = '?autorun=0';

export const load = (visit: Visit, options: LoadOptions): Promise<void> =>
	visit.page.evaluate(async (given) => {
		await window.sweepground.ready;
		await window.sweepground.load(given);
	}, options);

/** Loads and runs a program; gives its outcome once its own code has ended. */
export async function runProgram(visit: Visit, code: string, options: LoadOptions = {}): Promise<Outcome> {
	await load(visit, { ...options, code });
	return visit.page.evaluate(() => window.sweepground.run());
}

export const stats = (visit: Visit): Promise<Stats> => visit.page.evaluate(() => window.sweepground.stats());
export const consoleLines = (visit: Visit): Promise<ConsoleLine[]> =>
	visit.page.evaluate(() => window.sweepground.console());

/** The next run is clean: a fresh realm, an empty heap, no error. */
export async function checkCleanRun(visit: Visit): Promise<void> {
	const outcome = await runProgram(
		visit,
		"const m = new MyClass(21); console.log('clean', m.my_method()); m.delete();",
	);
	const lines = (await consoleLines(visit)).map(({ text }) => text).join('|');
	const { counts, errors, nativeBytes } = await stats(visit);
	const seen = JSON.stringify({ outcome, lines, counts, errors, liveBytes: nativeBytes.live });
	const wanted = JSON.stringify({
		outcome: { ok: true },
		lines: 'clean 42',
		counts: { live: 0, cleared: 0, freed: 0, deleted: 1, lost: 0 },
		errors: [],
		liveBytes: 0,
	});
	if (seen !== wanted) throw new Error(`The next run is not clean: ${seen}`);
}
