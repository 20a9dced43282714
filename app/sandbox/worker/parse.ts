// The program's text before it runs: a syntax error with its place and a word of help, and loops without an end.
import { type AnyNode, type Node, type Options, parse } from 'acorn';
import type { EndlessLoop, ProgramError } from '../../protocol/messages.ts';

/** A program is the body of an async function in strict mode. Standing on its first line, it moves columns only. */
export const kStrict = "'use strict';";

const kOptions: Options = {
	ecmaVersion: 'latest',
	sourceType: 'script',
	locations: true,
	allowAwaitOutsideFunction: true,
	allowReturnOutsideFunction: true,
};

export type Parsed = { endlessLoops: EndlessLoop[] } | { error: ProgramError };

export function parseProgram(code: string): Parsed {
	try {
		return { endlessLoops: endlessLoops(parse(kStrict + code, kOptions)) };
	} catch (error) {
		if (error instanceof SyntaxError && 'loc' in error) return { error: explain(error, error.loc as Place) };
		// The parser itself gave up: nesting beyond its stack.
		return { error: { name: 'SyntaxError', message: 'The program is nested too deeply', line: 0, column: 0 } };
	}
}

interface Place {
	line: number;
	/** Counts from 0. */
	column: number;
}

function explain(error: SyntaxError, { line, column }: Place): ProgramError {
	const message = error.message.replace(/ \(\d+:\d+\)$/, '');
	const help = /'import' and 'export'/.test(message)
		? 'A program cannot import or export: all that it may use is there already, see the completions of the editor'
		: message;
	return {
		name: 'SyntaxError',
		message: help,
		line,
		column: column + 1 - (line === 1 ? kStrict.length : 0),
	};
}

/** Loops whose condition is true for ever and whose own text has nothing that leaves or suspends them. */
function endlessLoops(program: Node): EndlessLoop[] {
	const found: EndlessLoop[] = [];
	const visit = (node: AnyNode) => {
		if (isForever(node) && !leaves(node.body, true)) found.push({ line: node.loc?.start.line ?? 0 });
		for (const child of children(node)) visit(child);
	};
	visit(program as AnyNode);
	return found.slice(0, kMaxLoops);
}

const kMaxLoops = 20;

type Loop = Extract<AnyNode, { type: 'WhileStatement' | 'DoWhileStatement' | 'ForStatement' }>;

function isForever(node: AnyNode): node is Loop {
	if (node.type !== 'WhileStatement' && node.type !== 'DoWhileStatement' && node.type !== 'ForStatement') return false;
	return node.test == null || (node.test.type === 'Literal' && Boolean(node.test.value));
}

/** `ownBreaks`: whether an unlabelled `break` here would leave the loop that is asked about. */
function leaves(node: AnyNode, ownBreaks: boolean): boolean {
	switch (node.type) {
		case 'FunctionDeclaration':
		case 'FunctionExpression':
		case 'ArrowFunctionExpression':
			return false;
		case 'AwaitExpression':
		case 'YieldExpression':
		case 'ReturnStatement':
		case 'ThrowStatement':
			return true;
		case 'BreakStatement':
			return ownBreaks || node.label != null;
		case 'ContinueStatement':
			return node.label != null;
	}
	const inner = /^(For|While|DoWhile|Switch)/.test(node.type) ? false : ownBreaks;
	return (node.type === 'ForOfStatement' && node.await) || children(node).some((child) => leaves(child, inner));
}

function children(node: AnyNode): AnyNode[] {
	return Object.values(node).flat().filter(isNode);
}

const isNode = (value: unknown): value is AnyNode =>
	typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
