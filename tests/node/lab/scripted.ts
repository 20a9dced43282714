// Sessions on the shipped engine whose program is a test's script: its clock, its collector and its WeakRefs are moved
// by hand, so each figure of a trial is known beforehand.
import assert from 'node:assert/strict';
import type { FromWorker, ToWorker } from '../../../app/protocol/messages.ts';
import { validate } from '../../../app/protocol/validate.ts';
import type { Session, SessionEvents } from '../../../app/sandbox/host.ts';
import type { Engine } from '../../../engine/binding/engine.ts';
import { kNoRows } from '../../../engine/binding/snapshot.ts';
import { TestRun } from '../../support/fakes.ts';
import type { FakePageClock } from '../models/fakes.ts';

type Start = Extract<ToWorker, { kind: 'start' }>;

export class ScriptedSession implements Session {
	readonly description;
	/** What it was started with, once it is. */
	readonly start: Promise<Start>;
	ended = false;
	readonly #engine: Engine;
	readonly #events: SessionEvents;
	#run: TestRun | undefined;
	#begin: (start: Start) => void = () => {};

	constructor(engine: Engine, events: SessionEvents) {
		this.#engine = engine;
		this.#events = events;
		this.description = engine.description;
		this.start = new Promise((resolve) => {
			this.#begin = resolve;
		});
	}

	post(message: ToWorker): void {
		assert.equal(this.ended, false);
		if (message.kind === 'start') {
			const { policy, intervalMs, heapLimitBytes, quarantineBytes = 0, record = false } = message;
			// As the worker does: recorded from the beginning, and then the policy.
			this.#run = new TestRun(this.#engine, { heapLimitBytes, quarantineBytes, record });
			this.#run.runtime.setPolicy(policy, intervalMs);
			this.#begin(message);
		} else if (message.kind === 'record') this.#record(message.id);
	}

	end(): void {
		this.ended = true;
		this.#run?.runtime.end();
	}

	/** The program's own code has ended, now. */
	endProgram(): void {
		const { runtime, clock } = this.started;
		this.#say({ kind: 'ended', programMs: clock.now(), bytes: runtime.snapshot(kNoRows) });
	}

	/** Lets so much time pass: in the worker, then on the page. */
	async advance(ms: number, page: FakePageClock): Promise<void> {
		await this.started.clock.advance(ms);
		page.advance(ms);
	}

	#record(id: number): void {
		const { runtime, clock } = this.started;
		const beganMs = clock.now();
		const bytes = runtime.snapshot(kNoRows);
		const trace = runtime.trace();
		this.#say({ kind: 'recorded', id, tookMs: clock.now() - beganMs, bytes, trace });
	}

	#say(message: FromWorker): void {
		const valid = validate(message);
		assert.ok(valid, 'the page takes it');
		this.#events.message(valid);
	}

	/** The engine that runs in it. */
	get started(): TestRun {
		assert.ok(this.#run, 'it was started');
		return this.#run;
	}
}

/** What opens them; `opened`: each as it is opened. */
export class ScriptedHost {
	readonly sessions: ScriptedSession[] = [];
	readonly #engine: Engine;
	readonly #opened: (session: ScriptedSession, index: number) => void;

	constructor(engine: Engine, opened: (session: ScriptedSession, index: number) => void) {
		this.#engine = engine;
		this.#opened = opened;
	}

	readonly open = async (events: SessionEvents): Promise<Session> => {
		const session = new ScriptedSession(this.#engine, events);
		this.sessions.push(session);
		this.#opened(session, this.sessions.length - 1);
		return session;
	};
}
