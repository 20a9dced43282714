// Where functions, and the program itself, wait: what is in their scopes stays meanwhile.
import type { AnyNode } from 'acorn';
import type { Thing } from './flow.ts';
import type { Model } from './model.ts';
import type { FunctionNode } from './syntax.ts';

/** A timer that is called once keeps what it captures so long that it may be noticed. */
export const kLongMs = 10_000;

export interface Wait {
	readonly node: AnyNode;
	/** Who waits; undefined: the program's own code. */
	readonly fn: FunctionNode | undefined;
	/** A loop without an end, a long `tick()`, or a promise that something far off fulfils. */
	readonly forEver: boolean;
	/** Variables declared before this place of the text are there while it waits. */
	readonly untilEnd: number;
}

/** `isKept`: whether somebody may call a promise's resolver some day. */
export function findWaits(model: Model, isKept: (resolver: Thing) => boolean): Wait[] {
	const { nodes } = model.syntax;
	const found: Wait[] = [];
	const waiting = new Set<AnyNode>();
	const leaving = nodes.filter(({ type }) => /^(Break|Return|Throw)Statement$/.test(type));
	for (const node of nodes) {
		if (!(node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await))) continue;
		const fn = model.scopes.functionAround(node);
		const forEver =
			node.type === 'AwaitExpression' && (isLongTick(model, node.argument) || waitsLong(model, node.argument, isKept));
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

/** `tick(600_000)`, of the page: its timer is pending meanwhile. */
function isLongTick({ scopes }: Model, promise: AnyNode): boolean {
	if (promise.type !== 'CallExpression' || promise.callee.type !== 'Identifier') return false;
	const [ms] = promise.arguments;
	const isLong = ms?.type === 'Literal' && typeof ms.value === 'number' && ms.value >= kLongMs;
	return isLong && promise.callee.name === 'tick' && !scopes.variableOf(promise.callee);
}

/**
 * A promise whose resolver a pending timer calls, or something that lives long keeps. One that nobody can fulfil holds
 * nothing: with it, its waiter is collected.
 */
function waitsLong(model: Model, promise: AnyNode, isKept: (resolver: Thing) => boolean): boolean {
	if (promise.type !== 'NewExpression' || promise.callee.type !== 'Identifier') return false;
	return promise.callee.name === 'Promise' && isKept(model.thing('resolver', promise));
}
