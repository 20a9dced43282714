// Whether what is put into a container is taken out again: always, sometimes, or never.
import type { AnyNode } from 'acorn';
import { kElements, type Thing } from './flow.ts';
import type { Model, Put } from './model.ts';
import type { Variable } from './scopes.ts';
import { isNothing } from './syntax.ts';

export type Emptied = 'always' | 'sometimes' | 'never';

/** `holder`: the variable that keeps the container; to give it another value empties it, too. */
export function emptiedAfter(model: Model, put: Put, container: Thing, holder: Variable | undefined): Emptied {
	const places = [...takenOut(model, put, container), ...reassigned(model, container, holder)];
	if (places.length === 0) return 'never';
	return places.some(({ node, all }) => all && isAfter(model, node, put.node)) ? 'always' : 'sometimes';
}

function takenOut(model: Model, put: Put, container: Thing) {
	model.flows.spendPairs(model.emptied.length);
	return model.emptied.filter(({ receiver, field, node, value }) => {
		// That is how the container came there.
		if (node === put.node || (value && model.flowOf(value).things.has(container))) return false;
		for (const thing of model.flowOf(receiver).things) {
			if (thing === container) return field === put.field || field === kElements;
			// `state.list = []`: what was in the field was the container.
			if (field !== kElements && thing.fields.get(field)?.things.has(container)) return true;
		}
		return false;
	});
}

function reassigned(model: Model, container: Thing, holder: Variable | undefined) {
	if (!holder || !model.variable(holder).things.has(container)) return [];
	return model.writesOf(holder).flatMap(({ node, value }) => {
		if (!value || model.flowOf(value).things.has(container)) return [];
		const all = isNothing(value) || value.type === 'ArrayExpression' || value.type === 'NewExpression';
		return [{ node, all }];
	});
}

const kBranches = /^(If|Switch|Conditional|Logical|Catch|For|While|DoWhile)/;

/** Whether `later` comes to its turn, whatever happens, once `earlier` has had its. */
function isAfter(model: Model, later: AnyNode, earlier: AnyNode): boolean {
	const fn = model.scopes.functionAround(later);
	for (let it = model.syntax.parentOf(later); it && it !== fn; it = model.syntax.parentOf(it))
		if (kBranches.test(it.type) && !model.scopes.isWithin(earlier, it)) return false;
	return placesIn(model, earlier, fn).every((place) => place !== undefined && place < later.start);
}

/** Where in the function a node has its turn: where it stands, or where the functions around it are called. */
function placesIn(model: Model, node: AnyNode, fn: AnyNode | undefined, depth = 0): (number | undefined)[] {
	const around = model.scopes.functionAround(node);
	if (around === fn) return [node.start];
	if (!around || depth > 4) return [undefined];
	const calls = model.calls.get(around) ?? [];
	if (calls.length === 0 || calls.length > 20) return [undefined];
	return calls.flatMap((call) => (isSoon(call) ? placesIn(model, call, fn, depth + 1) : [undefined]));
}

/** Whether a function given to this call is called at once. */
function isSoon(call: AnyNode): boolean {
	if (call.type !== 'CallExpression' || call.callee.type !== 'Identifier') return true;
	return !/^set(Interval|Timeout)$/.test(call.callee.name);
}
