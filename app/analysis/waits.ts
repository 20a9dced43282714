// Where functions, and the program itself, wait: what is in their scopes stays meanwhile.
import type { AnyNode } from 'acorn';
import type { Flow, Thing } from './flow.ts';
import type { Model } from './model.ts';
import type { FunctionNode } from './syntax.ts';

export interface Wait {
	readonly node: AnyNode;
	/** Who waits; undefined: the program's own code. */
	readonly fn: FunctionNode | undefined;
	/** A loop without an end, or a promise that something far off fulfils. */
	readonly forEver: boolean;
	/** Variables declared before this place of the text are there while it waits. */
	readonly untilEnd: number;
}

/** `isPending`: whether somebody will call one of these functions later. */
export function findWaits(model: Model, isPending: (flow: Flow) => boolean): Wait[] {
	const { nodes } = model.syntax;
	const found: Wait[] = [];
	const waiting = new Set<AnyNode>();
	const leaving = nodes.filter(({ type }) => /^(Break|Return|Throw)Statement$/.test(type));
	for (const node of nodes) {
		if (!(node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await))) continue;
		const fn = model.scopes.functionAround(node);
		const forEver = node.type === 'AwaitExpression' && waitsLong(model, node.argument, isPending);
		found.push({ node, fn, forEver, untilEnd: node.start });
		for (let it = model.syntax.parentOf(node); it && it !== fn; it = model.syntax.parentOf(it)) {
			if (!isEndless(it) || waiting.has(it)) continue;
			waiting.add(it);
			if (!leaves(model, it, leaving)) found.push({ node: it, fn, forEver: true, untilEnd: it.start });
		}
	}
	return found;
}

type Loop = Extract<AnyNode, { type: 'WhileStatement' | 'DoWhileStatement' | 'ForStatement' }>;

function isEndless(node: AnyNode): node is Loop {
	if (node.type !== 'WhileStatement' && node.type !== 'DoWhileStatement' && node.type !== 'ForStatement') return false;
	return !node.test || (node.test.type === 'Literal' && Boolean(node.test.value));
}

/** Whether something in it leaves it: a `break` of a loop within counts, too, for we want no false alarm. */
function leaves({ scopes }: Model, loop: Loop, leaving: readonly AnyNode[]): boolean {
	const fn = scopes.functionAround(loop);
	return leaving.some((it) => it.start > loop.start && it.end <= loop.end && scopes.functionAround(it) === fn);
}

/**
 * A promise whose resolver is kept by a variable, a field or a pending timer. One that nobody can fulfil holds nothing:
 * with it, its waiter is collected.
 */
function waitsLong(model: Model, promise: AnyNode, isPending: (flow: Flow) => boolean): boolean {
	if (promise.type !== 'NewExpression' || promise.callee.type !== 'Identifier' || promise.callee.name !== 'Promise')
		return false;
	const resolver = model.thing('resolver', promise);
	return isPending(model.thing('object', promise, 'resolve').target) || isStored(model, resolver);
}

function isStored(model: Model, resolver: Thing): boolean {
	const { scopes } = model;
	if (model.puts.some(({ values }) => values.some(({ things }) => things.has(resolver)))) return true;
	return scopes.all.some((it) => it.scope === scopes.top && model.variable(it).things.has(resolver));
}
