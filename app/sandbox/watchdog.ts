// Tells a busy worker from a dead one, and ends what would never answer again.
import type { EndlessLoop, FromWorker, ProgramError } from '../protocol/messages.ts';

const kBeatMs = 500;
/** From here on the page says that the program does not answer. */
const kSilentMs = 2_000;
/** A worker that does not answer for so long is ended. */
export const kWatchdogMs = 10_000;
/** A frame's window runs nothing of the program's: if it is silent for so long, its process is gone. */
const kFrameSilentMs = 3_000;

export interface WatchdogEvents {
	ping(): void;
	silent(silentMs: number): void;
	lost(error: ProgramError): void;
}

/**
 * Asks the worker and the frame's window for a sign of life, each with one question at a time, so that a page whose
 * timers are throttled counts no silence that was its own.
 */
export class Watchdog {
	readonly #frame: MessagePort | undefined;
	readonly #events: WatchdogEvents;
	readonly #now: () => number;
	#timer: ReturnType<typeof setInterval> | undefined;
	/** When the question was asked that is not answered yet. */
	#workerAskedMs: number | undefined;
	#frameAskedMs: number | undefined;
	#toldSilent = false;
	#endlessLoops: readonly EndlessLoop[] = [];

	/** `frame`: the port of its window; none where nobody needs asking whether the thread's process lives. */
	constructor(frame: MessagePort | undefined, events: WatchdogEvents, now: () => number = () => performance.now()) {
		this.#frame = frame;
		this.#events = events;
		this.#now = now;
		if (frame)
			frame.onmessage = () => {
				this.#frameAskedMs = undefined;
			};
	}

	start(): void {
		this.#timer ??= setInterval(() => this.beat(), kBeatMs);
	}

	end(): void {
		clearInterval(this.#timer);
		if (!this.#frame) return;
		this.#frame.onmessage = null;
		this.#frame.close();
	}

	heard(message: FromWorker): void {
		if (message.kind === 'started') this.#endlessLoops = message.endlessLoops;
		if (message.kind !== 'pong') return;
		this.#workerAskedMs = undefined;
		if (this.#toldSilent) this.#events.silent(0);
		this.#toldSilent = false;
	}

	/** Looks how long the questions have waited, and asks what has been answered. */
	beat(): void {
		const nowMs = this.#now();
		const workerSilentMs = nowMs - (this.#workerAskedMs ?? nowMs);
		const frameSilentMs = nowMs - (this.#frameAskedMs ?? nowMs);
		if (frameSilentMs >= kFrameSilentMs) {
			this.#events.lost({
				name: 'SandboxCrashed',
				message: "The sandbox's process is gone: most likely the program used up JavaScript's memory",
				line: 0,
				column: 0,
			});
			return;
		}
		if (workerSilentMs >= kWatchdogMs) {
			this.#events.lost(stuck(this.#endlessLoops));
			return;
		}
		if (workerSilentMs >= kSilentMs) {
			this.#toldSilent = true;
			this.#events.silent(workerSilentMs);
		}
		if (this.#workerAskedMs === undefined) {
			this.#workerAskedMs = nowMs;
			this.#events.ping();
		}
		if (this.#frame && this.#frameAskedMs === undefined) {
			this.#frameAskedMs = nowMs;
			this.#frame.postMessage(null);
		}
	}
}

/** Where to look, or what to do, as the end of a sentence on a program that does not let go of its thread. */
export function whereStuck([first]: readonly EndlessLoop[]): string {
	return first
		? `: look at the loop in line ${first.line}, which nothing seems to end`
		: '. A long loop should await tick() now and then';
}

function stuck(loops: readonly EndlessLoop[]): ProgramError {
	const [first] = loops;
	return {
		name: 'ProgramStuck',
		message: `The program was ended: it had not let go of the thread for ${kWatchdogMs / 1000} s${whereStuck(loops)}`,
		line: first?.line ?? 0,
		column: first ? 1 : 0,
	};
}
