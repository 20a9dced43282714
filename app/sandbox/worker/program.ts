// Makes a program of the user's text and calls it, and sees to it that nothing of it is held when it is over.
import { instrument } from './instrument.ts';
import { nameProgram } from './locate.ts';
import { helperValues, type Program, parametersOf } from './notedLine.ts';
import type { Platform } from './platform.ts';
import type { Tree } from './tree.ts';

declare global {
	var __program: Program | undefined;
}

/** Resolves when the program is there to be called, in a job of its own: nothing on its stack will hold anything of it. */
export async function loadProgram(code: string, tree: Tree, { clock, script }: Platform): Promise<void> {
	const { text, names, originalColumn } = instrument(code, tree);
	// What stands before the program on its first line.
	const prefix = `globalThis.__program=async(${parametersOf(names)})=>{'use strict';`;
	const { name, run } = script(`${prefix}${text}\n};//# sourceURL=user.js`);
	nameProgram(name, prefix.length, originalColumn, names.line);
	await new Promise<void>((resolve) => clock.after(0, resolve));
	run();
}

/**
 * Resolves when the program's own code has ended, rejects with what it threw. Has a frame of its own, which is gone while
 * the program is awaited: no variable there holds the function.
 */
export function callProgram(): Promise<void> {
	const program = globalThis.__program as Program;
	globalThis.__program = undefined;
	return program(...helperValues());
}
