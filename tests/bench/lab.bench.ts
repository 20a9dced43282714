// The Lab against its bounds, in Chromium and Firefox: what its recording adds to a program's time, how long eight
// configurations take, the page's frames meanwhile, and what a redraw of its charts takes of one.
// With SMOKE=1 all is done on little, and no bound is held.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { quantiles } from './lab/quantiles.ts';
import type { Side } from './lab/recordingCost.ts';
import { smoke } from './smoke.ts';

const kMostCost = 1.05;
const kMostWallS = 90;
const kLeastFramesPerSecond = 55;
/** Of a frame: the rest is the page's. */
const kMostRedraw = 0.5;
const kNameWidth = 60;

/** `value`, what it may be, and the least and greatest measured, as one line of the table; a bound that breaks is said. */
function print(what: string, value: string, bound: string, range: string, holds: boolean): void {
	const verdict = bound === '' || smoke ? '' : holds ? 'holds' : 'does not hold';
	console.log(`${what.padEnd(kNameWidth)}${value.padStart(10)}${bound.padStart(10)}${range.padStart(18)}  ${verdict}`);
	if (!holds && !smoke) process.exitCode = 1;
}

const ms = (value: number) => `${value.toFixed(0)} ms`;
const range = (values: readonly number[], digits = 0) => {
	const { least, greatest } = quantiles(values);
	return `${least.toFixed(digits)}–${greatest.toFixed(digits)}`;
};

async function measure(): Promise<void> {
	const { browserName, closeAll, openPage } = await import('../support/visit.ts');
	const { quietPath, ready, untilMonaco } = await import('../support/sweepground.ts');
	const { programs, recordingCost } = await import('./lab/recordingCost.ts');
	const { redrawTimes, timeFrames } = await import('./lab/redraw.ts');
	const { buildLabPage } = await import('../support/labPage.ts');
	const { idleFrames, manyTrials, trialsPlanned } = await import('./lab/manyTrials.ts');
	const { visit } = await openPage({ path: quietPath });
	await ready(visit);
	await untilMonaco(visit);
	for (const { name, code, rounds } of programs) {
		const times = await recordingCost(visit, code, rounds);
		const what = `${browserName.padEnd(9)} ${name}`;
		const median = (side: Side) => quantiles(times[side]).median;
		const row = (side: Side, words: string) =>
			print(`${what}, ${words}`, ms(median(side)), '', range(times[side]), true);
		row('without', 'not recorded');
		row('again', 'not recorded, again');
		row('with', 'recorded');
		const noise = median('again') / median('without');
		print(`${what}, the two not recorded`, noise.toFixed(3), '', '', true);
		// Both sides without it are as good: all of them together are more.
		const ratio = median('with') / quantiles([...times.without, ...times.again]).median;
		print(`${what}, recorded : not recorded`, ratio.toFixed(3), `≤ ${kMostCost}`, '', ratio <= kMostCost);
	}
	const frames = (what: string, values: readonly number[], bound: string) => {
		// The page stays at the bound: the least of the times has to hold.
		const { median, least } = quantiles(values);
		const holds = bound === '' || least >= kLeastFramesPerSecond;
		print(`${browserName.padEnd(9)} frames a second, ${what}`, median.toFixed(1), bound, range(values, 1), holds);
	};
	const idle = await idleFrames(visit);
	frames('idle page', idle, '');
	const trials = await manyTrials(visit);
	frames('while trials run', trials.frames, `≥ ${kLeastFramesPerSecond}`);
	const wallS = trials.tookMs / 1000;
	const what = `${browserName.padEnd(9)} ${trialsPlanned} trials of the default workload`;
	print(what, `${wallS.toFixed(1)} s`, `≤ ${kMostWallS} s`, '', wallS <= kMostWallS);
	print(`${what}, ended`, `${trials.ended}`, `= ${trialsPlanned}`, '', trials.ended === trialsPlanned);
	print(`${what}, disturbed`, `${trials.disturbed}`, '', '', true);

	const dir = await buildLabPage();
	const times = await redrawTimes((await openPage({ dir, before: timeFrames })).visit);
	rmSync(dir, { recursive: true });
	const charts = `${browserName.padEnd(9)} both charts, 12 curves of 512 points`;
	print(`${charts}, a redraw`, `${quantiles(times).median.toFixed(1)} ms`, '', range(times, 1), true);
	// What else the machine does only adds to it: of its own cost the quickest tenth tells.
	const ownMs = times.toSorted((a, b) => a - b)[Math.floor(times.length / 10)] ?? Number.NaN;
	const share = ownMs / (1000 / quantiles(idle).median);
	print(`${charts}, the quickest tenth : a frame`, share.toFixed(2), `≤ ${kMostRedraw}`, '', share <= kMostRedraw);
	await closeAll();
}

if (process.env.BROWSER) {
	await measure();
} else {
	console.log(
		`${''.padEnd(kNameWidth)}${'median'.padStart(10)}${'bound'.padStart(10)}${'least–greatest'.padStart(18)}`,
	);
	for (const BROWSER of ['chromium', 'firefox']) {
		const script = process.argv[1] as string;
		const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit', env: { ...process.env, BROWSER } });
		if (status !== 0) process.exitCode = 1;
	}
}
