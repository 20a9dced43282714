// The Lab at work on the page, its tab open: how long many trials take, and the page's frames meanwhile.
import { eightConfigurations } from '../../../app/lab/defaults.ts';
import type { LabOptions } from '../../../app/shell/api.ts';
import { until } from '../../support/until.ts';
import type { Visit } from '../../support/visit.ts';
import { countFrames } from '../live/watch.ts';
import { smoke } from '../smoke.ts';

/** All that is left out is the Lab's default: workload, warm-up, and how long it waits. */
const experiment: LabOptions = smoke
	? {
			workload: { name: 'program', code: 'new MyClass(1);' },
			configurations: eightConfigurations.slice(0, 2),
			repeats: 1,
			warmUps: 0,
			withinMs: 50,
		}
	: { configurations: eightConfigurations, repeats: 3 };

export const trialsPlanned = (experiment.configurations?.length ?? 0) * (experiment.repeats ?? 0);

/** Frames are counted over so long at a time. */
const kWatchMs = smoke ? 100 : 5_000;
const kIdleTimes = smoke ? 1 : 3;
const kPatienceMs = 400_000;

/** Frames a second, of each time. */
async function framesWhile(visit: Visit, goesOn: (times: number) => Promise<boolean>): Promise<number[]> {
	const all: number[] = [];
	do all.push((await countFrames(visit, kWatchMs)).framesPerSecond);
	while (await goesOn(all.length));
	return all;
}

export const idleFrames = (visit: Visit) => framesWhile(visit, async (times) => times < kIdleTimes);

export interface ManyTrials {
	readonly tookMs: number;
	readonly ended: number;
	readonly disturbed: number;
	/** Frames a second while trials were made. */
	readonly frames: readonly number[];
}

export async function manyTrials(visit: Visit): Promise<ManyTrials> {
	const { page } = visit;
	// No answer of a browser may take as long as that: the page writes down what came of it.
	await page.evaluate((given) => {
		const startMs = performance.now();
		const tell = (done: unknown) => {
			document.documentElement.dataset.labDone = JSON.stringify(done);
		};
		window.sweepground.lab(given).then(
			({ trials }) => {
				const ended = trials.filter(({ outcome }) => outcome === 'ended').length;
				const disturbed = trials.filter(({ disturbances }) => disturbances.length > 0).length;
				tell({ tookMs: performance.now() - startMs, ended, disturbed });
			},
			(fault: unknown) => tell({ fault: String(fault) }),
		);
	}, experiment);
	const done = () => page.evaluate(() => document.documentElement.dataset.labDone ?? '');
	await until('the Lab’s tab', () =>
		page.evaluate(() => document.querySelector('[aria-label="Trials made"]') !== null),
	);
	const frames = await framesWhile(visit, async () => (await done()) === '');
	const text = await until('the end of the trials', done, kPatienceMs);
	const { fault, ...result }: { fault?: string } & Omit<ManyTrials, 'frames'> = JSON.parse(text);
	if (fault !== undefined) throw new Error(fault);
	// The last time goes on after the trials; where there is another, that says more.
	return { ...result, frames: frames.length > 1 ? frames.slice(0, -1) : frames };
}
