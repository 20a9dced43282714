// A program and its settings as one value, as links and the page's memory carry it; and what such a value must hold to
// when it comes from outside.
import type { Policy } from '../protocol/messages.ts';
import { isPolicy, kMaxIntervalMs, kMinIntervalMs, policyNames } from './policies.ts';

const kMiB = 1024 * 1024;

export const kMinHeapLimitBytes = kMiB;
export const kMaxHeapLimitBytes = 1024 * kMiB;

/** The longest program that links, files and the page's memory carry, UTF-16 units. The editor takes any. */
export const kMaxProgramChars = 256 * 1024;
export const kTooLong = `a program for links and files has at most ${kMaxProgramChars / 1024} Ki characters`;
/** Such a program with its settings as JSON in UTF-8: `\u0001` is six bytes for a unit. */
export const kMaxStateBytes = 6 * kMaxProgramChars + 1024;

export interface ProgramState {
	readonly code: string;
	/** Id of the sample whose lesson is shown beside it. */
	readonly sample: string;
	readonly policy: Policy;
	readonly intervalMs: number;
	readonly heapLimitBytes: number;
	readonly quarantineBytes: number;
}

const kFields = ['code', 'sample', 'policy', 'intervalMs', 'heapLimitBytes', 'quarantineBytes'] as const;

export function sameState(a: ProgramState, b: ProgramState): boolean {
	return kFields.every((field) => a[field] === b[field]);
}

/** Throws a SyntaxError or RangeError that says what is wrong, for people to read. */
export function parseState(json: string): ProgramState {
	const value: unknown = JSON.parse(json);
	if (typeof value !== 'object' || value === null) throw new RangeError('there is no program in it');
	const fields: Partial<Record<string, unknown>> = { ...value };
	const { code, sample, policy } = fields;
	if (typeof code !== 'string' || typeof sample !== 'string') throw new RangeError('there is no program in it');
	if (code.length > kMaxProgramChars) throw new RangeError(kTooLong);
	const intervalMs = inRange('intervalMs', fields.intervalMs, kMinIntervalMs, kMaxIntervalMs);
	const heapLimitBytes = bytesInRange('heapLimitBytes', fields.heapLimitBytes, kMinHeapLimitBytes, kMaxHeapLimitBytes);
	const quarantineBytes = bytesInRange('quarantineBytes', fields.quarantineBytes, 0, heapLimitBytes);
	return { code, sample, policy: knownPolicy(policy), intervalMs, heapLimitBytes, quarantineBytes };
}

/** Throws a RangeError. */
export function knownPolicy(policy: unknown): Policy {
	if (isPolicy(policy)) return policy;
	throw new RangeError(`Unknown policy ${shown(policy)}; there are ${policyNames.join(', ')}`);
}

/** Throws a RangeError that names what it is about. */
export function inRange(name: string, value: unknown, min: number, max: number): number {
	if (typeof value === 'number' && value >= min && value <= max) return value;
	throw new RangeError(`${name} must be a number from ${min} to ${max}, not ${shown(value)}`);
}

/** The same of a whole number. Throws a RangeError. */
export function wholeInRange(name: string, value: unknown, min: number, max: number): number {
	const number = inRange(name, value, min, max);
	if (Number.isInteger(number)) return number;
	throw new RangeError(`${name} must be a whole number from ${min} to ${max}, not ${number}`);
}

/** The same of a number of bytes, which is a whole one. Throws a RangeError. */
export function bytesInRange(name: string, value: unknown, min: number, max: number): number {
	const bytes = inRange(name, value, min, max);
	if (Number.isInteger(bytes)) return bytes;
	throw new RangeError(`${name} must be a whole number of bytes, not ${bytes}`);
}

/** What stands in a message may come from anybody. */
const kShownChars = 40;

function shown(value: unknown): string {
	const text = typeof value === 'object' && value !== null ? 'an object' : String(value);
	return text.length > kShownChars ? `${text.slice(0, kShownChars)}…` : text;
}
