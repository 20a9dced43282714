// Runs a program as the worker does, instrumented or as it is, in this realm.
import { Script } from 'node:vm';
import { type Instrumented, instrument } from '../../app/sandbox/worker/instrument.ts';
import { helperValues, type Program, parametersOf } from '../../app/sandbox/worker/notedLine.ts';
import { parseProgram } from '../../app/sandbox/worker/parse.ts';

export function instrumented(code: string): Instrumented {
	const parsed = parseProgram(code);
	if (!('tree' in parsed)) throw new Error(`${parsed.error.message}: ${code.slice(0, 200)}`);
	return instrument(code, parsed.tree);
}

/** The function that the worker makes of it, as an expression. */
export function functionOf({ names, text }: Instrumented): { text: string; prefixLength: number } {
	const prefix = `(async(${parametersOf(names)})=>{'use strict';`;
	return { text: `${prefix}${text}\n})`, prefixLength: prefix.length };
}

/** Runs the instrumented program; `scope`: what it finds in its global scope. */
export function runInstrumented(code: string, scope: Record<string, unknown> = {}): Promise<void> {
	Object.assign(globalThis, scope);
	const script = new Script(functionOf(instrumented(code)).text, { filename: 'user.js' });
	return (script.runInThisContext() as Program)(...helperValues());
}

/** Runs the program as it is written. */
export function runAsWritten(code: string, scope: Record<string, unknown> = {}): Promise<void> {
	Object.assign(globalThis, scope);
	const script = new Script(`(async()=>{'use strict';${code}\n})`, { filename: 'user.js' });
	return (script.runInThisContext() as Program)();
}
