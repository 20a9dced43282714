// What runs trials in one engine, each in a fresh process or page, and ends those that hang.
import type { EngineName, Outcome, Trial } from '../trial.ts';

export interface Runner {
	readonly engine: EngineName;
	version(): Promise<string>;
	/** Never rejects: what goes wrong is the outcome. */
	run(trial: Trial): Promise<Outcome>;
	close(): Promise<void>;
}

/** The outcome, or that the deadline came first; `end` then ends what hangs. */
export async function beforeDeadline(
	{ deadlineMs }: Trial,
	outcome: Promise<Outcome>,
	end: () => Promise<void> | void,
): Promise<Outcome> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<Outcome>((resolve) => {
		timer = setTimeout(() => resolve({ kind: 'failed', why: `not done after ${deadlineMs} ms` }), deadlineMs);
	});
	try {
		return await Promise.race([outcome, late]);
	} catch (error) {
		return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
	} finally {
		clearTimeout(timer);
		await end();
	}
}
