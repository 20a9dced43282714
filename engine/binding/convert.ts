// Arguments of wrappers: checked by the parameter's type before they reach the engine.
import type { Param } from './abi.ts';
import type { Callable, Held } from './held.ts';

const kRanges: Readonly<Record<string, readonly [min: number, max: number, text: string]>> = {
	int32: [-0x80000000, 0x7fffffff, 'an int32'],
	uint32: [0, 0xffffffff, 'a uint32'],
	size: [0, 0xffffffff, 'a number of bytes or elements'],
	byte: [0, 255, 'a byte'],
};

/** The address of a usable object. Throws a TypeError unless the value is a wrapper of the class. */
export type AddressOf = (className: string, callee: string, param: string, value: unknown) => number;

/** How a value is named in an error: short, and without running any code of the value's own. */
export function describeValue(value: unknown): string {
	if (typeof value === 'string') return value.length > 20 ? 'a string' : `the string "${value}"`;
	if (value === null || value === undefined) return String(value);
	if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
	if (typeof value === 'bigint') return 'a BigInt';
	if (Array.isArray(value)) return 'an array';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** `MyClass(number)` or `Buffer.fill(value)`. */
export const signature = (callee: string, params: readonly Param[]) =>
	`${callee}(${params.map((p) => p.name).join(', ')})`;

const isCallback = ({ type }: Param) => type === 'callback' || type === 'weakCallback';

/** Converts the arguments of one function of the engine. Runs no code of the program's. */
export class Converter {
	readonly #callee: string;
	readonly #params: readonly Param[];
	readonly #held: Held;
	readonly #addressOf: AddressOf;
	readonly #hasCallback: boolean;

	constructor(callee: string, params: readonly Param[], held: Held, addressOf: AddressOf) {
		this.#callee = callee;
		this.#params = params;
		this.#held = held;
		this.#addressOf = addressOf;
		this.#hasCallback = params.some(isCallback);
	}

	/**
	 * Appends what the engine takes. Functions are held only when every other argument has been found right, so that
	 * nothing is held when this throws; the engine takes the references over, and gives them back.
	 */
	append(natives: number[], args: readonly unknown[]): number[] {
		const params = this.#params;
		if (args.length !== params.length) throw this.#wrongCount(args.length);
		const begin = natives.length;
		for (let i = 0; i < params.length; i++) {
			const param = params[i] as Param;
			natives[begin + i] = isCallback(param) ? checkFunction(this.#callee, param, args[i]) : this.#one(param, args[i]);
		}
		if (!this.#hasCallback) return natives;
		for (let i = 0; i < params.length; i++) {
			const param = params[i] as Param;
			if (isCallback(param)) natives[begin + i] = this.#held.hold(args[i] as Callable, param.type === 'weakCallback');
		}
		return natives;
	}

	/** The engine has refused the call before it took anything over. */
	giveBack(natives: readonly number[]): void {
		const begin = natives.length - this.#params.length;
		for (let i = 0; i < this.#params.length; i++)
			if (isCallback(this.#params[i] as Param)) this.#held.release(natives[begin + i] as number);
	}

	#one(param: Param, value: unknown): number {
		const range = kRanges[param.type];
		if (range) return checkWhole(this.#callee, param.name, range, value);
		if (param.type === 'float64') return checkNumber(this.#callee, param.name, value);
		return this.#addressOf(param.type, this.#callee, param.name, value);
	}

	#wrongCount(given: number): TypeError {
		const { length } = this.#params;
		const wanted = length === 1 ? '1 argument' : `${length || 'no'} arguments`;
		return new TypeError(`${signature(this.#callee, this.#params)} takes ${wanted}, and got ${given || 'none'}`);
	}
}

/** A byte; TypeError if it is no number, RangeError if it is none from 0 to 255. */
export const checkByte = (callee: string, name: string, value: unknown): number =>
	checkWhole(callee, name, kRanges.byte as [number, number, string], value);

function checkNumber(callee: string, name: string, value: unknown): number {
	if (typeof value === 'number') return value;
	throw new TypeError(`${callee}: ${name} must be a number, not ${describeValue(value)}`);
}

function checkWhole(
	callee: string,
	name: string,
	[min, max, text]: readonly [number, number, string],
	value: unknown,
): number {
	const number = checkNumber(callee, name, value);
	if (number >= min && number <= max && number % 1 === 0) return number;
	if (number % 1 !== 0 && Math.abs(number) !== Number.POSITIVE_INFINITY)
		throw new RangeError(`${callee}: ${name} must be a whole number, and is ${number}`);
	throw new RangeError(`${callee}: ${name} is ${text}, from ${min} to ${max}, and is ${number}`);
}

/** 0: what it will be is known when it is held. */
function checkFunction(callee: string, { name }: Param, value: unknown): number {
	if (typeof value === 'function') return 0;
	throw new TypeError(`${callee}: ${name} must be a function, not ${describeValue(value)}`);
}
