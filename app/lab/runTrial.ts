// One trial: a program in a fresh session under one configuration, from its start to its figures. It always comes to an
// end, whatever the program does, and leaves nothing behind.
import type { Clock } from '../lib/clock.ts';
import { formatInterval, formatMs } from '../lib/format.ts';
import { IdleTurns } from '../models/idleTurns.ts';
import type { EndlessLoop, FromWorker, ProgramError } from '../protocol/messages.ts';
import { decodeSnapshot, decodeTrace, type Snapshot } from '../protocol/snapshot.ts';
import { type openSession, type Session, whereStuck } from '../sandbox/host.ts';
import { kLateAnswerMs } from './disturbance.ts';
import type { Configuration, Experiment } from './experiment.ts';
import type { Disturbance, Outcome, Trial } from './report.ts';
import { figuresOf } from './trialFigures.ts';

export interface TrialParts {
	openSession: typeof openSession;
	clock: Clock;
}

export interface TrialSetting extends Pick<Experiment, 'withinMs' | 'deadlineMs'> {
	readonly code: string;
	readonly configuration: Configuration;
	readonly holds: number;
	/** False: nothing is recorded, and the program's time is all that is told. */
	readonly record: boolean;
}

export interface TrialResult
	extends Pick<Trial, 'outcome' | 'reason' | 'errors' | 'figures' | 'trace' | 'disturbances'> {
	/** Null where the program did not end. */
	readonly programMs: number | null;
}

export interface RunningTrial {
	/** Null: it was cancelled. Never rejects. */
	readonly done: Promise<TrialResult | null>;
	/** Ends it at once. */
	cancel(): void;
}

/** A worker that does not answer for so long is in the middle of something that does not end. */
const kPatienceMs = 2_000;
/** Waited out in beats, each of which counts once: a page that was held up counts no silence that was its own. */
const kBeatMs = 250;
const kErrors = 10;
/** A program decides how long its messages are, and a report keeps those of all trials. */
const kErrorChars = 500;

type Ended = Extract<FromWorker, { kind: 'ended' }>;
type Recorded = Extract<FromWorker, { kind: 'recorded' }>;

export function runTrial(setting: TrialSetting, parts: TrialParts): RunningTrial {
	return new TrialRun(setting, parts);
}

class TrialRun implements RunningTrial {
	readonly done: Promise<TrialResult | null>;
	readonly #setting: TrialSetting;
	readonly #parts: TrialParts;
	readonly #settle: (result: TrialResult | null) => void;
	readonly #errors: ProgramError[] = [];
	readonly #disturbances: Disturbance[] = [];
	#over = false;
	#session: Session | null = null;
	#idleTurns: IdleTurns | null = null;
	#cancelTimer: () => void = () => {};
	#ended: Ended | null = null;
	#endlessLoops: readonly EndlessLoop[] = [];
	#looks = 0;
	/** Of the look whose answer ends the trial; null while none is asked for. */
	#awaitedId: number | null = null;
	#askedMs = 0;

	constructor(setting: TrialSetting, parts: TrialParts) {
		this.#setting = setting;
		this.#parts = parts;
		let settle: (result: TrialResult | null) => void = () => {};
		this.done = new Promise((resolve) => {
			settle = resolve;
		});
		this.#settle = settle;
		parts
			.openSession({
				message: (message) => this.#receive(message),
				silent() {},
				lost: (error) => this.#end(error.name === 'ProgramStuck' ? 'stuck' : 'crashed', cut(error.message)),
			})
			.then(
				(session) => this.#start(session),
				(reason: unknown) => this.#end('failed', reason instanceof Error ? reason.message : String(reason)),
			);
	}

	cancel(): void {
		this.#finish(null);
	}

	#start(session: Session): void {
		if (this.#over) {
			session.end();
			return;
		}
		const { code, configuration, deadlineMs, record } = this.#setting;
		this.#session = session;
		this.#idleTurns = new IdleTurns(this.#parts.clock, () => session.post({ kind: 'idle' }));
		this.#idleTurns.want(configuration.policy === 'idle');
		this.#after(deadlineMs, () => this.#ask(this.#notEnded()));
		session.post({ kind: 'start', code, ...configuration, record });
	}

	#receive(message: FromWorker): void {
		if (this.#over) return;
		if (message.kind === 'idled') this.#idleTurns?.answered();
		else if (message.kind === 'started') this.#endlessLoops = message.endlessLoops;
		else if (message.kind === 'error') this.#tell(message.error);
		else if (message.kind === 'ended' && this.#ended === null) this.#programEnded(message);
		else if (message.kind === 'recorded' && message.id === this.#awaitedId) this.#measured(message);
	}

	#programEnded(ended: Ended): void {
		this.#ended = ended;
		// A look that was asked for at the deadline is not the last one any more.
		this.#awaitedId = null;
		if (ended.error) this.#tell(ended.error);
		if (this.#setting.record) this.#after(this.#setting.withinMs, () => this.#ask('The program had ended'));
		else this.#end(ended.error ? 'threw' : 'ended', ended.error ? told(ended.error) : '');
	}

	/** The last look. `since`: what has come before, for the reason of a trial that never answers. */
	#ask(since: string): void {
		const { clock } = this.#parts;
		this.#askedMs = clock.nowMs();
		const id = ++this.#looks;
		this.#awaitedId = id;
		// The answer may come within the call.
		this.#wait(kPatienceMs / kBeatMs, since);
		this.#session?.post({ kind: 'record', id });
	}

	#wait(beats: number, since: string): void {
		const where = whereStuck(this.#endlessLoops);
		const why = `${since}, and its thread did not answer for ${formatInterval(kPatienceMs)} more${where}`;
		this.#after(kBeatMs, () => (beats > 1 ? this.#wait(beats - 1, since) : this.#end('stuck', why)));
	}

	#measured({ bytes, trace, tookMs }: Recorded): void {
		const { description } = this.#session ?? {};
		if (!description) return;
		const lateMs = this.#parts.clock.nowMs() - this.#askedMs;
		if (lateMs > kLateAnswerMs)
			this.#disturbances.push({
				kind: 'late',
				what: `The last look came ${formatMs(lateMs)} late: the thread was busy`,
			});
		const ended = this.#ended;
		const error = ended?.error;
		try {
			const stats = (of: ArrayBuffer): Snapshot['stats'] => decodeSnapshot(description, of).stats;
			const programMs = ended?.programMs ?? null;
			const figures = figuresOf({
				end: ended?.bytes ? stats(ended.bytes) : null,
				final: stats(bytes),
				programMs,
				lookMs: tookMs,
				holds: this.#setting.holds,
			});
			const outcome = ended === null ? 'stopped' : error ? 'threw' : 'ended';
			const stopped = `${this.#notEnded()}: measured so far. Give it a later deadline, or an end`;
			const reason = error ? told(error) : ended ? '' : stopped;
			this.#finish({ ...this.#common(), outcome, reason, figures, trace: decodeTrace(trace), programMs });
		} catch (fault) {
			const why = fault instanceof Error ? fault.message : String(fault);
			this.#end('crashed', `The engine's memory makes no sense any more: ${why}`);
		}
	}

	#notEnded(): string {
		return `The program had not ended after ${formatInterval(this.#setting.deadlineMs)}`;
	}

	#tell({ name, message, line, column }: ProgramError): void {
		if (this.#errors.length >= kErrors) return;
		this.#errors.push({ name: cut(name), message: cut(message), line, column });
	}

	/** Without figures. */
	#end(outcome: Outcome, reason: string): void {
		const programMs = this.#ended?.programMs ?? null;
		this.#finish({ ...this.#common(), outcome, reason, figures: null, trace: null, programMs });
	}

	#common() {
		return { errors: this.#errors, disturbances: this.#disturbances };
	}

	#finish(result: TrialResult | null): void {
		if (this.#over) return;
		this.#over = true;
		this.#cancelTimer();
		this.#idleTurns?.want(false);
		this.#session?.end();
		this.#settle(result);
	}

	#after(delayMs: number, callback: () => void): void {
		this.#cancelTimer();
		this.#cancelTimer = this.#parts.clock.after(delayMs, callback);
	}
}

function told({ name, message, line }: ProgramError): string {
	return `${cut(name)}${line > 0 ? ` at line ${line}` : ''}: ${cut(message)}`;
}

function cut(text: string): string {
	return text.length > kErrorChars ? `${text.slice(0, kErrorChars)}…` : text;
}
