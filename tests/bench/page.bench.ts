// How long the page's main thread is held up, and how fast Stop is: each figure beside that of an idle page in the
// same run, in Chromium and in Firefox. With SMOKE=1 everything is done once and on little.
import { spawnSync } from 'node:child_process';
import { longestGapMs } from './longestGap.ts';
import { smoke } from './smoke.ts';

const kRepeats = smoke ? 1 : 5;
const kObjects = smoke ? 1000 : 100_000;
const kRounds = smoke ? 5 : 400;
const kLines = smoke ? 1000 : 1_000_000;
const kIdleMs = smoke ? 50 : 2000;

const kHundredThousand = `const all = [];
for (let i = 0; i < ${kObjects}; i++) { all.push(new MyClass(i)); if (i % 10_000 === 0) await tick(0); }
for (let i = 0; i < ${kRounds}; i++) {
  for (let j = 0; j < 100; j++) all[(i * 100 + j) % all.length] = new MyClass(j);
  await tick(10);
}`;
const kMillionLines = `for (let i = 0; i < ${kLines}; i++) console.log(i);`;

async function measure(): Promise<void> {
	const { browserName, closeAll, openPage } = await import('../support/visit.ts');
	const { load, quietPath, ready, run, start, untilBusy, untilMonaco } = await import('../support/sweepground.ts');
	const { visit } = await openPage({ path: quietPath });
	const { page } = visit;
	await ready(visit);
	await untilMonaco(visit);
	const row = (what: string, values: number[]) => {
		const sorted = values.toSorted((a, b) => a - b);
		const figure = (ms = Number.NaN) => `${ms.toFixed(1)} ms`.padStart(10);
		console.log(
			`${browserName.padEnd(9)} ${what.padEnd(52)}${figure(sorted[values.length >> 1])}${figure(sorted.at(-1))}`,
		);
	};
	const repeat = async (what: string, once: () => Promise<number>) => {
		const values: number[] = [];
		for (let i = 0; i < kRepeats; i++) values.push(await once());
		row(what, values);
	};

	await repeat('longest gap, idle page for 2 s', () =>
		longestGapMs(visit, () => page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), kIdleMs)),
	);
	for (const [what, code] of [
		['longest gap, 100,000 live objects, 10,000/s renewed', kHundredThousand],
		['longest gap, a million lines logged', kMillionLines],
	] as const) {
		await load(visit, { code });
		await repeat(what, () => longestGapMs(visit, () => run(visit)));
	}
	await load(visit, { code: 'for (;;) {}' });
	await repeat('Stop of a busy loop, until a program can run again', async () => {
		await start(visit);
		await untilBusy(visit);
		return page.evaluate(async () => {
			const startMs = performance.now();
			await window.sweepground.stop();
			await window.sweepground.reset();
			return performance.now() - startMs;
		});
	});
	await closeAll();
}

if (process.env.BROWSER) {
	await measure();
} else {
	console.log(`${''.padEnd(62)}    median   longest of ${kRepeats}`);
	for (const BROWSER of ['chromium', 'firefox']) {
		const script = process.argv[1] as string;
		const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit', env: { ...process.env, BROWSER } });
		if (status !== 0) process.exitCode = 1;
	}
}
