// An experiment: trial after trial in its order, the report as it grows, progress, disturbances, and Cancel at any moment.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configurationOf } from '../../../app/lab/defaults.ts';
import type { Experiment } from '../../../app/lab/experiment.ts';
import type { Report } from '../../../app/lab/report.ts';
import { leftText, type Progress, runExperiment } from '../../../app/lab/runExperiment.ts';
import { FakeHost, FakePageClock, settle } from '../models/fakes.ts';
import { ended, FakeSurroundings, nothingLeft, place, recorded } from './trials.ts';

const usual: Experiment = {
	workload: { name: 'program', code: 'one()' },
	configurations: [configurationOf('gated'), configurationOf('interval', 10), configurationOf('none')],
	repeats: 2,
	warmUps: 1,
	withinMs: 100,
	deadlineMs: 5000,
};
const kTrials = 7;

class Lab {
	readonly clock = new FakePageClock();
	readonly host = new FakeHost();
	readonly surroundings = new FakeSurroundings(this.clock);
	readonly reports: Report[] = [];
	readonly progress: Progress[] = [];
	readonly running: ReturnType<typeof runExperiment>;

	constructor(changes: Partial<Experiment> = {}) {
		const { clock, surroundings } = this;
		const parts = { openSession: this.host.open, clock, surroundings, place, date: '2026-01-02T03:04:05Z' };
		this.running = runExperiment({ ...usual, ...changes }, parts, {
			report: (report) => this.reports.push(report),
			progress: (progress) => this.progress.push(progress),
		});
	}

	/** The trial under way: its program ends after so long and its last look is taken. */
	async trial(programMs = 400, beside: () => void = () => {}): Promise<void> {
		await settle();
		const { last } = this.host;
		assert.equal(this.host.sessions.filter((session) => !session.ended).length, 1, 'one at a time');
		beside();
		this.clock.advance(programMs);
		last.say(ended({ madeCount: 10, objectCount: 5 }, { programMs }));
		this.clock.advance(100);
		last.say(recorded(last.ofKind('record').at(-1)?.id ?? 0, { madeCount: 10 }));
		await settle();
	}

	/** Where each session stood: its policy. */
	get policies(): string[] {
		return this.host.sessions.map((session) => session.ofKind('start')[0]?.policy ?? '');
	}

	async over(): Promise<Report> {
		const report = await this.running.done;
		assert.equal(report, this.reports.at(-1));
		nothingLeft(this.clock, this.host, this.surroundings);
		return report;
	}
}

const told = ({ trials }: Report) => trials.map(({ configuration, repeat }) => `${configuration}.${repeat}`).join(' ');
const disturbances = ({ trials }: Report) =>
	trials.map(({ disturbances: all }) => all.map(({ kind }) => kind).join(' '));

test('its trials are made in turn, each in a session of its own; the report grows', async () => {
	const lab = new Lab();
	for (let i = 0; i < kTrials; i++) await lab.trial();
	const report = await lab.over();
	assert.deepEqual(lab.policies, ['gated', 'gated', 'interval', 'none', 'interval', 'none', 'gated']);
	assert.equal(told(report), '0.0 1.0 2.0 1.1 2.1 0.1');
	const { version, date, experiment, holds, state } = report;
	assert.deepEqual([version, date, holds, state], [1, '2026-01-02T03:04:05Z', 0, 'done']);
	assert.deepEqual([report.place, experiment], [place, usual]);
	assert.deepEqual(
		lab.reports.map(({ trials, state: now }) => `${now} ${trials.length}`),
		['running 0', 'running 1', 'running 2', 'running 3', 'running 4', 'running 5', 'running 6', 'done 6'],
	);
	assert.deepEqual(disturbances(report), ['', '', '', '', '', '']);
	assert.equal(report.trials[0]?.figures?.freedAtEndPercent, 50);
});

test('progress says what is tried, how much is done, and learns how long it takes', async () => {
	const lab = new Lab();
	await settle();
	// Of a program that nobody has run: 1500 ms, the look after it and the frame.
	assert.deepEqual(lab.progress, [{ done: 0, total: 7, now: 'warm-up: gated', leftMs: 7 * 1850 }]);
	await lab.trial(900);
	assert.deepEqual(lab.progress.at(-1), { done: 1, total: 7, now: 'gated, 1 of 2', leftMs: 6 * 1010 });
	await lab.trial(400);
	await lab.trial(400);
	const { now, leftMs } = lab.progress.at(-1) ?? {};
	assert.deepEqual([now, leftMs], ['none, 1 of 2', 4 * 510]);
	assert.match(lab.progress[2]?.now ?? '', /^interval · 10.ms, 1 of 2$/);
	lab.running.cancel();
	await lab.over();
});

test('time left is told in whole seconds, and is never nothing', () => {
	const texts = [0, 700, 31_400, 59_400, 59_600, 125_000].map((ms) => leftText(ms).replaceAll('\u00a0', ' '));
	assert.deepEqual(texts, ['about 1 s', 'about 1 s', 'about 31 s', 'about 59 s', 'about 1 min 0 s', 'about 2 min 5 s']);
});

test('a trial that comes to a bad end is told, and the next one is made', async () => {
	const lab = new Lab({ warmUps: 0, repeats: 1 });
	await settle();
	lab.host.last.lose({ name: 'SandboxCrashed', message: 'gone', line: 0, column: 0 });
	await settle();
	lab.host.failure = new Error('no frame');
	lab.clock.advance(5000);
	lab.clock.advance(2000);
	await settle();
	const report = await lab.over();
	assert.deepEqual(
		report.trials.map(({ outcome, reason }) => [outcome, reason.slice(0, 8)]),
		[
			['crashed', 'gone'],
			['stuck', 'The prog'],
			['failed', 'no frame'],
		],
	);
	assert.equal(report.state, 'done');
});

test('each disturbance marks the trial that it came to, and no other', async () => {
	const lab = new Lab({ warmUps: 0, configurations: [configurationOf('gated')], repeats: 6 });
	await lab.trial();
	await lab.trial(400, () => {
		lab.surroundings.hide(true);
		lab.clock.advance(40);
		lab.surroundings.hide(false);
	});
	await lab.trial(400, () => lab.clock.holdUp(400));
	await lab.trial(400, () => {
		lab.surroundings.programIsRun = true;
		lab.clock.advance(100);
		lab.surroundings.programIsRun = false;
		// Before the next trial.
		lab.surroundings.probeMs = 8;
	});
	await lab.trial(400, () => {
		lab.surroundings.probeMs = 5;
	});
	await lab.trial();
	assert.deepEqual(disturbances(await lab.over()), ['', 'hidden', 'held up', 'another program', 'slow machine', '']);
});

test('a machine that was slow at first is found out later', async () => {
	const lab = new Lab({ warmUps: 0, configurations: [configurationOf('gated')] });
	lab.surroundings.probeMs = 5;
	await lab.trial(400, () => {
		lab.surroundings.probeMs = 2;
	});
	assert.deepEqual(disturbances(lab.reports[1] as Report), ['']);
	await lab.trial();
	assert.deepEqual(disturbances(await lab.over()), ['slow machine', '']);
});

test('while the tab is hidden no trial begins, and progress says so', async () => {
	const lab = new Lab();
	await lab.trial(400, () => lab.surroundings.hide(true));
	assert.equal(lab.host.sessions.length, 1);
	assert.equal(lab.progress.at(-1)?.now, 'waiting: the tab is hidden');
	assert.equal(lab.surroundings.listeners, 1);
	lab.clock.advance(60_000);
	lab.surroundings.hide(true);
	await settle();
	assert.equal(lab.host.sessions.length, 1);
	lab.surroundings.hide(false);
	await settle();
	assert.equal(lab.host.sessions.length, 2);
	assert.equal(lab.progress.at(-1)?.leftMs, 6 * 510, 'waiting is no trial’s time');
	lab.running.cancel();
	await lab.over();
});

for (const [when, reach, sessions, trials] of [
	['before the session is open', () => {}, 1, 0],
	['in mid-trial', () => settle(), 1, 0],
	[
		'after a program’s end',
		async (lab: Lab) => {
			await lab.trial();
			await settle();
			lab.host.last.say(ended());
		},
		2,
		0,
	],
	[
		'between two trials',
		async (lab: Lab) => {
			await lab.trial();
			await lab.trial();
		},
		3,
		1,
	],
	[
		'while the tab is hidden',
		async (lab: Lab) => {
			await lab.trial();
			await lab.trial();
			await lab.trial(400, () => lab.surroundings.hide(true));
		},
		3,
		2,
	],
] as const) {
	test(`cancelled ${when} it keeps what it has and leaves nothing`, async () => {
		const lab = new Lab();
		await reach(lab);
		lab.running.cancel();
		const report = await lab.over();
		assert.deepEqual([report.state, report.trials.length, lab.host.sessions.length], ['cancelled', trials, sessions]);
		lab.running.cancel();
		await settle();
		assert.equal(lab.reports.at(-1), report, 'nothing is told afterwards');
	});
}

test('cancelled as a trial is just over, its result stays', async () => {
	const lab = new Lab({ warmUps: 0 });
	await settle();
	lab.host.last.say(ended());
	lab.clock.advance(100);
	lab.host.last.say(recorded(1));
	lab.running.cancel();
	const report = await lab.over();
	assert.deepEqual([report.state, told(report)], ['cancelled', '0.0']);
});

test('what a built-in workload holds is told', async () => {
	const sizes = { held: 7, objects: 1, turns: 1 };
	const lab = new Lab({ workload: { name: 'long-lived beside churn', sizes, seed: 3 }, repeats: 1 });
	await settle();
	const [start] = lab.host.last.ofKind('start');
	assert.match(start?.code ?? '', /const held = 7;[\s\S]*const seed|const seed = 3;[\s\S]*const held = 7;/);
	lab.running.cancel();
	assert.equal((await lab.over()).holds, 7);
});
