// A trial: whatever a program does, it comes to an end with an outcome and a reason, and leaves nothing behind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configurationOf } from '../../../app/lab/defaults.ts';
import { runTrial, type TrialResult, type TrialSetting } from '../../../app/lab/runTrial.ts';
import { FakeHost, FakePageClock, type FakeSession, settle } from '../models/fakes.ts';
import { ended, nothingLeft, recorded, snapshotBytes } from './trials.ts';

const enough = { name: 'RangeError', message: 'enough', line: 7, column: 3 };

class Made {
	readonly clock = new FakePageClock();
	readonly host = new FakeHost();
	readonly running: ReturnType<typeof runTrial>;
	/** Undefined: it is not over. */
	result: TrialResult | null | undefined;

	constructor(changes: Partial<TrialSetting> = {}, failure: Error | null = null) {
		this.host.failure = failure;
		const setting = { code: 'one()', configuration: configurationOf('gated'), holds: 0, record: true };
		const parts = { openSession: this.host.open, clock: this.clock };
		this.running = runTrial({ ...setting, withinMs: 1000, deadlineMs: 10_000, ...changes }, parts);
		void this.running.done.then((result) => {
			this.result = result;
		});
	}

	get session(): FakeSession {
		return this.host.last;
	}

	/** The ids of the looks that were asked for. */
	get looks(): number[] {
		return this.session.ofKind('record').map(({ id }) => id);
	}

	async over(): Promise<TrialResult> {
		await settle();
		assert.ok(this.result, 'it is over, and was not cancelled');
		nothingLeft(this.clock, this.host);
		return this.result;
	}
}

async function begun(changes: Partial<TrialSetting> = {}): Promise<Made> {
	const made = new Made(changes);
	await settle();
	return made;
}

test('a program that ends is measured at its end and so much later', async () => {
	const made = await begun({ holds: 10 });
	const [start] = made.session.posted;
	assert.deepEqual(start, { kind: 'start', code: 'one()', ...configurationOf('gated'), record: true });
	made.clock.advance(300);
	made.session.say(
		ended({ madeCount: 110, objectCount: 60, nativePeakBytes: 1, nativeLiveBytes: 2 }, { programMs: 299.5 }),
	);
	made.clock.advance(999);
	assert.deepEqual(made.looks, []);
	made.clock.advance(1);
	const [id = 0] = made.looks;
	made.clock.advance(250);
	const final = { madeCount: 120, objectCount: 20, nativePeakBytes: 900, nativeLiveBytes: 64, collections: 3 };
	const nan = { clearedToFreedP50Ms: Number.NaN, exhaustedFirstMs: Number.NaN, usedToFreedP99Ms: 12.5 };
	made.session.say(recorded(id, { ...final, ...nan }, { tookMs: 0.25 }));
	const { figures, trace, ...rest } = await made.over();
	assert.deepEqual(rest, { outcome: 'ended', reason: '', errors: [], disturbances: [], programMs: 299.5 });
	assert.deepEqual(figures, {
		made: 110,
		freedAtEndPercent: 50,
		freedWithinPercent: (100 * 100) / 110,
		peakBytes: 900,
		finalBytes: 64,
		clearedToFreedP50Ms: null,
		clearedToFreedP99Ms: 0,
		usedToFreedP50Ms: 0,
		usedToFreedP99Ms: 12.5,
		sweeps: 0,
		derefs: 0,
		policyTotalMs: 0,
		policyLongestMs: 0,
		collections: 3,
		pressureRequests: 0,
		programMs: 299.5,
		outOfMemoryMs: null,
		labMs: 0.25,
	});
	assert.deepEqual(trace?.timesMs, []);
});

test('a program that has not ended by the deadline is measured so far', async () => {
	const made = await begun({ deadlineMs: 2500 });
	made.clock.advance(2499);
	assert.deepEqual(made.looks, []);
	made.clock.advance(1);
	made.session.say(recorded(made.looks[0] ?? 0, { madeCount: 8, objectCount: 2 }));
	const { outcome, reason, figures, programMs } = await made.over();
	assert.equal(outcome, 'stopped');
	assert.match(
		reason,
		/^The program had not ended after 2\.5.s: measured so far\. Give it a later deadline, or an end$/,
	);
	assert.deepEqual([figures?.made, figures?.freedAtEndPercent, figures?.freedWithinPercent], [8, 75, null]);
	assert.deepEqual([figures?.programMs, programMs], [null, null]);
});

test('a program that throws has its reason, and figures all the same', async () => {
	const made = await begun();
	made.session.say(ended({ madeCount: 4 }, { error: enough, programMs: 12 }));
	made.clock.advance(1000);
	made.session.say(recorded(made.looks[0] ?? 0, { madeCount: 4, exhaustedFirstMs: 11 }));
	const { outcome, reason, errors, figures, programMs } = await made.over();
	assert.deepEqual([outcome, reason, errors], ['threw', 'RangeError at line 7: enough', [enough]]);
	assert.deepEqual([figures?.outOfMemoryMs, programMs], [11, 12]);
});

test('of an error without a line none is told', async () => {
	const made = await begun({ record: false });
	made.session.say({ kind: 'ended', error: { ...enough, line: 0 }, programMs: 12 });
	assert.equal((await made.over()).reason, 'RangeError: enough');
});

test('a thread that does not answer is stuck: at the deadline, and after the end', async () => {
	const late = await begun({ deadlineMs: 500 });
	late.clock.advance(2499);
	await settle();
	assert.equal(late.result, undefined);
	late.clock.advance(1);
	const { outcome, reason, figures, trace } = await late.over();
	assert.deepEqual([outcome, figures, trace], ['stuck', null, null]);
	assert.match(reason, /^The program had not ended after 500.ms, and its thread did not answer for 2.s more/);

	const after = await begun({ withinMs: 0 });
	after.session.say(ended({}, { programMs: 3 }));
	after.clock.advance(2000);
	const result = await after.over();
	assert.deepEqual([result.outcome, result.programMs, result.figures], ['stuck', 3, null]);
	assert.match(result.reason, /^The program had ended, and its thread did not answer for 2.s more/);
});

test('a page that was held up does not take its own silence for the thread’s', async () => {
	const made = await begun({ deadlineMs: 500 });
	made.clock.advance(500);
	made.clock.holdUp(60_000);
	await settle();
	assert.equal(made.result, undefined, 'it waits on');
	made.session.say(recorded(made.looks[0] ?? 0));
	const { outcome, disturbances } = await made.over();
	assert.equal(outcome, 'stopped');
	assert.deepEqual(
		disturbances.map(({ kind }) => kind),
		['late'],
	);
});

test('an answer is late from more than 250 ms on, and says by how much', async () => {
	for (const [ms, kinds] of [
		[250, []],
		[251, ['late']],
	] as const) {
		const made = await begun();
		made.session.say(ended());
		made.clock.advance(1000 + ms);
		made.session.say(recorded(made.looks[0] ?? 0));
		const { disturbances } = await made.over();
		assert.deepEqual(
			disturbances.map(({ kind }) => kind),
			kinds,
		);
		for (const { what } of disturbances) assert.match(what, /came 251.ms late: the thread was busy/);
	}
});

test('a session that the watchdog ends is stuck, any other that is lost has crashed', async () => {
	for (const [name, outcome] of [
		['ProgramStuck', 'stuck'],
		['SandboxCrashed', 'crashed'],
		['EngineFailed', 'crashed'],
	] as const) {
		const made = await begun();
		made.session.lose({ name, message: `what ${name} says`, line: 0, column: 0 });
		const result = await made.over();
		assert.deepEqual([result.outcome, result.reason, result.figures], [outcome, `what ${name} says`, null]);
	}
});

test('bytes that are no snapshot, or no trace, are an engine that has crashed', async () => {
	const none = new ArrayBuffer(7);
	for (const [end, look] of [
		[none, {}],
		[snapshotBytes(), { bytes: none }],
		[snapshotBytes(), { trace: none }],
	] as const) {
		const made = await begun();
		made.session.say(ended({}, { bytes: end }));
		made.clock.advance(1000);
		made.session.say(recorded(made.looks[0] ?? 0, {}, look));
		const { outcome, reason, figures } = await made.over();
		assert.deepEqual([outcome, figures], ['crashed', null]);
		assert.match(reason, /^The engine's memory makes no sense any more: Not a (snapshot|trace)/);
	}
});

test('figures that a program has written over are none', async () => {
	const made = await begun();
	made.session.say(ended({ madeCount: Number.POSITIVE_INFINITY }));
	made.clock.advance(1000);
	const wrong = { madeCount: 10, objectCount: -5, nativePeakBytes: -1, sweepCount: Number.NaN };
	made.session.say(recorded(made.looks[0] ?? 0, { ...wrong, policyTotalMs: Number.NEGATIVE_INFINITY }));
	const { outcome, figures } = await made.over();
	assert.equal(outcome, 'ended');
	assert.ok(figures);
	const { made: count, freedAtEndPercent, freedWithinPercent, peakBytes, sweeps, policyTotalMs } = figures;
	const all = [count, freedAtEndPercent, freedWithinPercent, peakBytes, sweeps, policyTotalMs];
	assert.deepEqual(all, [null, null, null, null, null, null]);
});

test('percents stay from 0 to 100, and there are none of nothing', async () => {
	for (const [madeCount, objectCount, holds, percent] of [
		[10, 10, 0, 0],
		[10, 0, 4, 100],
		[10, 12, 0, 0],
		[10, 4, 4, 100],
		[10, 7, 4, 50],
		[4, 4, 4, null],
		[3, 3, 4, null],
		[0, 0, 0, null],
	] as const) {
		const made = await begun({ holds });
		made.session.say(ended({ madeCount, objectCount }));
		made.clock.advance(1000);
		made.session.say(recorded(made.looks[0] ?? 0, { madeCount, objectCount }));
		const { figures } = await made.over();
		assert.deepEqual([figures?.freedAtEndPercent, figures?.freedWithinPercent], [percent, percent]);
	}
});

test('a session that cannot be opened has failed, and says why', async () => {
	const { outcome, reason, figures, programMs } = await new Made(
		{},
		new Error('engine.wasm could not be loaded'),
	).over();
	const expected = ['failed', 'engine.wasm could not be loaded', null, null];
	assert.deepEqual([outcome, reason, figures, programMs], expected);
});

test('a program that ends between the deadline’s look and its answer has ended', async () => {
	const made = await begun({ deadlineMs: 500 });
	made.clock.advance(500);
	const [first = 0] = made.looks;
	made.session.say(ended({ madeCount: 5 }, { programMs: 500.2 }));
	made.session.say(recorded(first, { madeCount: 1 }));
	await settle();
	assert.equal(made.result, undefined, 'the first look is not the last any more');
	made.clock.advance(1000);
	const [, second = 0] = made.looks;
	made.session.say(recorded(second, { madeCount: 6 }));
	const { outcome, programMs, figures } = await made.over();
	assert.deepEqual([outcome, programMs, figures?.made], ['ended', 500.2, 5]);
});

test('what nobody asked for changes nothing', async () => {
	const made = await begun();
	for (const id of [0, 1, 7]) made.session.say(recorded(id, { madeCount: 99 }));
	made.session.say({ kind: 'console', lines: [], dropped: 0 });
	made.session.say({ kind: 'done', id: 1, ok: true });
	made.session.say({ kind: 'idled' });
	made.session.say(ended({ madeCount: 5 }, { programMs: 5 }));
	made.session.say(ended({ madeCount: 50 }, { programMs: 50, error: enough }));
	made.clock.advance(1000);
	const [id = 0] = made.looks;
	made.session.say(recorded(id + 1));
	await settle();
	assert.equal(made.result, undefined);
	made.session.say(recorded(id));
	const result = await made.over();
	made.session.say({ kind: 'error', error: enough });
	made.session.say(recorded(id));
	made.session.lose(enough);
	assert.deepEqual([result.outcome, result.programMs, result.figures?.made], ['ended', 5, 5]);
	assert.deepEqual(result.errors, []);
	nothingLeft(made.clock, made.host);
});

test('of errors the first ten are kept, and of their words what fits', async () => {
	const made = await begun();
	const long = 'x'.repeat(20_000);
	made.session.say({ kind: 'error', error: { ...enough, name: long, message: long } });
	for (let i = 1; i < 30; i++) made.session.say({ kind: 'error', error: { ...enough, message: `${i}` } });
	made.session.say(ended({}, { error: { ...enough, name: long, message: long } }));
	made.clock.advance(1000);
	made.session.say(recorded(made.looks[0] ?? 0));
	const { errors, reason } = await made.over();
	assert.deepEqual(
		errors.slice(1).map(({ message }) => message),
		['1', '2', '3', '4', '5', '6', '7', '8', '9'],
	);
	assert.equal(errors[0]?.message, `${'x'.repeat(500)}…`);
	assert.equal(errors[0]?.name, `${'x'.repeat(500)}…`);
	assert.match(reason, /^x{500}… at line 7: x{500}…$/);
});

test('without recording it is over when the program ends', async () => {
	const made = await begun({ record: false });
	assert.equal(made.session.ofKind('start')[0]?.record, false);
	made.session.say({ kind: 'ended', programMs: 7 });
	const { outcome, programMs, figures } = await made.over();
	assert.deepEqual([outcome, programMs, figures], ['ended', 7, null]);
});

test('under idle the page’s idle moments are passed on, one at a time, and under no other policy', async () => {
	const made = await begun({ configuration: configurationOf('idle') });
	const passed = () => made.session.ofKind('idle').length;
	made.clock.rest();
	made.clock.rest();
	assert.equal(passed(), 1);
	made.session.say({ kind: 'idled' });
	made.clock.rest();
	assert.equal(passed(), 2);
	made.session.say({ kind: 'idled' });
	made.session.say(ended());
	made.clock.rest();
	assert.equal(passed(), 3, 'after the end as well: its objects are still to be freed');
	made.clock.advance(1000);
	made.session.say(recorded(made.looks[0] ?? 0));
	await made.over();

	const other = await begun();
	assert.equal(other.clock.idles, 0);
	other.running.cancel();
});

const phases: [string, (made: Made) => unknown][] = [
	['before the session is open', () => {}],
	['in mid-trial', () => settle()],
	[
		'while idle moments are passed on',
		async (made) => {
			await settle();
			made.clock.rest();
		},
	],
	[
		'after the program’s end',
		async (made) => {
			await settle();
			made.session.say(ended());
		},
	],
	[
		'while the last look is waited for',
		async (made) => {
			await settle();
			made.session.say(ended());
			made.clock.advance(1100);
			assert.equal(made.looks.length, 1);
		},
	],
];
for (const [when, reach] of phases) {
	test(`cancelled ${when} it gives nothing and leaves nothing`, async () => {
		const made = new Made({ configuration: configurationOf('idle') });
		await reach(made);
		made.running.cancel();
		await settle();
		assert.equal(made.result, null);
		nothingLeft(made.clock, made.host);
		assert.equal(made.host.sessions.length, 1);
		made.running.cancel();
	});
}

test('cancelled after it is over, its result stays', async () => {
	const made = await begun({ record: false });
	made.session.say({ kind: 'ended', programMs: 7 });
	made.running.cancel();
	assert.equal((await made.over()).programMs, 7);
});
