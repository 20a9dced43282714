// The Lab with a scripted collector: on the shipped engine a known program, whose objects become garbage at known
// moments, has exactly the figures that follow from that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configurationOf } from '../../../app/lab/defaults.ts';
import type { Configuration } from '../../../app/lab/experiment.ts';
import type { FigureName } from '../../../app/lab/figures.ts';
import type { Trial } from '../../../app/lab/report.ts';
import { rowsOf } from '../../../app/lab/rows.ts';
import { runExperiment } from '../../../app/lab/runExperiment.ts';
import { runTrial } from '../../../app/lab/runTrial.ts';
import { loadEngine } from '../../support/fakes.ts';
import { clearAll, manageMany } from '../binding/objects.ts';
import { FakePageClock, settle } from '../models/fakes.ts';
import { ScriptedHost, type ScriptedSession } from './scripted.ts';
import { FakeSurroundings, place } from './trials.ts';

const engine = await loadEngine();

const kObjects = 100;
const kHeld = 10;
/** A block with its header. */
const kObjectBytes = 32;
const kWithinMs = 100;
const kDeadlineMs = 5000;
const kLimitBytes = 1 << 20;
/** Of percentiles; the greatest of all is exact. */
const kRelativeError = 0.032;

interface Script {
	/** Of the objects, so many become garbage at 100 ms; the rest but ten at 250 ms. */
	dropped?: number;
	endMs?: number;
	/** What each look at a WeakRef takes. */
	lookMs?: number;
}

/**
 * At 0 ms it makes a hundred objects and uses none again; some are collected at 100 ms; at 150 ms it asks for more than
 * the heap has room for; it ends at 200 ms, and at 250 ms all others but ten are collected. The trial ends at 300 ms.
 */
async function play(session: ScriptedSession, page: FakePageClock, script: Script): Promise<void> {
	const { dropped = 60, endMs = 200, lookMs = 0 } = script;
	await session.start;
	const run = session.started;
	await session.advance(0, page);
	const all = manageMany(run, kObjects);
	for (const { weakRef } of all) weakRef.costMs(run.clock, lookMs);
	await session.advance(100, page);
	clearAll(all.slice(0, dropped));
	run.collector.collected();
	await session.advance(50, page);
	assert.throws(() => new (run.class('Buffer'))(2 * kLimitBytes), { name: 'NativeHeapExhausted' });
	await session.advance(endMs - 150, page);
	session.endProgram();
	await session.advance(250 - endMs, page);
	clearAll(all.slice(dropped, kObjects - kHeld));
	run.collector.collected();
	await session.advance(endMs + kWithinMs - 250, page);
}

const under = (policy: Configuration['policy'], intervalMs?: number): Configuration => ({
	...configurationOf(policy, intervalMs),
	heapLimitBytes: kLimitBytes,
	quarantineBytes: 0,
});

async function trial(configuration: Configuration, script: Script = {}): Promise<Pick<Trial, 'figures' | 'trace'>> {
	const page = new FakePageClock();
	let played: Promise<void> = Promise.resolve();
	const host = new ScriptedHost(engine, (session) => {
		played = play(session, page, script);
	});
	const setting = { code: '', configuration, holds: kHeld, record: true };
	const parts = { openSession: host.open, clock: page };
	const running = runTrial({ ...setting, withinMs: kWithinMs, deadlineMs: kDeadlineMs }, parts);
	await settle();
	await played;
	const result = await running.done;
	assert.ok(result);
	const { figures, trace, ...rest } = result;
	assert.deepEqual([rest.outcome, rest.reason, rest.errors, rest.disturbances], ['ended', '', [], []]);
	assert.deepEqual([host.sessions.map(({ ended }) => ended), page.timers, page.idles], [[true], 0, 0]);
	return { figures, trace };
}

type Figures = Record<FigureName, number | null>;

const kLatencies = ['clearedToFreedP50Ms', 'clearedToFreedP99Ms', 'usedToFreedP50Ms', 'usedToFreedP99Ms'] as const;

/** All are these exactly; latencies as closely as percentiles are. */
function assertFigures(actual: Trial['figures'], expected: Figures): void {
	assert.ok(actual);
	const close: Figures = { ...actual };
	for (const name of kLatencies) {
		const [is, known] = [actual[name], expected[name]];
		if (is !== null && known !== null && Math.abs(is - known) <= kRelativeError * known) close[name] = known;
	}
	assert.deepEqual(close, expected);
}

/** What is the same under each policy. */
const always = {
	made: kObjects,
	peakBytes: kObjects * kObjectBytes,
	collections: 2,
	pressureRequests: 0,
	policyTotalMs: 0,
	policyLongestMs: 0,
	programMs: 200,
	outOfMemoryMs: 150,
	labMs: 0,
};

test('gated: what is collected is freed at once', async () => {
	const { figures } = await trial(under('gated'));
	assertFigures(figures, {
		...always,
		freedAtEndPercent: (100 * 60) / 90,
		freedWithinPercent: 100,
		finalBytes: kHeld * kObjectBytes,
		clearedToFreedP50Ms: 0,
		clearedToFreedP99Ms: 0,
		// 60 of 90 objects lay there for 100 ms, the others for 250.
		usedToFreedP50Ms: 100,
		usedToFreedP99Ms: 250,
		// At the policy's begin, and after each collection.
		sweeps: 3,
		// At 100 ms all, then what is left: when memory ran out, and at 250 ms.
		derefs: 100 + 40 + 40,
	});
});

test('interval: what is collected is freed by the next sweep', async () => {
	const { figures } = await trial(under('interval', 40));
	assertFigures(figures, {
		...always,
		freedAtEndPercent: (100 * 60) / 90,
		freedWithinPercent: 100,
		finalBytes: kHeld * kObjectBytes,
		// Seen empty after the collections at 100 and 250 ms, freed by the sweeps at 120 and 280 ms.
		clearedToFreedP50Ms: 20,
		clearedToFreedP99Ms: 30,
		usedToFreedP50Ms: 120,
		usedToFreedP99Ms: 280,
		sweeps: 7,
		// Sweeps at 40, 80, 120, 160, 200, 240 and 280 ms; looks after two collections; one when memory ran out.
		derefs: 100 + 100 + 40 + 40 + 40 + 40 + 10 + (100 + 40) + 40,
	});
});

test('none: nothing is freed, and nothing that is not freed has a latency', async () => {
	const { figures } = await trial(under('none'));
	assertFigures(figures, {
		...always,
		freedAtEndPercent: 0,
		freedWithinPercent: 0,
		finalBytes: kObjects * kObjectBytes,
		clearedToFreedP50Ms: null,
		clearedToFreedP99Ms: null,
		usedToFreedP50Ms: null,
		usedToFreedP99Ms: null,
		sweeps: 0,
		derefs: 100 + 40 + 40,
	});
});

test('the time of a policy is that of its looks, and the program’s those that came before its end', async () => {
	const lookMs = 1 / 64;
	for (const [configuration, policyLooks, looksBeforeEnd] of [
		// Not the policy’s: the 40 of the constructor for which there was no memory.
		[under('gated'), 100 + 40, 100 + 40],
		[under('interval', 40), 550 - 40, 100 + 100 + 100 + 40 + 40 + 40],
	] as const) {
		const { figures } = await trial(configuration, { lookMs });
		assert.equal(figures?.policyTotalMs, policyLooks * lookMs);
		assert.equal(figures.policyLongestMs, 100 * lookMs);
		assert.ok(figures.programMs !== null && figures.programMs >= 200 + 100 * lookMs);
		assert.ok(figures.programMs <= 200 + looksBeforeEnd * lookMs);
	}
});

test('the trace says the same at its moments', async () => {
	const { trace } = await trial(under('interval', 40));
	assert.ok(trace);
	const { timesMs, liveBytes, peakBytes, made, ended } = trace;
	const at = (ms: number) => {
		const step = timesMs.findIndex((time) => time > ms);
		return [liveBytes[step], made[step], ended[step]];
	};
	assert.deepEqual(at(118), [3200, 100, 0]);
	assert.deepEqual(at(121), [1280, 100, 60]);
	assert.deepEqual(at(278), [1280, 100, 60]);
	assert.deepEqual(at(281), [320, 100, 90]);
	assert.deepEqual([timesMs.at(-1), Math.max(...peakBytes)], [300, 3200]);
});

test('an experiment of such trials has the medians, spreads and marks that follow', async () => {
	const clock = new FakePageClock();
	const surroundings = new FakeSurroundings(clock);
	const configurations = [under('gated'), under('interval', 40), under('none')];
	/** By repeat; the warm-up before them is no part of anything. */
	const scripts: readonly Script[] = [{ dropped: 60 }, { dropped: 45, endMs: 210 }, { dropped: 75, endMs: 190 }];
	const played: Promise<void>[] = [];
	const host = new ScriptedHost(engine, (session, index) => {
		const script = index === 0 ? { dropped: 1 } : scripts[Math.floor((index - 1) / configurations.length)];
		played.push(play(session, clock, script ?? {}));
	});
	const experiment = {
		workload: { name: 'long-lived beside churn', sizes: { held: kHeld, objects: 1, turns: 1 }, seed: 1 },
		configurations,
		repeats: scripts.length,
		warmUps: 1,
		withinMs: kWithinMs,
		deadlineMs: kDeadlineMs,
	} as const;
	const parts = { openSession: host.open, clock, surroundings, place, date: '2026-01-02T03:04:05Z' };
	const report = await runExperiment(experiment, parts, { report() {}, progress() {} }).done;
	await Promise.all(played);
	assert.deepEqual([report.state, report.holds, host.sessions.length], ['done', kHeld, 10]);
	assert.equal(surroundings.listeners + clock.timers, 0);

	const rows = rowsOf(report);
	for (const { outcomes, disturbedCount } of rows) assert.deepEqual([outcomes, disturbedCount], [{ ended: 3 }, 0]);
	const column = (name: FigureName) => rows.map(({ figures }) => figures[name]);
	const freed = { median: (100 * 60) / 90, least: 50, greatest: (100 * 75) / 90, trials: 3 };
	const same = (value: number) => ({ median: value, least: value, greatest: value, trials: 3 });
	assert.deepEqual(column('freedAtEndPercent'), [freed, freed, same(0)]);
	assert.deepEqual(column('freedWithinPercent'), [same(100), same(100), same(0)]);
	assert.deepEqual(column('finalBytes'), [same(320), same(320), same(3200)]);
	assert.deepEqual(column('programMs'), Array(3).fill({ median: 200, least: 190, greatest: 210, trials: 3 }));
	const derefs = { median: 180, least: 100 + 25 + 25, greatest: 100 + 55 + 55, trials: 3 };
	assert.deepEqual([column('derefs')[0], column('derefs')[2]], [derefs, derefs]);
	assert.deepEqual(column('outOfMemoryMs'), Array(3).fill(same(150)));
	assert.deepEqual(rows[2]?.figures.usedToFreedP99Ms, null);
	const marks = (name: FigureName) => rows.map((row) => row.marks[name] ?? '');
	assert.deepEqual(marks('freedAtEndPercent'), ['best', 'best', 'worst']);
	assert.deepEqual(marks('finalBytes'), ['best', 'best', 'worst']);
	assert.deepEqual(marks('clearedToFreedP99Ms'), ['best', 'worst', '']);
	assert.deepEqual(marks('programMs'), ['', '', '']);
	assert.deepEqual(marks('peakBytes'), ['', '', '']);
});
