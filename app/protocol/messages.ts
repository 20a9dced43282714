// Every message between the page and the worker in the sandbox frame, one union per direction.
// The page trusts nothing that comes from the worker: `validate.ts` checks each message where it arrives.
import type { Description } from '../../engine/binding/abi.ts';
import type { ObjectRequest } from '../../engine/binding/objectCard.ts';
import type { PolicyName } from '../../engine/binding/policies/index.ts';
import type { RasterRequest } from '../../engine/binding/raster.ts';
import type { RegionRequest } from '../../engine/binding/region.ts';
import type { RowWindow } from '../../engine/binding/snapshot.ts';

export type { Description } from '../../engine/binding/abi.ts';
export type { PolicyName as Policy } from '../../engine/binding/policies/index.ts';
export type { ColumnName, RowWindow, StateName, StatName } from '../../engine/binding/snapshot.ts';

export interface Settings {
	policy: PolicyName;
	/** Time between two sweeps of the policy `interval`: 1 to 10,000 ms. */
	intervalMs: number;
	/** What the native heap may take: 1 MiB to 1 GiB, in whole MiB; fixed for a run. */
	heapLimitBytes: number;
	/** How many freed bytes are kept from being used again, 0 to the limit; left out: the engine's default. */
	quarantineBytes?: number;
	/** The engine keeps a trace, and the time that the policy takes is measured: for the Lab. */
	record?: boolean;
}

/** An error of the user's program; line and column count from 1, 0 where they are not known. */
export interface ProgramError {
	name: string;
	message: string;
	line: number;
	column: number;
}

export type ConsoleLevel = 'log' | 'info' | 'warn' | 'error' | 'debug' | 'system';

/** One call of the console, formatted where it was made; line 0 where it is not known. */
export interface ConsoleLine {
	level: ConsoleLevel;
	text: string;
	line: number;
}

/** A loop of the program that no `await`, `break`, `return`, `throw` or `yield` leaves; for the watchdog's message. */
export interface EndlessLoop {
	line: number;
}

/** What the page shows at this moment beside figures, rows and marks. */
export interface Wanted {
	map?: RasterRequest;
	/** The object whose card is open. */
	object?: ObjectRequest;
	/** What the pointer is on. */
	under?: ObjectRequest;
	region?: RegionRequest;
}

export type ToWorker =
	| ({ kind: 'start'; code: string } & Settings)
	| { kind: 'policy'; policy: PolicyName; intervalMs: number }
	/** Answered by exactly one `snapshot` with the same id. */
	| { kind: 'snapshot'; id: number; rows: RowWindow; markFrom: number; wanted: Wanted }
	/** Answered by exactly one `recorded` with the same id; of a run that is not recorded its trace is empty. */
	| { kind: 'record'; id: number }
	/** Answered by `done` with the same id: collection asked for; ok if one was detected. */
	| { kind: 'collect'; id: number }
	/** Answered by `done` with the same id once the sweep has ended. */
	| { kind: 'sweep'; id: number }
	/** The page is idle; answered by `idled`. */
	| { kind: 'idle' }
	/** Answered by `pong` as soon as the program lets go of the thread. */
	| { kind: 'ping' };

export type FromWorker =
	/** The engine is compiled and described; the worker waits for `start`, which comes once. */
	| { kind: 'ready'; description: Description }
	/** The engine can't be had, or has been overwritten: the session is of no more use. */
	| { kind: 'failed'; message: string }
	/** The program parsed and is about to run. */
	| { kind: 'started'; endlessLoops: EndlessLoop[] }
	/**
	 * All of one moment, as `engine/README.md` lays it out: the snapshot, and what else was wanted. `tookMs`: of the
	 * program's thread.
	 */
	| ({ kind: 'snapshot'; id: number; tookMs: number; bytes: ArrayBuffer } & { [K in keyof Wanted]?: ArrayBuffer })
	/** The snapshot of this moment, without rows and marks, and the trace (`trace.ts` of the binding) up to it. */
	| { kind: 'recorded'; id: number; tookMs: number; bytes: ArrayBuffer; trace: ArrayBuffer }
	/** `dropped`: how many lines were made beside these and are not kept. */
	| { kind: 'console'; lines: ConsoleLine[]; dropped: number }
	/**
	 * The program's own code has ended; timers and policies go on. `programMs`: from its first statement on, 0 if it never
	 * began. `bytes`: of a run that is recorded, the snapshot of that very moment, without rows and marks.
	 */
	| { kind: 'ended'; error?: ProgramError; programMs?: number; bytes?: ArrayBuffer }
	/** An error after or beside the program's own code: a timer, a promise nobody handled, a deleter. */
	| { kind: 'error'; error: ProgramError }
	| { kind: 'done'; id: number; ok: boolean; error?: ProgramError }
	| { kind: 'idled' }
	| { kind: 'pong' };

/**
 * What the page posts to the frame, once, with two ports: the first goes on to the worker, by the second the frame
 * answers whatever it is sent, as long as its process lives.
 */
export interface FrameBoot {
	kind: 'boot';
	workerSource: string;
	engineBytes: ArrayBuffer;
}

/** What the frame posts to the worker, once, with its port. */
export interface WorkerBoot {
	engineBytes: ArrayBuffer;
}
