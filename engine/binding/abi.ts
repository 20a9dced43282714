// The engine's exports as TypeScript sees them; `engine/abi/engine.h` is their contract.
import type { description } from '../prebuilt/description.ts';

/** What this build of the engine says of itself. Another module of the same form differs in its classes. */
export type Description = Omit<typeof description, 'classes'> & { classes: readonly ClassDescription[] };

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
	readonly result: 'int32' | 'uint32' | 'size' | 'void';
}

export interface Param {
	readonly name: string;
	readonly type: 'int32' | 'uint32' | 'size' | 'byte';
	readonly doc: string;
}

/** A function of the engine: 32-bit numbers in, one or nothing out. */
export type NativeFunction = (...args: number[]) => number;

export interface EngineExports {
	readonly memory: WebAssembly.Memory;
	_initialize?(): void;
	_engine__abiVersion(): number;
	_engine__describe(): number;
	_engine__start(limitBytes: number): number;
	_engine__manage(address: number): number;
	_engine__batch(): number;
	_engine__markCleared(count: number): number;
	_engine__freeCleared(count: number): number;
	_engine__setReclaiming(yes: number): void;
	_engine__abandon(handle: number): void;
	_engine__stateOf(handle: number): number;
	_engine__beginSweep(): void;
	_engine__endSweep(): void;
	_engine__noteCollection(): void;
	_engine__notePressureRequest(): void;
	_engine__story(address: number, serial: number): number;
	_engine__snapshot(
		sortKey: number,
		descending: number,
		stateMask: number,
		offset: number,
		count: number,
		journalFrom: number,
	): number;
}

export const kAbiVersion = 1;
/** The word with an object's serial, and the one with its slot's handle, lie right before the object. */
export const kSerialOffsetBytes = -8;
export const kHandleOffsetBytes = -4;
/** A handle is the slot's index in its low bits and the slot's generation above. */
export const kSlotMask = 0x3fffff;

/** Whether an object in this state is dead to JavaScript and alive in the engine: `cleared` or `lost`. */
export const awaitsFreeing = (state: number) => state === 2 || state === 5;
