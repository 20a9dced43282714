// The engine's exports and imports as TypeScript sees them; `engine/abi/engine.h` is their contract.
import type { description } from '../prebuilt/description.ts';

/** What this build of the engine says of itself. Another module of the same form differs in its classes. */
export type Description = Omit<typeof description, 'classes' | 'parts'> & {
	classes: readonly ClassDescription[];
	/** Blocks that objects make for themselves; no program may use them. */
	parts: readonly { readonly id: number; readonly name: string }[];
};

export interface ClassDescription {
	readonly id: number;
	readonly name: string;
	readonly doc: string;
	readonly constructor: { readonly params: readonly Param[] };
	readonly methods: readonly MethodDescription[];
}

export interface MethodDescription {
	readonly name: string;
	readonly doc: string;
	readonly params: readonly Param[];
	/** int32, uint32, size, float64, void, bytes, or the name of a class. */
	readonly result: string;
	/** Of a result that is an object: `orNull` is `own`, or there is none. */
	readonly ownership?: 'own' | 'orNull' | 'borrowed';
}

export interface Param {
	readonly name: string;
	/** int32, uint32, size, byte, float64, callback, weakCallback, or the name of a class. */
	readonly type: string;
	readonly doc: string;
}

/** A function of the engine: numbers in, one or nothing out. */
export type NativeFunction = (...args: number[]) => number;

export interface EngineExports {
	readonly memory: WebAssembly.Memory;
	_initialize?(): void;
	/** The engine's stack pointer. What is thrown through its frames does not put it back. */
	stackSave(): number;
	stackRestore(pointer: number): void;
	_engine__abiVersion(): number;
	_engine__describe(): number;
	_engine__start(limitBytes: number, quarantineBytes: number): number;
	_engine__noteStretch(): void;
	_engine__manage(address: number): number;
	_engine__batch(): number;
	_engine__markCleared(count: number): number;
	_engine__freeCleared(count: number): number;
	_engine__queueCleared(count: number): number;
	_engine__deleteLater(address: number): void;
	_engine__clean(budgetMs: number): number;
	_engine__setReclaiming(yes: number): void;
	_engine__abandon(handle: number): void;
	_engine__stateOf(handle: number): number;
	_engine__beginSweep(): void;
	_engine__pauseSweep(): void;
	_engine__endSweep(): void;
	_engine__noteCollection(major: number): void;
	_engine__notePressureRequest(): void;
	_engine__noteDerefs(count: number): void;
	_engine__noteWork(tookMs: number): void;
	_engine__noteRescue(): void;
	_engine__record(): number;
	_engine__trace(): number;
	_engine__counts(): number;
	_engine__census(firstSerial: number): number;
	_engine__story(address: number, serial: number): number;
	_engine__snapshot(
		sortKey: number,
		descending: number,
		stateMask: number,
		classMask: number,
		line: number,
		firstSerial: number,
		lastSerial: number,
		offset: number,
		count: number,
		markFrom: number,
	): number;
	_engine__object(address: number, serial: number): number;
	_engine__serialsBetween(fromMs: number, toMs: number): number;
	_engine__journal(from: number): number;
	_engine__raster(
		begin: number,
		bytesPerCell: number,
		cells: number,
		mode: number,
		line: number,
		firstSerial: number,
		lastSerial: number,
	): number;
	_engine__blocks(begin: number, sizeBytes: number): number;
	_engine__replayBatch(memoryBytes: number): number;
	_engine__replay(count: number): number;
}

/** What the module imports, as its module `sweepground`. Only `call` runs code of the program's. */
export interface EngineImports {
	/** Milliseconds since the run began. */
	now(): number;
	/** The line of the program that is calling, 0 = not known. */
	site(): number;
	/** Throws: the engine has found a misuse, and has changed nothing. */
	raise(code: number, address: number, classId: number, detail: number): void;
	/** Is told of an error that no call is to blame for; calls no export. */
	report(code: number, address: number, serial: number): void;
	/** Calls a held function and writes the i32 that it gives to `result`; gives a `CallStatus`. */
	call(reference: number, argument: number, result: number): number;
	/** Takes a held function back. */
	decref(reference: number): void;
}

export const CallStatus = { returned: 0, threw: 1, gone: 2 } as const;

export const kAbiVersion = 5;
/** The word with an object's serial, and the one with its slot's handle, lie right before the object. */
export const kSerialOffsetBytes = -8;
export const kHandleOffsetBytes = -4;
/** A handle is the slot's index in its low bits and the slot's generation above. */
export const kSlotMask = 0x3fffff;
/** What a record of the journal takes. */
export const kRecordBytes = 32;

/** Whether an object in this state is dead to JavaScript and alive in the engine: `cleared` or `lost`. */
export const awaitsFreeing = (state: number) => state === 2 || state === 5;
