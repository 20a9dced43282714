// A program's text changed so that each call notes its line right before it happens: exact, and about a nanosecond.
import type { AnyNode, CallExpression, NewExpression } from 'acorn';
import { Edits } from './edits.ts';
import { findQuiet } from './quiet.ts';
import type { Tree } from './tree.ts';

type Call = CallExpression | NewExpression;

/** What the instrumented text uses of what stands before it. No identifier of the program's is among the names. */
export interface Names {
	/** An array; its first element is the line. */
	line: string;
	/** `(value, line)`: notes the line and gives the value. */
	noted: string;
	/** `(line)`: notes the line and gives an iterable of nothing. */
	none: string;
	/** `(line)`: something disposable that notes the line when it is disposed of. */
	ending: string;
}

export interface Instrumented {
	text: string;
	names: Names;
	/** `(line, column)` of the text to the column in the program, both from 1. */
	originalColumn(line: number, column: number): number;
}

/**
 * The line is noted once callee, receiver and arguments are evaluated: with the last argument, `f(a, (line[0] = 7, b))`, or
 * `f(a, noted(b(), 7))` where that is not quiet. Without an argument it is noted before the whole, `(line[0] = 7, o.f())`,
 * if all that comes before the call is quiet; else, and after a `...` that is not, by spreading nothing:
 * `a().f(...none(7))`. Callees stay as they are, because browsers print them in messages: `o.f is not a function`.
 *
 * Left alone: tagged templates, and what has no call in the text; the line noted last counts there, that is for a
 * getter that is a function of the engine's, for one that a timer or a promise calls, and for `await using`. A plain
 * `using` notes its own line before it disposes. Calls have their callee's last line, `new` has that of the word.
 *
 * Same lines, other columns: `originalColumn` gives them back. `Function.prototype.toString` shows the changed text.
 * `tree` is of a program that parses as a module; so does the result, and as a script it means the same.
 */
export function instrument(code: string, tree: Tree): Instrumented {
	const names = freshNames(tree.nodes);
	const { edits } = new Instrumenter(code, tree, names);
	return { names, ...edits.apply(code) };
}

/** With a number at their end that makes them new. */
function freshNames(nodes: readonly AnyNode[]): Names {
	const used = new Set(nodes.map((node) => (node.type === 'Identifier' ? node.name : '')));
	for (let i = 0; ; i++) {
		const names = { line: `$line${i}`, noted: `$noted${i}`, none: `$none${i}`, ending: `$ending${i}` };
		const numbered = new RegExp(`^\\$ending${i}_`);
		if (Object.values(names).some((name) => used.has(name))) continue;
		if (![...used].some((name) => numbered.test(name))) return names;
	}
}

class Instrumenter {
	readonly edits = new Edits();
	readonly #code: string;
	readonly #names: Names;
	readonly #quiet: ReadonlySet<AnyNode>;
	/** Where statements begin that are expressions: no parenthesis may be put there, it could continue what is before. */
	readonly #statements = new Set<number>();
	/** What browsers print in messages as it stands, or what is no value: not to be put into parentheses. */
	readonly #fixed = new Set<AnyNode>();
	/** Nodes below the top of a spine that was looked at. */
	readonly #inSpine = new Set<AnyNode>();
	/** Calls whose line is noted before the whole spine. */
	readonly #noted = new Set<AnyNode>();
	#endings = 0;

	constructor(code: string, tree: Tree, names: Names) {
		this.#code = code;
		this.#names = names;
		this.#quiet = findQuiet(tree);
		for (const node of tree.nodes) this.#visit(node);
	}

	#visit(node: AnyNode): void {
		if (node.type === 'ExpressionStatement') this.#statements.add(node.start);
		const subject = subjectOf(node);
		if (subject) this.#fixed.add(subject);
		if (isSpine(node) && !this.#inSpine.has(node)) this.#lookAtSpine(node);
		if (node.type === 'CallExpression' || node.type === 'NewExpression') this.#note(node);
		else if (node.type === 'VariableDeclaration' && node.kind === 'using') this.#noteEnding(node);
		else this.#keepFromComments(node);
	}

	/** From `a.b().c.d()` down to `a`: the first call evaluated is the last on the way. */
	#lookAtSpine(top: AnyNode): void {
		let whole: AnyNode | undefined;
		let first: Call | undefined;
		for (let node: AnyNode | undefined = top; node; node = below(node)) {
			if (node !== top) this.#inSpine.add(node);
			// A member beyond the last call stays outside: it may be assigned to. A chain with `?.` is one.
			if (node.type !== 'MemberExpression' && isSpine(node)) whole ??= node;
			if (node.type === 'CallExpression' || node.type === 'NewExpression') first = node;
		}
		if (!first || !whole || this.#fixed.has(top)) return;
		if (first.arguments.length > 0 || !this.#quiet.has(first.callee)) return;
		this.#noted.add(first);
		const note = `${this.#names.line}[0]=${lineOf(first)},`;
		if (this.#statements.has(whole.start)) this.edits.open(whole, note);
		else this.edits.around(whole, `(${note}`, ')');
	}

	#note(call: Call): void {
		if (this.#noted.has(call)) return;
		const { line, noted, none } = this.#names;
		const number = lineOf(call);
		const last = call.arguments.at(-1);
		if (last === undefined) {
			const nothing = `...${none}(${number})`;
			if (hasParentheses(this.#code, call)) this.edits.close(call, nothing, -1);
			else this.edits.close(call, `(${nothing})`);
		} else if (last.type === 'SpreadElement' && this.#quiet.has(last))
			this.edits.around(last.argument, `(${line}[0]=${number},`, ')');
		else if (last.type === 'SpreadElement') this.edits.close(last, `,...${none}(${number})`);
		else if (this.#quiet.has(last)) this.edits.around(last, `(${line}[0]=${number},`, ')');
		else if (last.type === 'SequenceExpression') this.edits.around(last, `${noted}((`, `),${number})`);
		else this.edits.around(last, `${noted}(`, `,${number})`);
	}

	/** A further resource, disposed of before those of the same declaration. */
	#noteEnding(node: Extract<AnyNode, { type: 'VariableDeclaration' }>): void {
		const last = node.declarations.at(-1);
		const line = node.loc?.start.line ?? 0;
		const { ending } = this.#names;
		if (last?.init) this.edits.close(last, `,${ending}_${this.#endings++}=${ending}(${line})`);
	}

	/** A module has no comments that begin with `<!--` or `-->`, and was parsed without; the script that runs has. */
	#keepFromComments(node: AnyNode): void {
		if (node.type === 'UnaryExpression' && this.#code.startsWith('<!--', node.start - 1)) this.edits.open(node, ' ');
		if (node.type === 'UpdateExpression' && this.#code.startsWith('-->', node.end - 2)) this.edits.close(node, ' ');
	}
}

/** What has another expression at its beginning that is evaluated first. */
function below(node: AnyNode): AnyNode | undefined {
	switch (node.type) {
		case 'CallExpression':
		case 'NewExpression':
			return node.callee;
		case 'MemberExpression':
			return node.object;
		case 'TaggedTemplateExpression':
			return node.tag;
		case 'ChainExpression':
			return node.expression;
		default:
			return undefined;
	}
}

const isSpine = (node: AnyNode) => below(node) !== undefined;

/** The expression that is iterated or taken apart, or deleted with its chain. */
function subjectOf(node: AnyNode): AnyNode | null | undefined {
	switch (node.type) {
		case 'ForOfStatement':
			return node.right;
		case 'SpreadElement':
			return node.argument;
		case 'YieldExpression':
			return node.delegate ? node.argument : undefined;
		case 'VariableDeclarator':
			return isPattern(node.id) ? node.init : undefined;
		case 'AssignmentExpression':
		case 'AssignmentPattern':
			return isPattern(node.left) ? node.right : undefined;
		case 'UnaryExpression':
			return node.operator === 'delete' && node.argument.type === 'ChainExpression' ? node.argument : undefined;
		default:
			return undefined;
	}
}

const isPattern = (node: AnyNode) => node.type === 'ArrayPattern' || node.type === 'ObjectPattern';

const lineOf = (call: Call) => (call.type === 'NewExpression' ? call.loc?.start.line : call.callee.loc?.end.line) ?? 0;

/** Whether a call has its own, as `new f` has not; those around its callee do not count. */
function hasParentheses(code: string, call: Call): boolean {
	if (call.type === 'CallExpression') return true;
	return code
		.slice(call.callee.end, call.end)
		.replace(/\/\*.*?\*\/|\/\/[^\n\r\u2028\u2029]*/gs, '')
		.includes('(');
}
