// The user's program as it runs: one session is always kept warm; a run uses it up, and Stop, Reset or another run
// ends it and opens a fresh one. What the worker says is handed on to the console and the snapshots.
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Clock } from '../lib/clock.ts';
import type { Description, FromWorker, Policy, ProgramError } from '../protocol/messages.ts';
import type { openSession, Session } from '../sandbox/host.ts';
import type { ConsoleModel } from './ConsoleModel.ts';
import { IdleTurns } from './idleTurns.ts';
import { kDefaultIntervalMs, kDefaultPolicy } from './policies.ts';
import type { SnapshotModel } from './SnapshotModel.ts';

export type { Policy, ProgramError } from '../protocol/messages.ts';

/** `ended`: the program's own code has ended, its timers and the policy go on. `broken`: no session can be opened. */
export type RunState = 'starting' | 'ready' | 'running' | 'ended' | 'stopped' | 'crashed' | 'broken';

export interface RunResult {
	ok: boolean;
	error?: ProgramError;
}

export const kDefaultHeapLimitBytes = 64 * 1024 * 1024;
export const kDefaultQuarantineBytes = 128 * 1024;
/** Errors of one run that are kept; the first ones, since they cause the rest. */
export const kErrors = 100;

export interface RunParts {
	openSession: typeof openSession;
	clock: Clock;
	console: ConsoleModel;
	snapshots: SnapshotModel;
	/** The program's text at this moment. */
	code(): string;
}

/** A session that runs a program. */
interface Active {
	session: Session;
	resolve(result: RunResult): void;
	waiting: Map<number, (ok: boolean) => void>;
	idleTurns: IdleTurns;
}

export class RunModel {
	readonly state: Signal<RunState> = signal('starting');
	/** Of this run, oldest first. */
	readonly errors: Signal<readonly ProgramError[]> = signal([]);
	/** The program's text as it was run last, an object of its own for each run; null before the first. */
	readonly ran: Signal<{ readonly code: string } | null> = signal(null);
	/** The engine's own description of its classes, once a session was opened. */
	readonly description: Signal<Description | null> = signal(null);
	/** How the program's own code ended; null while it has not. */
	readonly outcome: Signal<RunResult | null> = signal(null);
	readonly policy: Signal<Policy> = signal(kDefaultPolicy);
	readonly intervalMs = signal(kDefaultIntervalMs);
	/** Holds from the next run on. */
	readonly heapLimitBytes = signal(kDefaultHeapLimitBytes);
	/** How many bytes of freed blocks wait, poisoned, before their addresses are used again; from the next run on. */
	readonly quarantineBytes = signal(kDefaultQuarantineBytes);
	/** How long the program has not let its worker answer; 0 while it does. */
	readonly silentMs = signal(0);
	/** A session runs: its program, or what the program left behind. */
	readonly active: ReadonlySignal<boolean>;

	readonly #parts: RunParts;
	#warm: Promise<Session> | null = null;
	#active: Active | null = null;
	/** Names the latest run, stop or reset: whatever awaited something meanwhile sees that it is out of date. */
	#turn = 0;
	#nextId = 1;
	/** Resolves the run that is waiting for its session. */
	#starting: ((result: RunResult) => void) | null = null;

	constructor(parts: RunParts) {
		this.#parts = parts;
		this.active = computed(() => this.state.value === 'running' || this.state.value === 'ended');
		effect(() => {
			const message = { kind: 'policy', policy: this.policy.value, intervalMs: this.intervalMs.value } as const;
			this.#active?.session.post(message);
			this.#active?.idleTurns.want(message.policy === 'idle');
		});
	}

	/** Opens the first session; fulfilled when a program can run, rejected with a reason to read when none ever will. */
	async open(): Promise<void> {
		await this.#openWarm();
	}

	/** Runs the program from a fresh realm and a fresh heap; what ran before is stopped. */
	run(): Promise<RunResult> {
		const turn = ++this.#turn;
		this.#end({ name: 'Stopped', message: 'Another run has begun', line: 0, column: 0 });
		batch(() => {
			this.#parts.console.clear();
			this.#parts.snapshots.clear();
			this.errors.value = [];
			this.outcome.value = null;
			this.state.value = 'running';
		});
		return new Promise((resolve) => {
			this.#starting = resolve;
			this.#openWarm().then(
				(session) => {
					if (turn === this.#turn) this.#start(session, resolve);
				},
				(reason: unknown) => {
					if (turn !== this.#turn) return;
					this.#starting = null;
					const error = { name: 'SandboxError', message: reasonText(reason), line: 0, column: 0 };
					resolve({ ok: false, error });
				},
			);
		});
	}

	/** Ends the program, its timers and the policy at once; what it showed last stays. */
	async stop(): Promise<void> {
		if (!this.active.value) return;
		this.#turn++;
		this.#end({ name: 'Stopped', message: 'The run was stopped', line: 0, column: 0 });
		this.state.value = 'stopped';
		this.#parts.console.note('Stopped.');
		this.#openWarm().catch(() => {});
	}

	/** Ends the run, empties every view and the console; the program's text stays. Fulfilled when one can run again. */
	async reset(): Promise<void> {
		const turn = ++this.#turn;
		this.#end({ name: 'Stopped', message: 'The run was reset', line: 0, column: 0 });
		batch(() => {
			this.#parts.console.clear();
			this.#parts.snapshots.clear();
			this.errors.value = [];
			this.state.value = 'starting';
		});
		await this.#openWarm().then(
			() => {
				if (turn === this.#turn) this.state.value = 'ready';
			},
			() => {},
		);
	}

	/** Asks JavaScript's collector to run; true once a collection was detected. False when nothing runs. */
	collect(): Promise<boolean> {
		return this.#request('collect');
	}

	/** One sweep now; true when it has ended. False when nothing runs. */
	sweep(): Promise<boolean> {
		return this.#request('sweep');
	}

	#openWarm(): Promise<Session> {
		if (this.#warm) return this.#warm;
		let opened: Session | null = null;
		const warm = this.#parts.openSession({
			message: (message) => {
				if (opened && this.#active?.session === opened) this.#receive(this.#active, message);
			},
			silent: (silentMs) => {
				if (opened && this.#active?.session === opened) this.silentMs.value = silentMs;
			},
			lost: (error) => {
				if (opened && this.#active?.session === opened) this.#lost(error);
				else if (this.#warm === warm) this.#warm = null;
			},
		});
		this.#warm = warm;
		return warm.then(
			(session) => {
				opened = session;
				this.description.value = session.description;
				if (this.state.value === 'starting' || this.state.value === 'broken') this.state.value = 'ready';
				return session;
			},
			(reason: unknown) => {
				if (this.#warm === warm) this.#warm = null;
				this.state.value = 'broken';
				this.#parts.console.addError({ name: 'SandboxError', message: reasonText(reason), line: 0, column: 0 });
				throw reason;
			},
		);
	}

	#start(session: Session, resolve: (result: RunResult) => void): void {
		this.#warm = null;
		this.#starting = null;
		const idleTurns = new IdleTurns(this.#parts.clock, () => session.post({ kind: 'idle' }));
		this.#active = { session, resolve, waiting: new Map(), idleTurns };
		const code = this.#parts.code();
		this.ran.value = { code };
		session.post({
			kind: 'start',
			code,
			policy: this.policy.value,
			intervalMs: this.intervalMs.value,
			heapLimitBytes: this.heapLimitBytes.value,
			quarantineBytes: this.quarantineBytes.value,
		});
		this.#parts.snapshots.attach(session);
		idleTurns.want(this.policy.value === 'idle');
	}

	/** Ends the session that runs, if one does; its run resolves with this error unless it has ended already. */
	#end(error: ProgramError): void {
		this.#starting?.({ ok: false, error });
		this.#starting = null;
		const active = this.#active;
		if (!active) return;
		this.#active = null;
		this.silentMs.value = 0;
		active.session.end();
		active.idleTurns.want(false);
		this.#parts.snapshots.detach();
		for (const answer of active.waiting.values()) answer(false);
		active.resolve({ ok: false, error });
	}

	#lost(error: ProgramError): void {
		this.#turn++;
		this.#end(error);
		this.#addError(error);
		this.state.value = 'crashed';
		this.#openWarm().catch(() => {});
	}

	#receive(active: Active, message: FromWorker): void {
		switch (message.kind) {
			case 'snapshot':
				try {
					this.#parts.snapshots.receive(message.id, message.tookMs, message.bytes, message);
				} catch (reason) {
					this.#lost(overwritten(reason));
				}
				break;
			case 'console':
				this.#parts.console.add(message.lines, message.dropped);
				break;
			case 'error':
				this.#addError(message.error);
				break;
			case 'ended': {
				const { error } = message;
				const outcome = error ? { ok: false, error } : { ok: true };
				batch(() => {
					this.outcome.value = outcome;
					this.state.value = 'ended';
					if (error) this.#addError(error);
				});
				active.resolve(outcome);
				break;
			}
			case 'done':
				active.waiting.get(message.id)?.(message.ok);
				active.waiting.delete(message.id);
				if (message.error) this.#addError(message.error);
				break;
			case 'idled':
				active.idleTurns.answered();
				break;
		}
	}

	#addError(error: ProgramError): void {
		this.#parts.console.addError(error);
		if (this.errors.value.length < kErrors) this.errors.value = [...this.errors.value, error];
	}

	#request(kind: 'collect' | 'sweep'): Promise<boolean> {
		const active = this.#active;
		if (!active) return Promise.resolve(false);
		const id = this.#nextId++;
		return new Promise((resolve) => {
			active.waiting.set(id, resolve);
			active.session.post({ kind, id });
		});
	}
}

function reasonText(reason: unknown): string {
	return reason instanceof Error ? reason.message : String(reason);
}

/** A program may write where it likes in its engine's memory; from then on the engine's word is worth nothing. */
function overwritten(reason: unknown): ProgramError {
	const message = `The engine's memory makes no sense any more: ${reasonText(reason)}`;
	return { name: 'EngineFailed', message, line: 0, column: 0 };
}
