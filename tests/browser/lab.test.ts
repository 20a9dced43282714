// The Lab on the built page: its figures are the engine's own, whatever a program does ends its own trial alone, and
// Cancel, a hidden tab and a program beside it are told as what they are.
import assert from 'node:assert/strict';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { eightConfigurations } from '../../app/lab/defaults.ts';
import { type Figures, figureNames } from '../../app/lab/figures.ts';
import type { Trial } from '../../app/lab/report.ts';
import { workloads } from '../../app/lab/workloads/index.ts';
import { initialSizes } from '../../app/lab/workloads/workload.ts';
import { pageTest, until, type Visit } from '../support/browser.ts';
import { frameCount, lab, progress, untilProgress } from '../support/lab.ts';
import { checkCleanRun, load, quietPath, ready, run, start, stats } from '../support/sweepground.ts';

const kMiB = 2 ** 20;
const kQuick = { repeats: 1, warmUps: 0, withinMs: 50, deadlineMs: 10_000 } as const;

function figuresIn({ figures, outcome, reason }: Trial): Figures {
	assert.ok(figures, `${outcome}: ${reason}`);
	return figures;
}

/** What a trial says of itself at two places is the same; `holds`: on purpose. */
function checkAgrees(trial: Trial, holds: number, withinMs: number): void {
	const figures = figuresIn(trial);
	const { trace } = trial;
	assert.ok(trace && trace.timesMs.length > 0);
	const made = trace.made.at(-1) ?? 0;
	const ended = trace.ended.at(-1) ?? 0;
	assert.equal(made, figures.made, 'nothing is made after the end');
	assert.equal(figures.freedWithinPercent, Math.min(100, (100 * ended) / (made - holds)));
	assert.equal(figures.peakBytes, Math.max(...trace.peakBytes));
	assert.equal(figures.finalBytes, trace.liveBytes.at(-1));
	assert.ok(figures.programMs !== null && figures.freedAtEndPercent !== null);
	assert.ok(figures.freedAtEndPercent <= figures.freedWithinPercent);
	// The step in which the program ended lies between those before and after it.
	const step = trace.timesMs.findIndex((timeMs) => timeMs >= (figures.programMs ?? 0));
	const percentAt = (at: number) => (100 * (trace.ended[at] ?? 0)) / (made - holds);
	assert.ok(figures.freedAtEndPercent >= percentAt(step - 2), 'as far as it was shortly before');
	assert.ok((trace.timesMs.at(-1) ?? 0) >= figures.programMs + withinMs - 1, 'looked at no sooner');
	const ordered = [
		[figures.clearedToFreedP50Ms, figures.clearedToFreedP99Ms],
		[figures.usedToFreedP50Ms, figures.usedToFreedP99Ms],
		[figures.policyLongestMs, figures.policyTotalMs],
		[figures.policyTotalMs, trace.timesMs.at(-1) ?? 0],
	];
	for (const [less, more] of ordered) assert.ok((less ?? 0) <= (more ?? 0), `${less} ≤ ${more}`);
	for (const name of figureNames) assert.ok((figures[name] ?? 0) >= 0, name);
}

/** Nothing of it depends on a collection: all is deleted but what is held. */
const kDetermined = `globalThis.kept = [];
for (let i = 0; i < 300; i++) {
  const buffer = new Buffer(1000 + i);
  if (i % 3 === 0) kept.push(buffer);
  else if (i % 3 === 1) buffer.delete();
  else { await tick(0); buffer.delete(); }
}
const big = new Buffer(5e5);
big.delete();`;

const kCompared = [
	{ policy: 'none', intervalMs: 100, heapLimitBytes: 64 * kMiB, quarantineBytes: 0 },
	{ policy: 'interval', intervalMs: 10, heapLimitBytes: kMiB, quarantineBytes: 128 * 1024 },
] as const;

pageTest('the figures of a trial are the engine’s own of the same program', { path: quietPath }, async (visit) => {
	await ready(visit);
	const workload = { name: 'program', code: kDetermined } as const;
	const report = await lab(visit, { ...kQuick, workload, configurations: kCompared, repeats: 2 });
	assert.equal(report.state, 'done');
	assert.deepEqual(report.experiment.configurations, kCompared);
	assert.deepEqual(
		report.trials.map(({ configuration, repeat }) => [configuration, repeat]),
		[
			[0, 0],
			[1, 0],
			[1, 1],
			[0, 1],
		],
		'each round begins with another configuration',
	);
	for (const [at, settings] of kCompared.entries()) {
		await load(visit, { code: kDetermined, ...settings });
		assert.deepEqual(await run(visit), { ok: true });
		const { counts, nativeBytes, pressureRequests } = await stats(visit);
		assert.deepEqual(counts, { live: 100, cleared: 0, freed: 0, deleted: 201, lost: 0 });
		for (const trial of report.trials.filter(({ configuration }) => configuration === at)) {
			assert.deepEqual([trial.outcome, trial.reason, trial.errors], ['ended', '', []]);
			checkAgrees(trial, 0, kQuick.withinMs);
			const figures = figuresIn(trial);
			assert.deepEqual(
				{
					made: figures.made,
					percent: figures.freedAtEndPercent,
					peak: figures.peakBytes,
					final: figures.finalBytes,
					pressureRequests: figures.pressureRequests,
					outOfMemoryMs: figures.outOfMemoryMs,
				},
				{
					made: 301,
					percent: (100 * counts.deleted) / 301,
					peak: nativeBytes.peak,
					final: nativeBytes.live,
					pressureRequests,
					outOfMemoryMs: null,
				},
			);
			// Nobody sweeps under one, and the original loop does under the other.
			assert.equal((figures.sweeps ?? 0) > 0, settings.policy === 'interval');
		}
	}
});

const kFewHeld = { held: 1000, objects: 500, turns: 40 };

pageTest('of what is dropped a policy frees all but what is held on purpose', { path: quietPath }, async (visit) => {
	await ready(visit);
	const report = await lab(visit, {
		...kQuick,
		workload: { name: 'long-lived beside churn', sizes: kFewHeld },
		configurations: ['pressure', 'none'],
		withinMs: 300,
	});
	assert.equal(report.holds, kFewHeld.held);
	const [pressure, none] = report.trials.map((trial) => {
		checkAgrees(trial, report.holds, 300);
		return figuresIn(trial);
	});
	assert.ok(pressure && none);
	assert.equal(pressure.made, none.made);
	assert.ok((pressure.freedWithinPercent ?? 0) > 0);
	assert.ok((pressure.sweeps ?? 0) > 0 && (pressure.derefs ?? 0) > 0);
	assert.deepEqual([none.freedAtEndPercent, none.freedWithinPercent, none.sweeps], [0, 0, 0]);
	assert.equal(none.usedToFreedP50Ms, null, 'nothing was freed');
});

/** Ends at once under the first of these limits, and never under the second; `rest`: what it does then. */
const endlessUnder = (rest: string) => `const big = () => new Buffer(2 << 20).delete();
try { big(); } catch { ${rest} }`;
const kSmallLast = [
	{ policy: 'gated', heapLimitBytes: 64 * kMiB },
	{ policy: 'gated', heapLimitBytes: kMiB },
] as const;

/** Counts the programs that the page has started, in an attribute of its root. */
function countStarts() {
	const { postMessage } = MessagePort.prototype;
	let starts = 0;
	MessagePort.prototype.postMessage = function (this: MessagePort, ...all: unknown[]) {
		const [message] = all;
		const starting = typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'start';
		if (starting) document.documentElement.dataset.starts = `${++starts}`;
		Reflect.apply(postMessage, this, all);
	};
}

for (const [what, rest] of [
	['waits', 'await new Promise(() => {});'],
	['loops', 'for (;;);'],
] as const) {
	pageTest(
		`Cancel in a trial that ${what} keeps what was measured and leaves no frame`,
		{ path: quietPath, before: countStarts },
		async (visit) => {
			await ready(visit);
			const frames = await frameCount(visit);
			const workload = { name: 'program', code: endlessUnder(rest) } as const;
			const running = lab(visit, { ...kQuick, workload, configurations: kSmallLast, repeats: 2, deadlineMs: 60_000 });
			const starts = () => visit.page.evaluate(() => document.documentElement.dataset.starts);
			await until('the second trial’s program', async () => (await starts()) === '2');
			assert.match(await progress(visit), /^trial 2 of 4/);
			assert.equal(await frameCount(visit), frames + 1);
			await (await visit.get('button', 'Cancel')).click();
			const report = await running;
			assert.equal(await frameCount(visit), frames);
			assert.equal(report.state, 'cancelled');
			assert.deepEqual(
				report.trials.map(({ configuration, outcome, figures }) => [configuration, outcome, figures?.made]),
				[[0, 'ended', 1]],
			);
			assert.equal(await progress(visit), '');
			await checkCleanRun(visit);
		},
	);
}

const kWaits = `new MyClass(1).delete();
await tick(700);`;
const kTwo = ['gated', 'pressure'] as const;

/**
 * Told to the page as a browser tells it. Two tabs of a browser without a screen are both visible: neither bringing
 * another to the front nor minimising the window hides one in both browsers.
 */
const hide = ({ page }: Visit, hidden: boolean) =>
	page.evaluate((value) => {
		Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
		Object.defineProperty(document, 'visibilityState', {
			configurable: true,
			get: () => (value ? 'hidden' : 'visible'),
		});
		document.dispatchEvent(new Event('visibilitychange'));
	}, hidden);

const kinds = ({ disturbances }: Trial) => disturbances.map(({ kind }) => kind);

pageTest('a hidden tab is told, and no trial begins in it', { path: quietPath }, async (visit) => {
	await ready(visit);
	const frames = await frameCount(visit);
	const workload = { name: 'program', code: kWaits } as const;
	const running = lab(visit, { ...kQuick, workload, configurations: kTwo });
	await until('the frame of the first trial', async () => (await frameCount(visit)) === frames + 1);
	await hide(visit, true);
	await untilProgress(visit, /the tab is hidden/);
	assert.equal(await frameCount(visit), frames);
	await hide(visit, false);
	const { trials, state } = await running;
	assert.equal(state, 'done');
	const [first, second] = trials;
	assert.ok(first && second && trials.length === 2);
	assert.match(first.disturbances.find(({ kind }) => kind === 'hidden')?.what ?? '', /^The tab was hidden for \d/);
	assert.ok(!kinds(second).includes('hidden'));
	assert.deepEqual([figuresIn(first).made, figuresIn(second).made], [1, 1]);
});

pageTest(
	'a program that runs in Live is stopped first, and one that is run beside is told',
	{ path: quietPath },
	async (visit) => {
		await ready(visit);
		await load(visit, { code: 'for (;;) await tick(1);' });
		await start(visit);
		await until('the run', () => visit.page.evaluate(() => window.sweepground.collect()));
		const workload = { name: 'program', code: endlessUnder('await tick(3000);') } as const;
		const running = lab(visit, { ...kQuick, workload, configurations: kSmallLast });
		await untilProgress(visit, /^trial 2 of 2/);
		const notice = await visit.get('status', 'Notice');
		assert.match((await notice.evaluate((it) => it.textContent)) ?? '', /The program in Live was stopped/);
		await load(visit, { code: 'for (;;) await tick(1);' });
		await start(visit);
		const { trials } = await running;
		const [first, second] = trials;
		assert.ok(first && second && trials.length === 2);
		assert.ok(!kinds(first).includes('another program'), 'it was stopped before');
		assert.deepEqual(
			second.disturbances.filter(({ kind }) => kind === 'another program').map(({ what }) => what),
			['A program was run beside it in Live'],
		);
		await visit.page.evaluate(() => window.sweepground.stop());
		await checkCleanRun(visit);
	},
);

const noticeText = async (visit: Visit) => (await visit.get('status', 'Notice')).evaluate((it) => it.textContent ?? '');

const packed = (value: unknown) => deflateRawSync(JSON.stringify(value)).toString('base64url');

const kLinked = {
	workload: { name: 'bursts', sizes: {}, seed: 7 },
	configurations: eightConfigurations.slice(3, 6),
	repeats: 5,
	warmUps: 2,
	withinMs: 2500,
	deadlineMs: 7000,
};

/** Nothing runs and nothing has: neither trials nor a program. */
async function checkStill(visit: Visit): Promise<void> {
	assert.equal(await progress(visit), '');
	assert.equal(await frameCount(visit), 1);
	assert.equal(await (await visit.get('status', 'Run')).evaluate((it) => it.textContent), 'ready');
}

pageTest('a link opens its experiment, and runs nothing', { path: `#lab1=${packed(kLinked)}` }, async (visit) => {
	await ready(visit);
	assert.match(await noticeText(visit), /^This experiment came with the link\. Look at it, then press Start trials\./);
	await until('the Lab', async () => (await visit.all('button', 'Start trials')).length === 1);
	await checkStill(visit);
	const value = async (role: string, name: string) =>
		(await visit.get(role, name)).evaluate((it) =>
			it instanceof HTMLInputElement || it instanceof HTMLSelectElement ? it.value : null,
		);
	assert.deepEqual([await value('combobox', 'Workload'), await value('spinbutton', 'Trials of each')], ['bursts', '5']);
	// What it makes of it is all of what came: a link of its own says the same again.
	await visit.page.evaluate(() => {
		location.hash = '';
	});
	await (await visit.get('button', 'Copy link')).click();
	const fragment = await until('the link in the address', async () => /#lab1=(.+)$/.exec(visit.page.url())?.[1]);
	const again: unknown = JSON.parse(inflateRawSync(Buffer.from(fragment ?? '', 'base64url')).toString());
	const sizes = initialSizes(workloads.bursts);
	assert.deepEqual(again, { ...kLinked, workload: { ...kLinked.workload, sizes } });
	await checkStill(visit);
});

const damaged = [
	['of other letters', '%3Cscript%3E', /⚠ This link to an experiment is cut off or damaged: its letters/],
	['of a list', packed([]), /⚠ This link to an experiment does not work: .* must be an object, not a list/],
	['beyond the bounds', packed({ ...kLinked, repeats: 1e9 }), /⚠ This link .* does not work: repeats must be/],
] as const;

pageTest(
	'links to experiments that are damaged are told in words, and run nothing',
	{ path: `#lab1=${packed(kLinked).slice(0, 40)}` },
	async (visit) => {
		await ready(visit);
		const told = await noticeText(visit);
		assert.match(told, /^⚠ This link to an experiment is cut off or damaged: it does not unpack/);
		assert.match(told, /The first sample is shown instead, and was not run\.$/);
		const hash = () => new URL(visit.page.url()).hash;
		await checkStill(visit);
		for (const [what, fragment, pattern] of damaged) {
			await until(`an empty address before the link ${what}`, () => hash() === '');
			await visit.page.evaluate((text) => {
				location.hash = text;
			}, `lab1=${fragment}`);
			await until(`the word of a link ${what}`, async () => pattern.test(await noticeText(visit)));
			await checkStill(visit);
		}
	},
);
