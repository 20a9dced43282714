// A clock whose moments a test brings about, and sessions that answer what a test says.
import type { Clock } from '../../../app/lib/clock.ts';
import type { Description, FromWorker, ProgramError, ToWorker } from '../../../app/protocol/messages.ts';
import type { LineCounts, Row, Snapshot } from '../../../app/protocol/snapshot.ts';
import type { Session, SessionEvents } from '../../../app/sandbox/host.ts';
import { description } from '../../../engine/prebuilt/description.ts';

interface Planned {
	dueMs: number;
	callback: () => void;
}

export class FakePageClock implements Clock {
	#nowMs = 0;
	#frames: Planned[] = [];
	#timers: Planned[] = [];
	#idles: Planned[] = [];

	nowMs(): number {
		return this.#nowMs;
	}

	frame(callback: () => void): () => void {
		return plan(this.#frames, { dueMs: 0, callback });
	}

	after(delayMs: number, callback: () => void): () => void {
		return plan(this.#timers, { dueMs: this.#nowMs + delayMs, callback });
	}

	idle(callback: () => void): () => void {
		return plan(this.#idles, { dueMs: 0, callback });
	}

	get frames(): number {
		return this.#frames.length;
	}

	get idles(): number {
		return this.#idles.length;
	}

	get timers(): number {
		return this.#timers.length;
	}

	/** The page was held up: time passes, and timers that fell due run once each afterwards, all at that late moment. */
	holdUp(ms: number): void {
		this.#nowMs += ms;
		const due = this.#timers.filter(({ dueMs }) => dueMs <= this.#nowMs).toSorted((a, b) => a.dueMs - b.dueMs);
		for (const timer of due) {
			const at = this.#timers.indexOf(timer);
			if (at < 0) continue;
			this.#timers.splice(at, 1);
			timer.callback();
		}
	}

	/** Lets time pass; timers run at their moments, frames and idle moments do not come by themselves. */
	advance(ms: number): void {
		const untilMs = this.#nowMs + ms;
		for (;;) {
			const next = this.#timers.toSorted((a, b) => a.dueMs - b.dueMs)[0];
			if (!next || next.dueMs > untilMs) break;
			this.#timers.splice(this.#timers.indexOf(next), 1);
			this.#nowMs = Math.max(this.#nowMs, next.dueMs);
			next.callback();
		}
		this.#nowMs = untilMs;
	}

	/** Time passes within one job: nothing can run. */
	spend(ms: number): void {
		this.#nowMs += ms;
	}

	paint(): void {
		for (const { callback } of this.#frames.splice(0)) callback();
	}

	rest(): void {
		for (const { callback } of this.#idles.splice(0)) callback();
	}
}

function plan(queue: Planned[], planned: Planned): () => void {
	queue.push(planned);
	return () => {
		const at = queue.indexOf(planned);
		if (at >= 0) queue.splice(at, 1);
	};
}

export class FakeSession implements Session {
	readonly description: Description = description;
	readonly posted: ToWorker[] = [];
	readonly #events: SessionEvents;
	ended = false;

	constructor(events: SessionEvents) {
		this.#events = events;
	}

	post(message: ToWorker): void {
		if (this.ended) throw new Error(`${message.kind} was posted to a session that has ended`);
		this.posted.push(message);
	}

	end(): void {
		this.ended = true;
	}

	/** The worker says this. */
	say(message: FromWorker): void {
		this.#events.message(message);
	}

	silent(silentMs: number): void {
		this.#events.silent(silentMs);
	}

	lose(error: ProgramError): void {
		this.ended = true;
		this.#events.lost(error);
	}

	ofKind<K extends ToWorker['kind']>(kind: K): Extract<ToWorker, { kind: K }>[] {
		return this.posted.filter((message): message is Extract<ToWorker, { kind: K }> => message.kind === kind);
	}
}

export class FakeHost {
	readonly sessions: FakeSession[] = [];
	/** Set: sessions cannot be opened, and why. */
	failure: Error | null = null;

	readonly open = async (events: SessionEvents): Promise<Session> => {
		await Promise.resolve();
		if (this.failure) throw this.failure;
		const session = new FakeSession(events);
		this.sessions.push(session);
		return session;
	};

	get last(): FakeSession {
		const session = this.sessions.at(-1);
		if (!session) throw new Error('No session was opened');
		return session;
	}
}

/** Lets every promise that can be settled be settled. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

export function makeSnapshot(stats: Partial<Snapshot['stats']> = {}, rest: Partial<Snapshot> = {}): Snapshot {
	const zeros = Object.fromEntries(description.stats.map(({ name }) => [name, 0]));
	// Every name of the list was just given a figure.
	const all = { ...zeros, ...stats } as Snapshot['stats'];
	return { rowsMatched: 0, firstRow: 0, rows: [], lines: [], marks: [], markNext: 1, ...rest, stats: all };
}

export function makeRow(serial: number, rest: Partial<Row> = {}): Row {
	const times = { bornMs: serial, usedMs: Number.NaN, clearedMs: Number.NaN, endedMs: Number.NaN };
	const what = { serial, address: 0x100000 + 32 * serial, sizeBytes: 32, className: 'MyClass', generation: 1 };
	const origin = { line: 1, by: 0, survived: 0, handle: serial };
	return { ...what, ...times, ...origin, state: 'live', ...rest };
}

/** All that the line made is live, unless said. */
export function makeLine(line: number, rest: Partial<LineCounts> = {}): LineCounts {
	const made = rest.made ?? rest.live ?? 0;
	return { line, made, live: made, cleared: 0, lost: 0, freed: 0, deleted: 0, heldBytes: 0, ...rest };
}
