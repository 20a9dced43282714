// A program's text as a tree, within bounds: what is too long or too deep is refused, and nothing overflows the stack.
import { type AnyNode, type Program, parse } from 'acorn';

/** A program of 2,000 lines has some 80,000 characters. */
export const kMaxChars = 256 * 1024;
/** Nodes within nodes: what walks the tree by recursion needs some hundred bytes of stack for each. */
export const kMaxDepth = 1_000;

export interface Syntax {
	readonly program: Program;
	/** Each node after its parent; the program is the first. */
	readonly nodes: readonly AnyNode[];
	parentOf(node: AnyNode): AnyNode | undefined;
}

export type Fault = { message: string; line: number };

export const isNode = (value: unknown): value is AnyNode =>
	typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

/** The body of an async function in strict mode: of acorn's grammars that of a module, with `return`, is the same. */
export function readSyntax(code: string): Syntax | { fault: Fault } {
	if (code.length > kMaxChars) return tooMuch(`longer than ${kMaxChars} characters`);
	try {
		const program = parse(code, {
			ecmaVersion: 'latest',
			sourceType: 'module',
			locations: true,
			ranges: true,
			allowReturnOutsideFunction: true,
		});
		return listNodes(program);
	} catch (error) {
		if (error instanceof RangeError) return tooMuch('nested too deeply');
		if (!(error instanceof SyntaxError)) throw error;
		if (/stack space/.test(error.message)) return tooMuch('nested too deeply');
		const line = 'loc' in error && isPlace(error.loc) ? error.loc.line : 0;
		return { fault: { message: error.message.replace(/ \(\d+:\d+\)$/, ''), line } };
	}
}

const isPlace = (value: unknown): value is { line: number } =>
	typeof value === 'object' && value !== null && 'line' in value && typeof value.line === 'number';

const tooMuch = (how: string, line = 0) => ({
	fault: { message: `The program is ${how}: it was not searched for suspects`, line },
});

function listNodes(program: Program): Syntax | { fault: Fault } {
	const nodes: AnyNode[] = [program];
	const depths = [0];
	const parents = new Map<AnyNode, AnyNode>();
	for (let i = 0; i < nodes.length; i++) {
		const node = nodes[i] ?? program;
		const depth = (depths[i] ?? 0) + 1;
		if (depth > kMaxDepth) return tooMuch('nested too deeply', lineOf(node));
		const add = (child: unknown) => {
			// Of `{ a }` key and value are one node.
			if (!isNode(child) || parents.has(child)) return;
			parents.set(child, node);
			nodes.push(child);
			depths.push(depth);
		};
		for (const value of Object.values(node)) {
			if (Array.isArray(value)) value.forEach(add);
			else if (typeof value === 'object') add(value);
		}
	}
	return { program, nodes, parentOf: (node) => parents.get(node) };
}

export const lineOf = (node: AnyNode): number => node.loc?.start.line ?? 0;

/** The line that the engine notes for a call: of `new` that of the word, else that of the callee's end. */
export const callLineOf = (call: AnyNode): number =>
	call.type === 'CallExpression' ? (call.callee.loc?.end.line ?? 0) : lineOf(call);

export type FunctionNode = Extract<
	AnyNode,
	{ type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;
export type ClassNode = Extract<AnyNode, { type: 'ClassDeclaration' | 'ClassExpression' }>;

export const isFunction = (node: AnyNode): node is FunctionNode =>
	node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';

export const isClass = (node: AnyNode): node is ClassNode =>
	node.type === 'ClassDeclaration' || node.type === 'ClassExpression';

/** The value that is nothing: null, undefined, void. */
export const isNothing = (node: AnyNode | null | undefined): boolean =>
	!node ||
	(node.type === 'Literal' && node.value === null) ||
	(node.type === 'Identifier' && node.name === 'undefined') ||
	(node.type === 'UnaryExpression' && node.operator === 'void');

/** A field's name in `o.name`, `o['name']`, `{ name: 1 }`; `*` for what is computed, an index among it. */
export function nameOfKey(key: AnyNode, computed: boolean): string {
	if (key.type === 'PrivateIdentifier') return `#${key.name}`;
	if (key.type === 'Identifier' && !computed) return key.name;
	return key.type === 'Literal' && typeof key.value === 'string' ? key.value : '*';
}
