// The engine's host: what it imports during a run. Calls held functions, keeps what they throw, passes on reports.
import { CallStatus, type Description, type EngineExports, type EngineImports } from './abi.ts';
import type { Clock } from './clock.ts';
import { Held } from './held.ts';
import type { Stories } from './stories.ts';
import type { Views } from './views.ts';

/** How deep calls of held functions may nest; the engine's stack (64 KiB) has room for more. */
export const kMaxNesting = 100;
/** How many reports wait until the synchronous code has ended; of more, the number is told. */
const kMaxReports = 100;

interface Report {
	readonly code: number;
	readonly address: number;
	readonly serial: number;
	/** Of `callbackThrew`. */
	readonly thrown: unknown;
}

export interface HostOptions {
	readonly clock: Clock;
	readonly description: Description;
	readonly site: (() => number) | undefined;
	readonly onError: (error: unknown) => void;
}

/**
 * What was thrown is kept on a stack: engine calls nest, and each raises or reports what its own call threw before the
 * one outside it goes on. A report reads the engine and runs `onError`, which may look at what a program threw: both
 * are forbidden while the engine works, so reports wait until the synchronous code has ended.
 */
export class Host {
	readonly held = new Held();
	readonly imports: EngineImports;
	readonly #clock: Clock;
	readonly #startMs: number;
	readonly #callbackThrew: number;
	readonly #onError: (error: unknown) => void;
	readonly #thrown: unknown[] = [];
	#nesting = 0;
	/** Where the engine's stack pointer was when the program last came to call it: before the run, or within `call`. */
	#stackPointer = 0;
	#reports: Report[] = [];
	#moreReports = 0;
	#inStretch = false;
	/** From the start of the run on. */
	#engine: { exports: EngineExports; views: Views; stories: Stories } | undefined;

	constructor({ clock, description, site, onError }: HostOptions) {
		this.#clock = clock;
		this.#startMs = clock.now();
		this.#callbackThrew = description.errors.indexOf('callbackThrew');
		this.#onError = onError;
		this.imports = {
			now: () => {
				this.#beginStretch();
				return this.now();
			},
			site: () => {
				try {
					return site?.() ?? 0;
				} catch {
					return 0;
				}
			},
			raise: (code, address, classId, detail) => {
				const error = this.#errorOf(code, address >>> 0, classId, detail >>> 0);
				this.#unwind();
				throw error;
			},
			report: (code, address, serial) => this.#report(code, address >>> 0, serial >>> 0),
			call: (reference, argument, result) => this.#call(reference >>> 0, argument, result >>> 0),
			decref: (reference) => {
				this.held.release(reference >>> 0);
			},
		};
	}

	/** The run has begun: from here on stretches are noted, and errors have stories. */
	attach(exports: EngineExports, views: Views, stories: Stories): void {
		this.#engine = { exports, views, stories };
		this.#stackPointer = exports.stackSave();
	}

	/** Milliseconds since the run began. */
	now(): number {
		return this.#clock.now() - this.#startMs;
	}

	/** Passes on what waits. The engine must not be at work. */
	readonly flush = (): void => {
		const reports = this.#reports;
		const more = this.#moreReports;
		this.#reports = [];
		this.#moreReports = 0;
		for (let i = 0; i < reports.length; i++) {
			const { code, address, serial, thrown } = reports[i] as Report;
			const isThrown = code === this.#callbackThrew;
			this.#onError(isThrown ? thrown : this.#engine?.stories.reported(code, address, serial));
		}
		if (more > 0)
			this.#onError(new Error(`The engine has reported ${more} more errors, which are not told one by one`));
	};

	#errorOf(code: number, address: number, classId: number, detail: number): unknown {
		if (code === this.#callbackThrew) return this.#takeThrown();
		return this.#engine?.stories.raised(code, address, classId, detail) ?? new Error('No run has begun');
	}

	#beginStretch(): void {
		if (this.#inStretch) return;
		this.#inStretch = true;
		this.#clock.afterStretch(this.#endStretch);
	}

	readonly #endStretch = (): void => {
		this.#inStretch = false;
		// The program may have used up JavaScript's stack within the engine, which nobody raised.
		this.#unwind();
		this.#engine?.exports._engine__noteStretch();
		this.flush();
	};

	#report(code: number, address: number, serial: number): void {
		// Taken off the stack in any case.
		const thrown = code === this.#callbackThrew ? this.#takeThrown() : undefined;
		if (this.#reports.length === kMaxReports) this.#moreReports++;
		else this.#reports[this.#reports.length] = { code, address, serial, thrown };
		this.#beginStretch();
	}

	#call(reference: number, argument: number, result: number): number {
		const engine = this.#engine;
		const fn = this.held.get(reference);
		if (fn === undefined || engine === undefined) return CallStatus.gone;
		if (this.#nesting === kMaxNesting) return this.#keep(tooDeep());
		const outer = this.#stackPointer;
		this.#stackPointer = engine.exports.stackSave();
		this.#nesting++;
		try {
			const given = fn(argument);
			// ToInt32 of a number; anything else could run code of the program's to become one.
			engine.views.u32[result >>> 2] = typeof given === 'number' ? given | 0 : 0;
			return CallStatus.returned;
		} catch (error) {
			return this.#keep(error);
		} finally {
			this.#nesting--;
			this.#unwind();
			this.#stackPointer = outer;
		}
	}

	/** Puts the engine's stack pointer back to where it was when the program came to call it. */
	#unwind(): void {
		this.#engine?.exports.stackRestore(this.#stackPointer);
	}

	#keep(error: unknown): number {
		this.#thrown[this.#thrown.length] = error;
		return CallStatus.threw;
	}

	// Not by pop(), which a program may replace.
	#takeThrown(): unknown {
		const last = this.#thrown.length - 1;
		if (last < 0) return undefined;
		const error = this.#thrown[last];
		this.#thrown.length = last;
		return error;
	}
}

const tooDeep = () =>
	new RangeError(
		`Functions that the engine calls may call it again ${kMaxNesting} deep, and not deeper: a function calls itself ` +
			'by way of emit() or of a destructor, without end',
	);
