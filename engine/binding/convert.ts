// Arguments of wrappers: checked by the parameter's type before they reach the engine.
import type { NativeFunction, Param } from './abi.ts';
import type { Callable, Held } from './held.ts';

/** Gives what the engine takes for a value. Throws a TypeError or a RangeError; runs no code of the program's. */
export type Check = (value: unknown) => number;

/** A check for wrappers of a class: gives the address of a usable object. */
export type CheckObject = (className: string, callee: string, param: string) => Check;

interface Range {
	readonly min: number;
	readonly max: number;
	readonly text: string;
}

// A program may replace these later.
const { RangeError, TypeError } = globalThis;
const { isArray } = Array;
const kInfinity = Number.POSITIVE_INFINITY;

const kInt32: Range = { min: -0x80000000, max: 0x7fffffff, text: 'an int32' };
const kUint32: Range = { min: 0, max: 0xffffffff, text: 'a uint32' };
const kSize: Range = { min: 0, max: 0xffffffff, text: 'a number of bytes or elements' };
const kByte: Range = { min: 0, max: 255, text: 'a byte' };

/** How a value is named in an error: short, and without running any code of the value's own. */
export function describeValue(value: unknown): string {
	if (typeof value === 'string') return value.length > 20 ? 'a string' : `the string "${value}"`;
	if (value === null) return 'null';
	if (value === undefined || typeof value === 'number' || typeof value === 'boolean') return `${value}`;
	if (typeof value === 'bigint') return 'a BigInt';
	if (isArray(value)) return 'an array';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** A byte; TypeError if it is no number, RangeError if it is none from 0 to 255. */
export const checkByte = (callee: string, name: string, value: unknown): number =>
	typeof value === 'number' && (value & 255) === value ? value : refuseWhole(callee, name, kByte, value);

/** The parameters of one function of the engine, with a check for each. */
export class Signature {
	readonly checks: readonly Check[];
	/** Whether it takes functions: one that does is called by `call()` alone. */
	readonly takesFunctions: boolean;
	readonly #callee: string;
	readonly #params: readonly Param[];
	readonly #held: Held;

	/** `callee`: `MyClass`, or `Buffer.fill`. Throws if there are more parameters than a call of the engine has. */
	constructor(callee: string, params: readonly Param[], held: Held, checkObject: CheckObject) {
		if (params.length > kMaxParams) throw new Error(`${callee} is described with more than ${kMaxParams} parameters`);
		this.checks = params.map((param) => makeCheck(callee, param, checkObject));
		this.takesFunctions = params.some(isFunction);
		this.#callee = callee;
		this.#params = params;
		this.#held = held;
	}

	/** The error for a call with another number of arguments. */
	wrongCount(given: number): TypeError {
		const { length } = this.#params;
		const wanted = length === 1 ? '1 argument' : `${length || 'no'} arguments`;
		const names = this.#list((param) => param.name);
		return new TypeError(`${this.#callee}(${names}) takes ${wanted}, and got ${given || 'none'}`);
	}

	/** The arguments of a call in words: `5, an object`. */
	describe(args: readonly unknown[]): string {
		return this.#list((_, i) => describeValue(args[i]));
	}

	/**
	 * Calls a function of the engine. Functions among the arguments are held only when every other one has been found
	 * right; the engine takes the references over, and gives them back. A constructor raises only before that, and then
	 * they are given back here. `self`: the object whose method this is.
	 */
	call(native: NativeFunction, given: number, args: readonly unknown[], self?: number): number {
		const params = this.#params;
		const { length } = params;
		if (given !== length) throw this.wrongCount(given);
		const natives: [number, number, number] = [0, 0, 0];
		for (let i = 0; i < length; i++) natives[i] = (this.checks[i] as Check)(args[i]);
		for (let i = 0; i < length; i++) {
			const param = params[i] as Param;
			if (isFunction(param)) natives[i] = this.#held.hold(args[i] as Callable, param.type === 'weakCallback');
		}
		try {
			// The engine passes over numbers that it has no parameter for.
			return self === undefined
				? native(natives[0], natives[1], natives[2])
				: native(self, natives[0], natives[1], natives[2]);
		} catch (error) {
			for (let i = 0; self === undefined && i < length; i++)
				if (isFunction(params[i] as Param)) this.#held.release(natives[i] as number);
			throw error;
		}
	}

	// Not by map() and join(), which a program may replace.
	#list(nameOf: (param: Param, i: number) => string): string {
		let text = '';
		for (let i = 0; i < this.#params.length; i++) text += `${i > 0 ? ', ' : ''}${nameOf(this.#params[i] as Param, i)}`;
		return text;
	}
}

/** As many as the engine's list of classes has forms for. */
const kMaxParams = 3;

const isFunction = ({ type }: Param) => type === 'callback' || type === 'weakCallback';

/** One closure for each parameter: what is right is found by one comparison, what is wrong is told out of line. */
function makeCheck(callee: string, { name, type }: Param, checkObject: CheckObject): Check {
	switch (type) {
		case 'int32':
			return (value) =>
				typeof value === 'number' && (value | 0) === value ? value : refuseWhole(callee, name, kInt32, value);
		case 'uint32':
		case 'size': {
			const range = type === 'size' ? kSize : kUint32;
			return (value) =>
				typeof value === 'number' && value >>> 0 === value ? value : refuseWhole(callee, name, range, value);
		}
		case 'byte':
			return (value) => checkByte(callee, name, value);
		case 'float64':
			return (value) => (typeof value === 'number' ? value : refuse(callee, name, 'a number', value));
		case 'callback':
		case 'weakCallback':
			// What it will be is known when it is held.
			return (value) => (typeof value === 'function' ? 0 : refuse(callee, name, 'a function', value));
		default:
			return checkObject(type, callee, name);
	}
}

/** Throws: the argument is of the wrong kind. */
export function refuse(callee: string, name: string, wanted: string, value: unknown): never {
	throw new TypeError(`${callee}: ${name} must be ${wanted}, not ${describeValue(value)}`);
}

function refuseWhole(callee: string, name: string, { min, max, text }: Range, value: unknown): never {
	if (typeof value !== 'number') refuse(callee, name, 'a number', value);
	const isInfinite = value === kInfinity || value === -kInfinity;
	if (value % 1 !== 0 && !isInfinite)
		throw new RangeError(`${callee}: ${name} must be a whole number, and is ${value}`);
	throw new RangeError(`${callee}: ${name} is ${text}, from ${min} to ${max}, and is ${value}`);
}
