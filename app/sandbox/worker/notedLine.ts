// The line of the program that is calling, as its instrumented text notes it; 0 while nothing of it does.
import type { Clock } from '../../../engine/binding/clock.ts';
import type { Names } from './instrument.ts';

// Taken before the program runs: it may replace them.
const iterator: typeof Symbol.iterator = Symbol.iterator;
const { dispose } = Symbol as { dispose?: symbol };
const arrayPrototype = Array.prototype;
const arrayIteratorPrototype = Object.getPrototypeOf([][iterator]()) as Iterator<never>;
const { next } = arrayIteratorPrototype;
const values = arrayPrototype[iterator];
const nothing = Object.freeze([]);
const end = Object.freeze({ done: true, value: undefined });
const ended = Object.freeze({ next: () => end });
const ownNothing = Object.freeze({ [iterator]: () => ended });

/** Written by the program's text itself: the fastest way in all browsers, for a store of an integer has no barrier. */
const line = new Int32Array(1);

function noted<T>(value: T, at: number): T {
	line[0] = at;
	return value;
}

/** Arrays are spread fast, as long as no program has changed how. */
function none(at: number): Iterable<never> {
	line[0] = at;
	return arrayPrototype[iterator] === values && arrayIteratorPrototype.next === next ? nothing : ownNothing;
}

function ending(at: number): object | null {
	if (dispose === undefined) return null;
	return { __proto__: null, [dispose]: () => void noted(undefined, at) };
}

const helpers = { line, noted, none, ending };

export type Program = (...all: unknown[]) => Promise<void>;

/** The parameters of the function that a program is the body of. Nothing else of the program's realm knows them. */
export const parametersOf = (names: Names): string => kHelpers.map((name) => names[name]).join();

/** What is given for them. */
export const helperValues = (): unknown[] => kHelpers.map((name) => helpers[name]);

const kHelpers = ['line', 'noted', 'none', 'ending'] as const;

export const notedLine = (): number => line[0] as number;

/** What follows is not of the program's doing. */
export function forgetLine(): void {
	line[0] = 0;
}

/** A clock whose calls begin with no line: sweeps by a policy, and all that goes on beside the program. */
export const forgetful = (clock: Clock): Clock => ({
	now: () => clock.now(),
	soon: (callback) => clock.soon(callback),
	afterStretch: (callback) => clock.afterStretch(callback),
	after: (delayMs, callback) =>
		clock.after(delayMs, () => {
			forgetLine();
			callback();
		}),
});
