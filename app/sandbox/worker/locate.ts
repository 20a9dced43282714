// From what a program threw to name, message and place, without trusting what was thrown.
import type { ProgramError } from '../../protocol/messages.ts';

const kMaxMessageLength = 2_000;
// Taken before the program runs: it may replace them.
const { Error, String, Number } = globalThis;
const exec = Function.prototype.call.bind(RegExp.prototype.exec) as (
	re: RegExp,
	text: string,
) => RegExpExecArray | null;
const slice = Function.prototype.call.bind(String.prototype.slice) as (
	text: string,
	from: number,
	to: number,
) => string;

let place = /user\.js:(\d+):(\d+)/;
let prefixLength = 0;

/** Browsers name a program in stacks by its sourceURL or by its blob's URL; its first line is moved by the prefix. */
export function nameProgram(url: string, firstLinePrefixLength: number): void {
	place = new RegExp(`(?:user\\.js|${url.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}):(\\d+):(\\d+)`);
	prefixLength = firstLinePrefixLength;
}

/** The innermost place of the program in a stack; line 0 if the program is not on it. */
export function placeIn(stack: unknown): { line: number; column: number } {
	const found = typeof stack === 'string' ? exec(place, stack) : null;
	if (!found) return { line: 0, column: 0 };
	const line = Number(found[1]);
	return { line, column: Math.max(1, Number(found[2]) - (line === 1 ? prefixLength : 0)) };
}

/** The line of the program that is being executed. */
export const currentLine = (): number => placeIn(new Error().stack).line;

/** Text of any value, whatever its own conversions do. */
export function messageOf(thrown: unknown): string {
	try {
		const text = thrown instanceof Error ? thrown.message : thrown;
		return slice(String(text), 0, kMaxMessageLength);
	} catch {
		return 'a value that cannot be shown as text';
	}
}

export function toProgramError(thrown: unknown): ProgramError {
	const message = messageOf(thrown);
	try {
		if (thrown instanceof Error) return { name: slice(String(thrown.name), 0, 100), message, ...placeIn(thrown.stack) };
	} catch {
		// Its name or its stack throws: the message alone tells what it is.
	}
	return { name: 'Uncaught', message, line: 0, column: 0 };
}
