// A run outside of a browser: the worker's own code on another platform, with clock and collector moved by hand. A run
// takes its realm for itself, so there is one here that runs; the first never comes so far.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';
import type { FromWorker } from '../../../app/protocol/messages.ts';
import { decodeSnapshot, decodeTrace } from '../../../app/protocol/snapshot.ts';
import type { Platform } from '../../../app/sandbox/worker/platform.ts';
import { Run, type Start } from '../../../app/sandbox/worker/run.ts';
import type { Engine } from '../../../engine/binding/engine.ts';
import { FakeClock, FakeCollector, loadEngine } from '../../support/fakes.ts';

type Ended = Extract<FromWorker, { kind: 'ended' }>;
type Recorded = Extract<FromWorker, { kind: 'recorded' }>;

class Worker {
	readonly clock = new FakeClock();
	readonly collector = new FakeCollector();
	readonly said: FromWorker[] = [];
	readonly run: Run;
	onUncaught: (error: unknown) => void = () => {};

	constructor(engine: Engine, start: Partial<Start>) {
		const platform: Platform = {
			clock: this.clock,
			collector: this.collector,
			script: (text) => ({ name: 'user.js', run: () => runInThisContext(text) }),
			onUncaught: (onError) => {
				this.onUncaught = onError;
			},
		};
		const settings = { policy: 'gated', intervalMs: 100, heapLimitBytes: 1 << 20 } as const;
		this.run = new Run(engine, { kind: 'start', code: '', ...settings, ...start }, platform, (message) =>
			this.said.push(message),
		);
	}

	get kinds(): string[] {
		return this.said.map(({ kind }) => kind);
	}
	get ended(): Ended | undefined {
		return this.said.find((message): message is Ended => message.kind === 'ended');
	}
	record(id: number): Recorded {
		this.run.handle({ kind: 'record', id });
		const last = this.said.at(-1);
		assert.ok(last?.kind === 'recorded' && last.id === id);
		return last;
	}
}

const engine = await loadEngine();
const statsIn = (bytes: ArrayBuffer | undefined) => decodeSnapshot(engine.description, bytes as ArrayBuffer).stats;

test('a program that does not parse never began; what is not recorded has an empty trace', () => {
	const worker = new Worker(engine, { code: 'const = 1' });
	assert.equal(worker.ended?.error?.name, 'SyntaxError');
	assert.equal(worker.ended?.programMs, 0);
	assert.equal(worker.ended?.bytes, undefined);
	const { bytes, trace } = worker.record(3);
	assert.deepEqual(decodeTrace(trace).timesMs, []);
	assert.equal(statsIn(bytes).madeCount, 0);
});

test('its time is that of its own code, and the figures are those of its end', async () => {
	const code = `console.log('begun');
const kept = Array.from({ length: 5 }, () => new MyClass(1));
await tick(20);
kept.pop().delete();
setTimeout(() => {}, 1000);
await tick(5.5);
throw new RangeError('enough');`;
	const worker = new Worker(engine, { code, record: true });
	assert.deepEqual(worker.kinds, ['started'], 'it begins in a job of its own');
	await worker.clock.advance(1000);
	assert.deepEqual(worker.kinds, ['started', 'console', 'ended']);
	const { ended } = worker;
	assert.equal(ended?.programMs, 25.5);
	assert.deepEqual(ended?.error, { name: 'RangeError', message: 'enough', line: 7, column: 7 });
	const atEnd = statsIn(ended?.bytes);
	assert.deepEqual([atEnd.nowMs, atEnd.madeCount, atEnd.deletedCount], [25.5, 5, 1]);

	const { bytes, trace } = worker.record(4);
	assert.equal(statsIn(bytes).nowMs, 1000);
	const { timesMs, made, ended: gone } = decodeTrace(trace);
	assert.deepEqual([timesMs.at(-1), made.at(-1), gone.at(-1)], [1000, 5, 1]);
	const at = (ms: number) => timesMs.findIndex((time) => time >= ms);
	assert.deepEqual([made[at(18)], gone[at(18)], gone[at(20)]], [5, 0, 1]);

	worker.onUncaught(new TypeError('late'));
	assert.deepEqual(worker.said.at(-1), {
		kind: 'error',
		error: { name: 'TypeError', message: 'late', line: 0, column: 0 },
	});
});
