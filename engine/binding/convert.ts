// Arguments of wrappers: checked by the parameter's type before they reach the engine.
import type { Param } from './abi.ts';

const kRanges = {
	int32: [-0x80000000, 0x7fffffff],
	uint32: [0, 0xffffffff],
	size: [0, 0xffffffff],
	byte: [0, 255],
} as const;

/** How a value is named in an error: short, and without running any code of the value's own. */
function describeValue(value: unknown): string {
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

/** Throws a TypeError unless exactly the declared number of arguments was given. */
export function checkCount(callee: string, params: readonly Param[], given: number): void {
	if (given === params.length) return;
	const wanted = params.length === 1 ? '1 argument' : `${params.length || 'no'} arguments`;
	throw new TypeError(`${signature(callee, params)} takes ${wanted}, and got ${given || 'none'}`);
}

/** The value as the parameter's type; TypeError if it is no number, RangeError if it does not fit. */
export function convert(callee: string, param: Param, value: unknown): number {
	if (typeof value !== 'number')
		throw new TypeError(`${callee}: ${param.name} must be a number, not ${describeValue(value)}`);
	const [min, max] = kRanges[param.type];
	if (!Number.isInteger(value))
		throw new RangeError(`${callee}: ${param.name} must be a whole number, and is ${value}`);
	if (value < min || value > max) {
		const kind = param.type === 'size' ? 'a size in bytes' : `${param.type === 'int32' ? 'an' : 'a'} ${param.type}`;
		throw new RangeError(`${callee}: ${param.name} is ${kind}, from ${min} to ${max}, and is ${value}`);
	}
	return value;
}
