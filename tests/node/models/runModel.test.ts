// A run from start to end, with sessions that a test speaks for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConsoleModel } from '../../../app/models/ConsoleModel.ts';
import { RunModel } from '../../../app/models/RunModel.ts';
import { SelectionModel } from '../../../app/models/SelectionModel.ts';
import { SnapshotModel } from '../../../app/models/SnapshotModel.ts';
import { FakeHost, FakePageClock, makeSnapshot, settle } from './fakes.ts';

function makePage() {
	const clock = new FakePageClock();
	const host = new FakeHost();
	const console = new ConsoleModel(clock);
	const snapshots = new SnapshotModel(clock, () => makeSnapshot({ liveCount: 3 }), new SelectionModel());
	const run = new RunModel({ openSession: host.open, clock, console, snapshots, code: () => 'the program' });
	return { clock, host, console, snapshots, run };
}

async function running() {
	const page = makePage();
	await page.run.open();
	const result = page.run.run();
	await settle();
	return { ...page, result, session: page.host.last };
}

const wrong = { name: 'TypeError', message: 'it is wrong', line: 3, column: 5 };

test('one session is warm from the start, and the run uses it with the settings', async () => {
	const { host, run, session } = await running();
	assert.equal(host.sessions.length, 1);
	assert.equal(run.state.value, 'running');
	const [start] = session.ofKind('start');
	assert.deepEqual(start, {
		kind: 'start',
		code: 'the program',
		policy: 'pressure',
		intervalMs: 100,
		heapLimitBytes: 64 * 1024 * 1024,
		quarantineBytes: 128 * 1024,
	});
});

test('a run resolves when the program has ended, and its session lives on', async () => {
	const { run, session, result } = await running();
	session.say({ kind: 'ended' });
	assert.deepEqual(await result, { ok: true });
	assert.equal(run.state.value, 'ended');
	assert.equal(run.active.value, true);
	assert.equal(session.ended, false);
});

test('the error that ended the program is in the result, in the console and among the errors', async () => {
	const { run, console, session, result } = await running();
	session.say({ kind: 'ended', error: wrong });
	assert.deepEqual(await result, { ok: false, error: wrong });
	assert.deepEqual(run.errors.value, [wrong]);
	assert.deepEqual(console.all(), [{ level: 'error', text: 'TypeError: it is wrong', line: 3 }]);
});

test('an error beside the program is told and leaves the run as it is', async () => {
	const { run, session } = await running();
	session.say({ kind: 'error', error: wrong });
	assert.deepEqual(run.errors.value, [wrong]);
	assert.equal(run.state.value, 'running');
});

test('a thousand errors keep the first hundred', async () => {
	const { run, session } = await running();
	for (let line = 1; line <= 1000; line++) session.say({ kind: 'error', error: { ...wrong, line } });
	assert.equal(run.errors.value.length, 100);
	assert.equal(run.errors.value[0]?.line, 1);
});

test('stop ends the session at once, resolves the run, and makes a fresh session ready', async () => {
	const { host, run, session, result, snapshots } = await running();
	const [asked] = session.ofKind('snapshot');
	session.say({ kind: 'snapshot', id: asked?.id ?? 0, tookMs: 1, bytes: new ArrayBuffer(0) });
	await run.stop();
	assert.equal(session.ended, true);
	assert.equal((await result).error?.name, 'Stopped');
	assert.equal(run.state.value, 'stopped');
	assert.equal(snapshots.latest.value?.stats.liveCount, 3, 'what was seen last stays');
	await settle();
	assert.equal(host.sessions.length, 2);
	assert.deepEqual(host.last.posted, []);
});

test('stop with nothing running does nothing', async () => {
	const { host, run } = makePage();
	await run.open();
	await run.stop();
	assert.equal(run.state.value, 'ready');
	assert.equal(host.sessions.length, 1);
});

test('a run stopped before its session is open never starts', async () => {
	const { host, run } = makePage();
	const result = run.run();
	await run.stop();
	assert.equal((await result).ok, false);
	await settle();
	assert.equal(run.state.value, 'stopped');
	assert.deepEqual(host.last.posted, []);
});

test('run again: the first run is stopped, its console and errors are gone, the second has a fresh session', async () => {
	const { host, run, console, session, result } = await running();
	session.say({ kind: 'console', lines: [{ level: 'log', text: 'first', line: 1 }], dropped: 0 });
	session.say({ kind: 'error', error: wrong });
	const second = run.run();
	assert.equal((await result).error?.name, 'Stopped');
	await settle();
	assert.equal(session.ended, true);
	assert.notEqual(host.last, session);
	assert.deepEqual(console.all(), []);
	assert.deepEqual(run.errors.value, []);
	host.last.say({ kind: 'ended' });
	assert.deepEqual(await second, { ok: true });
});

test('three runs in a row at once: only the last one starts', async () => {
	const { host, run } = makePage();
	await run.open();
	const results = [run.run(), run.run(), run.run()];
	await settle();
	assert.equal(host.last.ofKind('start').length, 1);
	assert.equal(host.sessions.length, 1);
	host.last.say({ kind: 'ended' });
	assert.deepEqual(
		(await Promise.all(results)).map(({ ok }) => ok),
		[false, false, true],
	);
});

test('what a session says after its end is not heard', async () => {
	const { run, console, session } = await running();
	await run.stop();
	session.say({ kind: 'console', lines: [{ level: 'log', text: 'late', line: 1 }], dropped: 0 });
	session.say({ kind: 'error', error: wrong });
	session.say({ kind: 'ended' });
	assert.equal(run.state.value, 'stopped');
	assert.deepEqual(run.errors.value, []);
	assert.deepEqual(
		console.all().map(({ text }) => text),
		['Stopped.'],
	);
});

test('reset empties everything and is fulfilled when a program can run again', async () => {
	const { host, run, console, snapshots, session } = await running();
	session.say({ kind: 'ended', error: wrong });
	await run.reset();
	assert.equal(run.state.value, 'ready');
	assert.equal(session.ended, true);
	assert.equal(host.sessions.length, 2);
	assert.deepEqual(console.all(), []);
	assert.deepEqual(run.errors.value, []);
	assert.equal(snapshots.latest.value, null);
});

test('a lost session ends the run with its error, and the next run is clean', async () => {
	const { host, run, console, session, result } = await running();
	session.lose({ name: 'Unresponsive', message: 'no answer for 10 s', line: 0, column: 0 });
	assert.equal((await result).error?.name, 'Unresponsive');
	assert.equal(run.state.value, 'crashed');
	assert.equal(console.all()[0]?.text, 'Unresponsive: no answer for 10 s');
	const next = run.run();
	await settle();
	host.last.say({ kind: 'ended' });
	assert.deepEqual(await next, { ok: true });
});

test('a warm session that dies is replaced when it is needed', async () => {
	const { host, run } = makePage();
	await run.open();
	host.last.lose({ name: 'Crashed', message: '', line: 0, column: 0 });
	assert.equal(run.state.value, 'ready');
	void run.run();
	await settle();
	assert.equal(host.sessions.length, 2);
	assert.equal(host.last.ofKind('start').length, 1);
});

test('no session to be had: the reason is said, and the next run tries again', async () => {
	const { host, run, console } = makePage();
	host.failure = new Error('blocked here');
	await assert.rejects(run.open(), /blocked here/);
	assert.equal(run.state.value, 'broken');
	const result = await run.run();
	assert.equal(result.error?.message, 'blocked here');
	assert.equal(run.state.value, 'broken');
	assert.match(console.all().at(-1)?.text ?? '', /blocked here/);
	host.failure = null;
	void run.run();
	await settle();
	assert.equal(run.state.value, 'running');
});

test('policy and interval are posted while running', async () => {
	const { run, session } = await running();
	run.intervalMs.value = 10;
	run.policy.value = 'none';
	assert.deepEqual(session.ofKind('policy'), [
		{ kind: 'policy', policy: 'pressure', intervalMs: 10 },
		{ kind: 'policy', policy: 'none', intervalMs: 10 },
	]);
});

test('collect and sweep resolve with the answer of the same id, and with false when the session ends', async () => {
	const { run, session } = await running();
	const [collected, swept, unanswered] = [run.collect(), run.sweep(), run.sweep()];
	const [first, second] = [session.ofKind('collect')[0], session.ofKind('sweep')[0]];
	session.say({ kind: 'done', id: second?.id ?? 0, ok: true });
	session.say({ kind: 'done', id: first?.id ?? 0, ok: false });
	assert.equal(await swept, true);
	assert.equal(await collected, false);
	await run.stop();
	assert.equal(await unanswered, false);
	assert.equal(await run.sweep(), false, 'nothing runs');
});

test('under idle the page tells of one idle moment at a time', async () => {
	const { clock, run, session } = await running();
	assert.equal(clock.idles, 0);
	run.policy.value = 'idle';
	clock.rest();
	clock.rest();
	assert.equal(session.ofKind('idle').length, 1);
	session.say({ kind: 'idled' });
	clock.rest();
	assert.equal(session.ofKind('idle').length, 2);
	session.say({ kind: 'idled' });
	run.policy.value = 'none';
	assert.equal(clock.idles, 0);
	run.policy.value = 'idle';
	await run.stop();
	assert.equal(clock.idles, 0);
});

test('a program that does not let its worker answer is told about until it does, or ends', async () => {
	const { run, session } = await running();
	session.silent(3000);
	assert.equal(run.silentMs.value, 3000);
	session.silent(0);
	assert.equal(run.silentMs.value, 0);
	session.silent(5000);
	await run.stop();
	assert.equal(run.silentMs.value, 0);
});

test('a snapshot that makes no sense ends the run with an error, and the next run is clean', async () => {
	const page = makePage();
	const senseless = () => {
		throw new Error('Not a snapshot');
	};
	const snapshots = new SnapshotModel(page.clock, senseless, new SelectionModel());
	const { host, clock, console } = page;
	const run = new RunModel({ openSession: host.open, clock, console, snapshots, code: () => 'the program' });
	await run.open();
	const result = run.run();
	await settle();
	const session = host.last;
	const [request] = session.ofKind('snapshot');
	session.say({ kind: 'snapshot', id: request?.id ?? -1, tookMs: 1, bytes: new ArrayBuffer(8) });
	const { ok, error } = await result;
	assert.deepEqual([ok, error?.name, run.state.value, session.ended], [false, 'EngineFailed', 'crashed', true]);
	assert.match(error?.message ?? '', /Not a snapshot/);
	run.run();
	await settle();
	assert.notEqual(host.last, session);
	assert.equal(run.state.value, 'running');
});
