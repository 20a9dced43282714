// Who holds data for long: variables that outlive the call that made them, and properties of the global object.
import type { AnyNode } from 'acorn';
import type { Thing } from './flow.ts';
import type { Lasting, Lives } from './lives.ts';
import type { Model } from './model.ts';
import { reachByData } from './reach.ts';
import type { Variable } from './scopes.ts';

export interface Holder {
	readonly name: string;
	/** Undefined: a property of the global object. */
	readonly variable: Variable | undefined;
	readonly lasting: Lasting | undefined;
	/** All that its fields and elements lead to. */
	readonly things: ReadonlySet<Thing>;
}

export function findHolders(model: Model, lives: Lives): Holder[] {
	const found: Holder[] = [];
	for (const variable of model.scopes.all) {
		const { things } = model.variable(variable);
		if (![...things].some(isData) || model.isDropped(variable)) continue;
		const lasting = lives.lastingOf(variable);
		if (lasting) found.push({ name: variable.name, variable, lasting, things: reachByData(things) });
	}
	const [global] = model.global.things;
	for (const [name, { things }] of global?.fields ?? [])
		if ([...things].some(isData))
			found.push({ name: `globalThis.${name}`, variable: undefined, lasting: undefined, things: reachByData(things) });
	return found;
}

const isData = ({ kind }: Thing) =>
	kind !== 'builtin' && kind !== 'function' && kind !== 'native-constructor' && kind !== 'engine-class';

/** The holder that the text names, or any. */
export function holderOf(holders: readonly Holder[], thing: Thing, receiver: AnyNode): Holder | undefined {
	const holding = holders.filter(({ things }) => things.has(thing));
	const root = rootName(receiver);
	return holding.find(({ name }) => name === root) ?? holding[0];
}

/** Of `a.b.c`: a. */
function rootName(node: AnyNode): string {
	let it = node;
	while (it.type === 'MemberExpression') it = it.object;
	return it.type === 'Identifier' ? it.name : '';
}

/** How a text names what values are put into: `this.items`, `cache`. */
export function textOf(node: AnyNode): string {
	if (node.type === 'Identifier') return node.name;
	if (node.type === 'ThisExpression') return 'this';
	if (node.type !== 'MemberExpression') return 'it';
	const { property, computed } = node;
	const base = textOf(node.object);
	if (property.type === 'PrivateIdentifier') return `${base}.#${property.name}`;
	return !computed && property.type === 'Identifier' ? `${base}.${property.name}` : `${base}[…]`;
}
