// Runs the user's program, and sees to it that nothing of it is held when it is over.
import { instrument } from './instrument.ts';
import { nameProgram } from './locate.ts';
import { helperValues, type Program, parametersOf } from './notedLine.ts';
import type { Tree } from './tree.ts';

declare global {
	var __program: Program | undefined;
}

/**
 * Resolves when the program's own code has ended, rejects with what it threw. `onError` is told what nobody caught
 * in what goes on beside it: timers, and promises that nobody handles.
 */
export async function runProgram(code: string, tree: Tree, onError: (error: unknown) => void): Promise<void> {
	const { setTimeout, importScripts } = globalThis;
	const { text, names, originalColumn } = instrument(code, tree);
	// What stands before the program on its first line.
	const prefix = `self.__program=async(${parametersOf(names)})=>{'use strict';`;
	const whole = `${prefix}${text}\n};//# sourceURL=user.js`;
	const url = URL.createObjectURL(new Blob([whole], { type: 'text/javascript' }));
	nameProgram(url, prefix.length, originalColumn, names.line);
	// Kept from the browser's own console, which would hold the error and all that it reaches.
	addEventListener('error', (event) => {
		event.preventDefault();
		onError(event.error ?? new Error(event.message));
	});
	addEventListener('unhandledrejection', (event) => {
		event.preventDefault();
		onError(event.reason);
	});
	// In a job of its own: what called this is not on the program's stack, and holds nothing of it.
	await new Promise<void>((resolve) => setTimeout(resolve, 0));
	// A classic script's function, unlike a module's, is collectable once it has ended.
	importScripts(url);
	await callProgram();
}

/** A frame of its own, which is gone while the program is awaited: no variable there holds the function. */
function callProgram(): Promise<void> {
	const program = self.__program as Program;
	self.__program = undefined;
	return program(...helperValues());
}
