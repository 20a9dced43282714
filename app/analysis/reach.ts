// What things keep alive: by their fields, and by what closures capture.
import type { AnyNode } from 'acorn';
import { type Flow, kHeld, type Thing } from './flow.ts';
import type { Model } from './model.ts';
import type { Scope, ThisOwner, Variable } from './scopes.ts';
import { isClass, isFunction } from './syntax.ts';

/** Things that one thing keeps; beyond it nothing is followed. */
const kMaxReached = 400;

/** A variable, or `this`, that a closure keeps. */
export interface Captured {
	/** Where the text of a closure has it. */
	readonly node: AnyNode;
	/** `this` or the variable's name. */
	readonly name: string;
	readonly flow: Flow;
	/** Undefined: `this`. */
	readonly variable: Variable | undefined;
	/** It lives as long as the program does. */
	readonly isTop: boolean;
}

/** What is in the context of a scope. */
export interface Shared extends Captured {
	/** One that captures it. */
	readonly closure: AnyNode;
	/** Whose `this` it is. */
	readonly owner: ThisOwner | undefined;
}

/** By fields and elements alone, not by closures: what a program's data holds. */
export function reachByData(start: Iterable<Thing>): Set<Thing> {
	return reach(start, (thing) => [thing.all]);
}

/**
 * By fields, elements and closures, with what C++ holds. The program's own variables are not followed: who
 * keeps them keeps everything.
 */
export function reachByClosures(model: Model, start: Iterable<Thing>): Set<Thing> {
	return reach(start, (thing) => [
		thing.all,
		...functionsOf(thing).flatMap((fn) =>
			capturesOf(model, fn)
				.filter(({ isTop }) => !isTop)
				.map(({ flow }) => flow),
		),
	]);
}

function reach(start: Iterable<Thing>, next: (thing: Thing) => Flow[]): Set<Thing> {
	const found = new Set(start);
	for (const thing of found) {
		for (const flow of next(thing)) {
			for (const further of flow.things) {
				if (found.size >= kMaxReached) return found;
				found.add(further);
			}
		}
	}
	return found;
}

/** The functions that a thing is or, of a class, has. */
function functionsOf({ kind, node }: Thing): AnyNode[] {
	if (kind === 'function' && isFunction(node)) return [node];
	if (kind !== 'class' || !isClass(node)) return [];
	return node.body.body.flatMap((it) => ('value' in it && it.value && isFunction(it.value) ? [it.value] : []));
}

export const wrappersAmong = (things: Iterable<Thing>): Thing[] => [...things].filter(({ isWrapper }) => isWrapper);

/** The functions that are called when a thing is: of one that is bound, the one below. */
export function calledFunctions(thing: Thing): AnyNode[] {
	if (thing.kind === 'function') return [thing.node];
	if (thing.kind !== 'bound') return [];
	return [...thing.target.things].flatMap((it) => (it.kind === 'function' ? [it.node] : []));
}

/** What the closure's own text captures. */
export function capturesOf(model: Model, fn: AnyNode): Captured[] {
	const { scopes } = model;
	const found: Captured[] = [];
	for (const [variable, node] of scopes.capturedBy(fn)) found.push(capturedVariable(model, variable, node));
	const captured = scopes.thisCapturedBy(fn);
	if (captured) found.push(capturedThis(model, captured.owner, captured.node));
	return found;
}

/**
 * What a closure keeps that only others capture: the scopes around it have one context each, with all that any
 * closure captures there.
 */
export function sharedWith(model: Model, fn: AnyNode): Shared[] {
	const { scopes } = model;
	const own = scopes.capturedBy(fn);
	const ownThis = scopes.thisCapturedBy(fn)?.owner;
	return scopes
		.around(fn)
		.flatMap((scope) =>
			contextOf(model, scope).filter(({ variable, owner }) => (variable ? !own.has(variable) : owner !== ownThis)),
		);
}

/** In a scope's context, by any closure: as much of it as is looked at. */
const kMaxShared = 100;
const contexts = new WeakMap<Scope, Shared[]>();

function contextOf(model: Model, scope: Scope): Shared[] {
	const known = contexts.get(scope);
	if (known) return known;
	const { scopes } = model;
	const found: Shared[] = [];
	const owner = ownerOf(model, scope);
	const [first] = owner ? scopes.thisCapturesOf(owner) : [];
	if (owner && first) found.push({ ...capturedThis(model, owner, first.node), closure: first.closure, owner });
	for (const variable of scope.variables) {
		const [capture] = scopes.capturesOf(variable);
		if (!capture) continue;
		found.push({ ...capturedVariable(model, variable, capture.node), closure: capture.closure, owner: undefined });
		if (found.length >= kMaxShared) break;
	}
	contexts.set(scope, found);
	return found;
}

/** Whose `this` is in the scope's context. */
function ownerOf(model: Model, scope: Scope): ThisOwner | undefined {
	if (scope.type !== 'function') return undefined;
	const node = model.scopes.nodeOf(scope.block);
	return node && node.type !== 'ArrowFunctionExpression' ? node : undefined;
}

const capturedVariable = (model: Model, variable: Variable, node: AnyNode): Captured => ({
	node,
	name: variable.name,
	flow: model.variable(variable),
	variable,
	isTop: variable.scope === model.scopes.top,
});

const capturedThis = (model: Model, owner: ThisOwner, node: AnyNode): Captured => ({
	node,
	name: 'this',
	flow: model.thisOf(owner),
	variable: undefined,
	isTop: owner === model.syntax.program,
});

/** Whether what is captured keeps a wrapper; a variable of the program's own must hold it directly. */
export function keeps(model: Model, { flow, isTop }: Captured, wrapper: Thing): boolean {
	if (flow.things.has(wrapper)) return true;
	return !isTop && reachByClosures(model, flow.things).has(wrapper);
}

/** The functions that the wrapper's native object holds. */
export const heldBy = (wrapper: Thing): Flow | undefined => wrapper.fields.get(kHeld);
