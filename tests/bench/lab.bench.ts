// The Lab against its bounds, in Chromium and Firefox: what its recording adds to a program's time.
// With SMOKE=1 all is done on little, and no bound is held.
import { spawnSync } from 'node:child_process';
import { quantiles } from './lab/quantiles.ts';
import { smoke } from './smoke.ts';

const kMostCost = 1.05;
const kNameWidth = 60;

/** `value`, what it may be, and the least and greatest measured, as one line of the table; a bound that breaks is said. */
function print(what: string, value: string, bound: string, range: string, holds: boolean): void {
	const verdict = bound === '' || smoke ? '' : holds ? 'holds' : 'does not hold';
	console.log(`${what.padEnd(kNameWidth)}${value.padStart(10)}${bound.padStart(10)}${range.padStart(18)}  ${verdict}`);
	if (!holds && !smoke) process.exitCode = 1;
}

const ms = (value: number) => `${value.toFixed(0)} ms`;
const range = (values: readonly number[]) => {
	const { least, greatest } = quantiles(values);
	return `${least.toFixed(0)}–${greatest.toFixed(0)}`;
};

async function measure(): Promise<void> {
	const { browserName, closeAll, openPage } = await import('../support/visit.ts');
	const { quietPath, ready, untilMonaco } = await import('../support/sweepground.ts');
	const { programs, recordingCost } = await import('./lab/recordingCost.ts');
	const { visit } = await openPage({ path: quietPath });
	await ready(visit);
	await untilMonaco(visit);
	for (const { name, code } of programs) {
		const { withMs, withoutMs } = await recordingCost(visit, code);
		const what = `${browserName.padEnd(9)} ${name}`;
		print(`${what}, not recorded`, ms(quantiles(withoutMs).median), '', range(withoutMs), true);
		print(`${what}, recorded`, ms(quantiles(withMs).median), '', range(withMs), true);
		const ratio = quantiles(withMs).median / quantiles(withoutMs).median;
		print(`${what}, recorded : not recorded`, ratio.toFixed(3), `≤ ${kMostCost}`, '', ratio <= kMostCost);
	}
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
