// The program's console: the usual methods, each a line of text. The browser's own would pin what it is given.
import type { ConsoleBuffer } from './consoleBuffer.ts';
import { format } from './format.ts';

export function makeConsole(buffer: ConsoleBuffer): object {
	const { performance } = globalThis;
	const now = performance.now.bind(performance);
	const counts = new Map<string, number>();
	const starts = new Map<string, number>();
	let indent = '';
	const at =
		(level: 'log' | 'info' | 'warn' | 'error' | 'debug') =>
		(...args: unknown[]) =>
			buffer.add(
				level,
				indent === '' ? args : typeof args[0] === 'string' ? [indent + args[0], ...args.slice(1)] : [indent, ...args],
			);
	const log = at('log');
	const warn = at('warn');
	const error = at('error');
	const elapsed = (label: string) => {
		const startMs = starts.get(label);
		if (startMs === undefined) warn(`Timer "${label}" does not exist`);
		return startMs === undefined ? undefined : `${label}: ${(now() - startMs).toFixed(2)} ms`;
	};
	const group = (...args: unknown[]) => {
		if (args.length > 0) log(...args);
		indent = `${indent}  `.slice(0, 40);
	};
	return {
		log,
		warn,
		error,
		info: at('info'),
		debug: at('debug'),
		trace: log,
		dir: (value: unknown) => log(format(value)),
		table: (rows: unknown) => {
			if (typeof rows !== 'object' || rows === null) return log(rows);
			for (const [key, row] of Object.entries(rows).slice(0, 100)) log(`${key}: ${format(row)}`);
		},
		assert: (condition: unknown, ...args: unknown[]) => {
			if (!condition) error('Assertion failed', ...args);
		},
		count: (label = 'default') => {
			const count = (counts.get(String(label)) ?? 0) + 1;
			counts.set(String(label), count);
			log(`${label}: ${count}`);
		},
		countReset: (label = 'default') => void counts.delete(String(label)),
		time: (label = 'default') => void starts.set(String(label), now()),
		timeLog: (label = 'default', ...args: unknown[]) => {
			const text = elapsed(String(label));
			if (text) log(text, ...args);
		},
		timeEnd: (label = 'default') => {
			const text = elapsed(String(label));
			if (text) log(text);
			starts.delete(String(label));
		},
		group,
		groupCollapsed: group,
		groupEnd: () => {
			indent = indent.slice(2);
		},
		// The console is the page's: a program does not take away what was said.
		clear: () => {},
	};
}
