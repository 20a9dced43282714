// Every place that puts wrappers into something, with what gets them: judged once, for arrays and variables alike.
import type { AnyNode } from 'acorn';
import { kElements, type Thing } from './flow.ts';
import type { Model, Put } from './model.ts';
import { reachByClosures, wrappersAmong } from './reach.ts';

export interface Store {
	readonly put: Put;
	readonly containers: readonly Thing[];
	readonly wrappers: ReadonlySet<Thing>;
	/** What deref() gave is among it. */
	readonly isDerefed: boolean;
}

const kContainers = new Set(['array', 'collection', 'object', 'class']);

export function findStores(model: Model): Store[] {
	return model.puts.flatMap((put) => {
		if (isOwnField(model, put)) return [];
		const containers = [...model.flowOf(put.receiver).things].filter((it) => kContainers.has(it.kind) && !it.isWrapper);
		const values = put.values.flatMap(({ things }) => [...things]);
		const wrappers = new Set(wrappersAmong(reachByClosures(model, values)));
		if (containers.length === 0 || wrappers.size === 0) return [];
		return [{ put, containers, wrappers, isDerefed: values.some(({ kind }) => kind === 'derefed') }];
	});
}

/** `this.buffer = ...` in a constructor: part of the object, as a field of the class is. */
function isOwnField({ scopes, syntax }: Model, { node, receiver, field }: Put): boolean {
	if (receiver.type !== 'ThisExpression' || field === kElements) return false;
	const fn = scopes.functionAround(node);
	const method: AnyNode | undefined = fn && syntax.parentOf(fn);
	return method?.type === 'MethodDefinition' && method.kind === 'constructor';
}
