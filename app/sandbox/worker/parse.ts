// The program's text before it runs: a syntax error with its place and a word of help, and loops without an end.
import { type AnyNode, type Options, type Position, parse } from 'acorn';
import type { EndlessLoop, ProgramError } from '../../protocol/messages.ts';
import { children, listTree, startOf, type Tree } from './tree.ts';

// A program is the body of an async function in strict mode. Of acorn's grammars that of a module, with `return`, is
// the same: strict, with `await` and `using`. Its imports and exports are found in the tree.
const kOptions: Options = {
	ecmaVersion: 'latest',
	sourceType: 'module',
	locations: true,
	allowReturnOutsideFunction: true,
};

export type Parsed = { endlessLoops: EndlessLoop[]; tree: Tree } | { error: ProgramError };

export function parseProgram(code: string): Parsed {
	try {
		const tree = listTree(parse(code, kOptions) as AnyNode);
		const loops: EndlessLoop[] = [];
		for (const node of tree.nodes) {
			if (isModular(node)) return { error: syntaxError(kNoModules, startOf(node)) };
			if (isForever(node) && loops.length < kMaxLoops && !leaves(node.body)) loops.push({ line: startOf(node).line });
		}
		return { endlessLoops: loops.sort((a, b) => a.line - b.line), tree };
	} catch (error) {
		if (!(error instanceof SyntaxError) || !('loc' in error)) throw error;
		const modules = /'import' and 'export'/.test(error.message);
		const message = modules ? kNoModules : error.message.replace(/ \(\d+:\d+\)$/, '');
		return { error: syntaxError(message, error.loc as Position) };
	}
}

const kNoModules =
	'A program cannot import or export: all that it may use is there already, see the completions of the editor';

const syntaxError = (message: string, { line, column }: Position): ProgramError => ({
	name: 'SyntaxError',
	message,
	line,
	column: column + 1,
});

const isModular = (node: AnyNode) =>
	/^(Import|Export).*Declaration$/.test(node.type) || (node.type === 'MetaProperty' && node.meta.name === 'import');

const kMaxLoops = 20;

/** A loop whose condition is true for ever. */
type Loop = Extract<AnyNode, { type: 'WhileStatement' | 'DoWhileStatement' | 'ForStatement' }>;

function isForever(node: AnyNode): node is Loop {
	if (node.type !== 'WhileStatement' && node.type !== 'DoWhileStatement' && node.type !== 'ForStatement') return false;
	return node.test == null || (node.test.type === 'Literal' && Boolean(node.test.value));
}

const kLeaves = new Set(['AwaitExpression', 'YieldExpression', 'ReturnStatement', 'ThrowStatement']);

/** Whether something in the loop's body, and not in a function made there, leaves the loop or suspends it. */
function leaves(body: AnyNode): boolean {
	const ahead = [{ node: body, breaksOut: true }];
	for (let next = ahead.pop(); next; next = ahead.pop()) {
		const { node, breaksOut } = next;
		const { type } = node;
		if (kLeaves.has(type) || (type === 'ForOfStatement' && node.await)) return true;
		if (type === 'BreakStatement' && (breaksOut || node.label)) return true;
		if (type === 'ContinueStatement' && node.label) return true;
		if (/Function/.test(type)) continue;
		// An unlabelled break in there leaves the inner statement only.
		const inner = breaksOut && !/^(For|While|DoWhile|Switch)/.test(type);
		ahead.push(...children(node).map((child) => ({ node: child, breaksOut: inner })));
	}
	return false;
}
