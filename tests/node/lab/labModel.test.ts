// The Lab's model: what is set up, what runs and what comes of it, and how it keeps out of the way of all else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configurationOf, usualConfigurations, usualExperiment } from '../../../app/lab/defaults.ts';
import type { Experiment } from '../../../app/lab/experiment.ts';
import { LabModel } from '../../../app/lab/LabModel.ts';
import { readLabLink } from '../../../app/lab/link.ts';
import { programOf } from '../../../app/lab/program.ts';
import { FakeHost, FakePageClock, settle } from '../models/fakes.ts';
import { FakeAddress, makeProgram } from '../models/share.ts';
import { ended, FakeSurroundings, nothingLeft, place, recorded } from './trials.ts';

const small: Experiment = {
	workload: { name: 'program', code: 'mine()' },
	configurations: [configurationOf('gated'), configurationOf('none')],
	repeats: 1,
	warmUps: 0,
	withinMs: 100,
	deadlineMs: 5000,
};

class Page {
	readonly clock = new FakePageClock();
	readonly host = new FakeHost();
	readonly surroundings = new FakeSurroundings(this.clock);
	readonly address = new FakeAddress();
	readonly program = makeProgram();
	readonly copies: string[] = [];
	/** The clipboard takes nothing. */
	isClosed = false;
	liveRuns = false;
	readonly lab: LabModel;

	constructor() {
		const { clock, surroundings, address, program } = this;
		this.lab = new LabModel({
			openSession: this.host.open,
			clock,
			surroundings,
			place: () => place,
			date: () => '2026-01-02T03:04:05Z',
			code: program.code,
			setCode: (code) => {
				program.code.value = code;
				program.program.kept();
			},
			unsaved: program.program.unsaved,
			stopLive: () => {
				const ran = this.liveRuns;
				this.liveRuns = false;
				return ran;
			},
			notices: program.notices,
			address,
			copy: async (text) => {
				if (!this.isClosed) this.copies.push(await text);
				return !this.isClosed;
			},
		});
	}

	get notice(): string {
		return this.program.notices.current.value?.text ?? '';
	}

	/** The trial under way: its program takes so long. */
	async trial(programMs = 400): Promise<void> {
		await settle();
		const { last } = this.host;
		const { withinMs } = this.lab.experiment.peek();
		const [start] = last.ofKind('start');
		this.clock.advance(programMs);
		last.say(start?.record ? ended({ madeCount: 10 }, { programMs }) : { kind: 'ended', programMs });
		if (start?.record) {
			this.clock.advance(this.lab.progress.peek()?.now.startsWith('the Lab’s own cost') ? 0 : withinMs);
			last.say(recorded(last.ofKind('record').at(-1)?.id ?? 0, { madeCount: 10 }));
		}
		await settle();
	}

	nothingLeft(): void {
		nothingLeft(this.clock, this.host, this.surroundings);
		assert.equal(this.lab.progress.value, null);
	}
}

function withSmall(changes: Partial<Experiment> = {}): Page {
	const page = new Page();
	page.program.code.value = 'mine()';
	page.lab.show({ ...small, ...changes });
	return page;
}

test('at first the usual experiment is set up, is valid, and takes under a minute', () => {
	const { lab } = new Page();
	assert.deepEqual(lab.experiment.value, usualExperiment);
	assert.equal(lab.problem.value, null);
	assert.ok(lab.estimateMs.value > 10_000 && lab.estimateMs.value < 60_000, `${lab.estimateMs.value}`);
	assert.deepEqual([lab.progress.value, lab.report.value, lab.changed.value], [null, null, false]);
});

test('what is wrong is told while it is typed, and nothing is estimated then', async () => {
	const { lab } = new Page();
	lab.repeats.value = Number.NaN;
	assert.equal(lab.problem.value, 'repeats must be a number from 1 to 20, not NaN');
	assert.equal(lab.estimateMs.value, 0);
	await assert.rejects(lab.start(), { message: 'repeats must be a number from 1 to 20, not NaN' });
	await assert.rejects(lab.measureOwnCost(), /repeats/);
	await assert.rejects(lab.share(), /repeats/);
	assert.equal(lab.progress.value, null);
	lab.repeats.value = 3;
	lab.configurations.value = [];
	assert.equal(lab.problem.value, 'There is no configuration: add one');
	lab.restore();
	assert.equal(lab.problem.value, null);
	lab.sizes.value = { ...lab.sizes.value, turns: 0 };
	assert.match(lab.problem.value ?? '', /^Steady churn: turns must be/);
});

test('the estimate is of all trials, warm-ups among them, and no longer than their deadline', () => {
	const { lab } = withSmall({ repeats: 3, warmUps: 2 });
	assert.equal(lab.estimateMs.value, 8 * (1500 + 100 + 250));
	lab.deadlineMs.value = 500;
	assert.equal(lab.estimateMs.value, 8 * (500 + 100 + 250));
});

test('another workload comes with its own sizes and seed, and back', () => {
	const page = new Page();
	const { lab } = page;
	lab.seed.value = 9;
	lab.choose('bursts');
	assert.deepEqual([lab.sizes.value, lab.seed.value], [{ objects: 10_000, pauseMs: 250, bursts: 5 }, 1]);
	lab.choose('program');
	page.program.code.value = 'other()';
	assert.deepEqual(lab.experiment.value.workload, { name: 'program', code: 'other()' });
	lab.restore();
	assert.deepEqual(lab.experiment.value, usualExperiment);
});

test('it runs what is set up and gives its report, trial by trial', async () => {
	const page = withSmall();
	const { lab } = page;
	const running = lab.start();
	assert.deepEqual([lab.progress.value?.done, lab.progress.value?.total], [0, 2]);
	assert.deepEqual([lab.report.value?.state, lab.report.value?.trials.length], ['running', 0]);
	await page.trial();
	assert.deepEqual([lab.progress.value?.done, lab.report.value?.trials.length], [1, 1]);
	await page.trial();
	const report = await running;
	assert.equal(report, lab.report.value);
	assert.deepEqual([report.state, report.trials.length, report.experiment], ['done', 2, small]);
	assert.equal(page.notice, '');
	page.nothingLeft();
});

test('while it is at work nothing else begins, and what is under way goes on', async () => {
	const page = withSmall();
	const running = page.lab.start();
	await settle();
	const busy = { message: 'The Lab is at work: wait for its end, or press Cancel' };
	await assert.rejects(page.lab.start(), busy);
	await assert.rejects(page.lab.measureOwnCost(), busy);
	assert.equal(page.host.sessions.length, 1);
	await page.trial();
	await page.trial();
	assert.equal((await running).state, 'done');
	const again = page.lab.start();
	await settle();
	page.lab.cancel();
	assert.equal((await again).state, 'cancelled');
	page.nothingLeft();
	page.lab.cancel();
});

test('cancelled, it keeps what it has', async () => {
	const page = withSmall();
	const running = page.lab.start();
	await page.trial();
	page.lab.cancel();
	const report = await running;
	assert.deepEqual([report.state, report.trials.length, page.lab.report.value], ['cancelled', 1, report]);
	page.nothingLeft();
});

test('what runs in Live is stopped, and that is said', async () => {
	const page = withSmall();
	page.liveRuns = true;
	const running = page.lab.start();
	assert.equal(page.liveRuns, false);
	assert.equal(page.notice, 'The program in Live was stopped: it would have disturbed the trials.');
	page.lab.cancel();
	await running;
});

test('what is set up has changed where it makes another experiment, and only there', async () => {
	const page = withSmall({ workload: { name: 'bursts', sizes: { objects: 100, pauseMs: 1, bursts: 2 }, seed: 1 } });
	const { lab } = page;
	const running = lab.start();
	assert.equal(lab.changed.value, false, 'while it runs');
	await page.trial();
	await page.trial();
	await running;
	assert.equal(lab.changed.value, false);
	lab.sizes.value = { bursts: 2, objects: 100, pauseMs: 1 };
	lab.configurations.value = [{ ...configurationOf('gated'), intervalMs: 7 }, configurationOf('none', 3)];
	page.program.code.value = 'another()';
	assert.equal(lab.changed.value, false, 'an order of keys, intervals of policies that have none, another program');

	for (const change of [
		() => (lab.seed.value = 2),
		() => (lab.sizes.value = { bursts: 3, objects: 100, pauseMs: 1 }),
		() => (lab.withinMs.value = 101),
		() => (lab.repeats.value = Number.NaN),
		() => (lab.configurations.value = lab.configurations.value.toReversed()),
		() => (lab.configurations.value = usualConfigurations),
		() => lab.choose('program'),
	]) {
		const before = lab.experiment.peek();
		change();
		assert.equal(lab.changed.value, true, change.toString());
		lab.show(before);
		assert.equal(lab.changed.value, false, `${change} taken back`);
	}
});

test('its own cost is measured turn about, and is the median of the pairs', async () => {
	const page = withSmall({ withinMs: 5000 });
	const { lab } = page;
	const measuring = lab.measureOwnCost();
	await assert.rejects(lab.start(), /at work/);
	assert.deepEqual([lab.progress.value?.done, lab.progress.value?.total], [0, 11]);
	const recordedMs = [102, 104, 101, 99, 110];
	const records: (boolean | undefined)[] = [];
	let pair = 0;
	for (let i = 0; i < 11; i++) {
		await settle();
		const record = page.host.last.ofKind('start')[0]?.record;
		records.push(record);
		// The first is a warm-up; each pair then has one of either.
		await page.trial(i === 0 ? 999 : record ? recordedMs[pair] : 100);
		if (i > 0 && i % 2 === 0) pair++;
	}
	await measuring;
	const pairs = records.slice(1);
	assert.deepEqual(pairs, [true, false, false, true, true, false, false, true, true, false]);
	const { percent = 0, leastPercent = 0, mostPercent = 0, pairs: count } = lab.ownCost.value ?? {};
	const rounded = [percent, leastPercent, mostPercent].map((it) => Number(it.toFixed(6)));
	assert.deepEqual([rounded, count], [[2, -1, 10], 5]);
	assert.equal(lab.report.value, null);
	page.nothingLeft();
});

test('of a program that does not end no cost is told, but why', async () => {
	const page = withSmall();
	const measuring = assert.rejects(page.lab.measureOwnCost(), /cannot be measured: The program was ended/);
	await settle();
	page.host.last.lose({ name: 'ProgramStuck', message: 'The program was ended', line: 0, column: 0 });
	await measuring;
	assert.equal(page.lab.ownCost.value, null);
	page.nothingLeft();
});

test('the measuring of its own cost can be cancelled', async () => {
	const page = withSmall();
	const measuring = page.lab.measureOwnCost();
	await page.trial();
	await settle();
	page.lab.cancel();
	await measuring;
	assert.equal(page.lab.ownCost.value, null);
	page.nothingLeft();
});

test('a workload’s program goes into the editor, unless something written is lost with that', async () => {
	const page = new Page();
	const { lab, program } = page;
	lab.openInEditor();
	const churn = programOf(usualExperiment.workload);
	assert.equal(program.code.value, churn);
	lab.choose('bursts');
	lab.openInEditor();
	assert.match(program.code.value, /^\/\/ Bursts:/, 'a workload’s program is nothing that was written');

	program.code.value = 'mine()';
	lab.choose('steady churn');
	lab.openInEditor();
	assert.equal(program.code.value, 'mine()');
	assert.match(page.notice, /replaces the one that you have written/);
	const [replace, keep] = program.notices.current.value?.actions ?? [];
	assert.ok(replace && keep);
	program.notices.take(keep);
	assert.equal(program.code.value, 'mine()');
	lab.openInEditor();
	program.notices.take(replace);
	assert.equal(program.code.value, churn);

	lab.choose('program');
	lab.openInEditor();
	assert.deepEqual([program.code.value, page.notice], [churn, '']);
});

test('the program may be opened while trials run', async () => {
	const page = withSmall({ workload: usualExperiment.workload });
	page.program.program.kept();
	const running = page.lab.start();
	page.lab.openInEditor();
	assert.match(page.program.code.value, /^\/\/ Steady churn/);
	page.lab.cancel();
	await running;
});

test('a link is in the address and on the clipboard, and leaves the address with the first change', async () => {
	const page = new Page();
	await page.lab.share();
	const [, packed = ''] = /^lab1=(.*)$/.exec(page.address.hash) ?? [];
	assert.deepEqual(await readLabLink(1, packed), usualExperiment);
	assert.deepEqual(page.copies, [`https://page.test/#${page.address.hash}`]);
	assert.match(page.notice, /is on the clipboard, and in the address\. It runs nothing by itself\.$/);
	page.program.code.value = 'no part of it';
	assert.notEqual(page.address.hash, '');
	page.lab.repeats.value = 4;
	assert.equal(page.address.hash, '');
	page.lab.repeats.value = 3;
	assert.equal(page.address.hash, '');
});

test('where a link went is said as it is', async () => {
	const page = new Page();
	page.isClosed = true;
	await page.lab.share();
	assert.match(page.notice, /is in the address: copy it from there\.$/);
	page.address.hash = '';
	page.address.refuses = true;
	await page.lab.share();
	assert.match(page.notice, /could not be made/);
	page.isClosed = false;
	await page.lab.share();
	assert.match(page.notice, /is on the clipboard\. It runs/);
});

test('another link that has come into the address since is left alone', async () => {
	const page = new Page();
	await page.lab.share();
	page.address.replace('s1=another');
	page.lab.repeats.value = 4;
	assert.equal(page.address.hash, 's1=another');
});

test('what a link brought stays in the address as long as it is what is set up', async () => {
	const page = new Page();
	page.address.hash = 'lab1=theirs';
	page.lab.arrive({ ...usualExperiment, repeats: 5 });
	assert.deepEqual([page.lab.repeats.value, page.address.hash], [5, 'lab1=theirs']);
	assert.equal(page.host.sessions.length, 0, 'nothing runs by itself');
	page.lab.repeats.value = 4;
	assert.equal(page.address.hash, '');
});
