// Runs the trials of a figure: side by side, another side first each time.
import type { Case, Figure } from '../figures/figure.ts';
import type { Outcome, Trial } from '../trial.ts';
import type { AllResults } from './results.ts';
import type { Runner } from './runner.ts';

const kDeadlineMs = 60_000;

const short = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

function told(outcome: Outcome): string {
	if (outcome.kind !== 'measured') return `${outcome.kind}: ${outcome.why}`;
	return Object.entries(outcome.measured)
		.map(([name, value]) => `${name} ${value === null || Number.isNaN(value) ? '–' : short(value)}`)
		.join(', ');
}

async function measureCase(runner: Runner, figure: Figure, given: Case, results: AllResults): Promise<void> {
	const { sides } = given;
	for (let repeat = 0; repeat < given.repeats; repeat++) {
		for (let i = 0; i < sides.length; i++) {
			const side = sides[(i + repeat) % sides.length] ?? '';
			const trial: Trial = {
				workload: figure.workload,
				side,
				numbers: { ...given.numbers, ...given.numbersOf?.(side) },
				deadlineMs: given.deadlineMs ?? kDeadlineMs,
				...(given.way === undefined ? {} : { way: given.way }),
				...(figure.seesHeap ? { seesHeap: true } : {}),
			};
			const startMs = performance.now();
			const outcome = await runner.run(trial);
			const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
			const what = `${figure.name}, ${given.name}, ${side}`;
			console.log(`${runner.engine.padEnd(9)} ${what.padEnd(52)} ${seconds.padStart(5)} s  ${told(outcome)}`);
			results.add(runner.engine, figure.name, given.name, side, outcome);
		}
	}
}

async function measureEngine(runner: Runner, figure: Figure, results: AllResults): Promise<void> {
	for (const given of figure.cases(runner.engine)) await measureCase(runner, figure, given, results);
}

/** Runs as many at once as there are lanes, the next when one is done. */
async function inLanes(lanes: number, tasks: readonly (() => Promise<void>)[]): Promise<void> {
	const left = [...tasks];
	const lane = async () => {
		for (let task = left.shift(); task; task = left.shift()) await task();
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}

/** `lanes`: how many engines may be measured at once, where their time does not count. */
export async function measureFigure(
	runners: readonly Runner[],
	figure: Figure,
	lanes: number,
	results: AllResults,
): Promise<void> {
	const chosen = runners.filter(({ engine }) => figure.engines?.includes(engine) ?? true);
	await inLanes(
		figure.atOnce ? lanes : 1,
		chosen.map((runner) => () => measureEngine(runner, figure, results)),
	);
}
