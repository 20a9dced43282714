// From what a program threw to name, message and place, without trusting what was thrown.
import { LeakError } from '../../../engine/binding/errors.ts';
import type { ProgramError } from '../../protocol/messages.ts';

const kMaxMessageLength = 2_000;
// Taken before the program runs: it may replace them.
const { Error, String, Number } = globalThis;
const { isSafeInteger } = Number;
const exec = Function.prototype.call.bind(RegExp.prototype.exec) as (
	re: RegExp,
	text: string,
) => RegExpExecArray | null;
const slice = Function.prototype.call.bind(String.prototype.slice) as (
	text: string,
	from: number,
	to: number,
) => string;

const replaceAll = Function.prototype.call.bind(String.prototype.replaceAll) as (
	text: string,
	what: string,
	by: string,
) => string;

/** How V8 prints what notes a line within an expression; see instrument.ts. */
let note = '';
let place = /user\.js:(\d+):(\d+)/g;
let prefixLength = 0;
let originalColumn = (_line: number, column: number): number => column;

/**
 * Browsers name a program in stacks by its sourceURL or by its blob's URL; its first line is moved by the prefix, and
 * all by what was put into it: `original` gives `(line, column)` its column back. `lineName`: the variable that notes the line.
 */
export function nameProgram(
	url: string,
	firstLinePrefixLength: number,
	original: typeof originalColumn,
	lineName: string,
): void {
	note = `${lineName}[0] , `;
	place = new RegExp(`(?:user\\.js|${url.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}):(\\d+):(\\d+)`, 'g');
	prefixLength = firstLinePrefixLength;
	originalColumn = original;
}

/** The innermost place of the program in a stack; line 0 if the program is not on it. */
export function placeIn(stack: unknown): { line: number; column: number } {
	if (typeof stack !== 'string') return { line: 0, column: 0 };
	place.lastIndex = 0;
	for (let found = exec(place, stack); found; found = exec(place, stack)) {
		const line = Number(found[1]);
		const column = Number(found[2]) - (line === 1 ? prefixLength : 0);
		// What stands before the program has functions, too: a stack may overflow there.
		if (column > 0) return { line, column: originalColumn(line, column) };
	}
	return { line: 0, column: 0 };
}

/** Text of any value, whatever its own conversions do. */
export function messageOf(thrown: unknown): string {
	try {
		const text = thrown instanceof Error ? thrown.message : thrown;
		return slice(replaceAll(String(text), note, ''), 0, kMaxMessageLength);
	} catch {
		return 'a value that cannot be shown as text';
	}
}

/** A program may get hold of an error of the runtime's before it comes here: what is no line becomes 0, not known. */
const lineOf = (value: unknown): number => (typeof value === 'number' && isSafeInteger(value) && value > 0 ? value : 0);

export function toProgramError(thrown: unknown): ProgramError {
	const message = messageOf(thrown);
	try {
		if (thrown instanceof LeakError) return { name: 'LeakError', message, line: lineOf(thrown.line), column: 0 };
		if (thrown instanceof Error) return { name: slice(String(thrown.name), 0, 100), message, ...placeIn(thrown.stack) };
	} catch {
		// Its name or its stack throws: the message alone tells what it is.
	}
	return { name: 'Uncaught', message, line: 0, column: 0 };
}
