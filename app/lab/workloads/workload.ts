// What a built-in workload is: a program made from sizes and a seed, which a reader may open in the editor.
import { wholeInRange } from '../../models/programState.ts';

export interface Size {
	readonly name: string;
	readonly label: string;
	/** Written behind the number: `ms`, `KiB`; empty for a count. */
	readonly unit: string;
	readonly min: number;
	readonly max: number;
	readonly initial: number;
}

export type Sizes = Readonly<Record<string, number>>;

export interface BuiltIn {
	readonly title: string;
	/** One sentence: what it does, and which question it answers. */
	readonly what: string;
	/** Each a whole number. */
	readonly sizes: readonly Size[];
	/**
	 * The whole program, commented for readers; the same sizes and seed give the same text and make the same objects, on
	 * however slow a machine. Before: `checkSizes()` and `checkSeed()` hold.
	 */
	program(sizes: Sizes, seed: number): string;
	/** How many of its objects it holds on purpose until the trial is over. */
	holds(sizes: Sizes): number;
	/** About how long its own code takes in a browser. */
	estimateMs(sizes: Sizes): number;
}

export const kMaxSeed = 2 ** 32 - 1;

export function initialSizes({ sizes }: BuiltIn): Sizes {
	return Object.fromEntries(sizes.map(({ name, initial }) => [name, initial]));
}

/**
 * Gives the sizes, all that the workload has and no other; `initial`: for those that are not given. Throws a RangeError
 * that says what is wrong, and where.
 */
export function checkSizes({ title, sizes }: BuiltIn, given: unknown, initial: Sizes = {}): Sizes {
	const names = sizes.map(({ name }) => name).join(', ');
	if (typeof given !== 'object' || given === null) throw new RangeError(`${title}: its sizes are missing: ${names}`);
	const fields: Partial<Record<string, unknown>> = { ...given };
	const unknown = Object.keys(fields).find((name) => !sizes.some((size) => size.name === name));
	if (unknown !== undefined) throw new RangeError(`${title} has no size ${unknown.slice(0, 40)}; it has ${names}`);
	return Object.fromEntries(
		sizes.map(({ name, min, max }) => [
			name,
			wholeInRange(`${title}: ${name}`, fields[name] ?? initial[name], min, max),
		]),
	);
}

/** Throws a RangeError. */
export function checkSeed(seed: unknown): number {
	return wholeInRange('The seed', seed, 0, kMaxSeed);
}

/** A size that the workload has. */
export function sizeOf(sizes: Sizes, name: string): number {
	const value = sizes[name];
	if (value === undefined) throw new RangeError(`The size ${name} is missing`);
	return value;
}
