// Functions that never come to their end: what they declared before they wait stays with them.
import type { AnyNode } from 'acorn';
import type { Thing } from '../flow.ts';
import type { Variable } from '../scopes.ts';
import { type Finder, quoted, type Search, wrappersIn } from '../search.ts';
import type { Suspect } from '../suspect.ts';
import { isFunction, lineOf } from '../syntax.ts';
import type { Wait } from '../waits.ts';

const kRemedy = 'Give the variable null before the wait, or do the work in a function of its own that ends before it.';

export const findSuspended: Finder = (search) => [
	...search.lives.waits.filter(({ forEver }) => forEver).map((wait) => waiting(search, wait)),
	...generators(search),
];

function waiting({ model, held, suspect }: Search, { node, fn, untilEnd }: Wait): Suspect | undefined {
	const { scopes } = model;
	const home = fn ? scopes.scopeOf(fn) : scopes.top;
	const wrappers = new Set<Thing>();
	const names: string[] = [];
	for (const variable of scopes.all) {
		if (variable.scope.variableScope !== home || !isHeldAt(variable, node, untilEnd) || model.isDropped(variable))
			continue;
		const { things } = model.variable(variable);
		const kept = held(variable);
		if (kept.length === 0 || [...things].some(({ kind }) => kind === 'derefed')) continue;
		names.push(variable.name);
		for (const it of kept) wrappers.add(it);
	}
	if (wrappers.size === 0) return undefined;
	const isLoop = node.type !== 'AwaitExpression';
	const what = isLoop ? 'this loop has no end' : 'this wait may never end';
	const sentence = `Suspect: ${what}, and ${quoted(names)} ${names.length > 1 ? 'are' : 'is'} declared before it: a suspended function may keep all its variables.`;
	return suspect({
		kind: 'suspended',
		node,
		confidence: isLoop ? 'likely' : 'possible',
		wrappers: [...wrappers],
		names,
		sentence,
		remedy: kRemedy,
	});
}

/** Whether it was declared before the wait, in a block that is not left yet. */
function isHeldAt({ scope, identifiers, defs }: Variable, node: AnyNode, untilEnd: number): boolean {
	const at = identifiers[0]?.range?.[0];
	const range = scope.block.range;
	if (at === undefined || at >= untilEnd || !range) return false;
	const isValue = defs[0]?.type === 'Variable' || defs[0]?.type === 'Parameter';
	return isValue && (scope.type === 'module' || (range[0] <= node.start && node.end <= range[1]));
}

/** A generator that was begun and is kept, with what it declared before a yield. */
function generators({ model, holders, suspect }: Search): (Suspect | undefined)[] {
	const { scopes, syntax } = model;
	const found = new Map<AnyNode, Suspect | undefined>();
	for (const holder of holders) {
		for (const { kind, target } of holder.things) {
			if (kind !== 'generator') continue;
			for (const { node: fn } of target.things) {
				if (found.has(fn) || !isFunction(fn)) continue;
				const yields = syntax.nodes.filter(
					({ type, start, end }) => type === 'YieldExpression' && start > fn.start && end < fn.end,
				);
				const last = yields.findLast((it) => scopes.functionAround(it) === fn);
				if (!last) continue;
				const locals = scopes.all.filter(
					(it) => it.scope.variableScope === scopes.scopeOf(fn) && isHeldAt(it, last, last.start),
				);
				const names = locals.filter((it) => !model.isDropped(it) && wrappersIn(model.variable(it)).length > 0);
				const wrappers = names.flatMap((it) => wrappersIn(model.variable(it)));
				if (wrappers.length === 0) continue;
				const held = names.map(({ name }) => name);
				const sentence = `Suspect: the generator of line ${lineOf(fn)} is kept by ${quoted([holder.name])}; suspended at a yield, it may keep ${quoted(held)}.`;
				found.set(
					fn,
					suspect({
						kind: 'suspended',
						node: last,
						confidence: 'possible',
						wrappers,
						names: [...held, holder.name],
						sentence,
						remedy: kRemedy,
					}),
				);
			}
		}
	}
	return [...found.values()];
}
