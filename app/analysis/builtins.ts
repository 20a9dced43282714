// Functions and methods of the platform and of the page that move values about, or keep functions for later.
import type { AnyNode } from 'acorn';
import { type Call, construct, enter } from './calls.ts';
import { type Flow, kElements, type Thing } from './flow.ts';
import type { Model } from './model.ts';
import { read } from './read.ts';
import { isFunction, isNothing } from './syntax.ts';
import { manage } from './wrappersIn.ts';

const kPutting: Record<string, number> = { push: 0, unshift: 0, add: 0, set: 0, splice: 2 };
const kTaking = new Set(['pop', 'shift', 'at', 'get', 'find', 'findLast', 'next']);
const kCopying = new Set([
	...['slice', 'filter', 'concat', 'reverse', 'sort', 'values', 'keys', 'entries', 'flat', 'fill', 'splice', 'with'],
	...['toSorted', 'toReversed', 'toSpliced', 'toArray', 'take', 'drop'],
]);
const kMapping = new Set(['map', 'flatMap']);
const kCalling = new Set([
	'forEach',
	'map',
	'flatMap',
	'filter',
	'some',
	'every',
	'find',
	'findLast',
	'findIndex',
	'sort',
	'reduce',
]);
const kContainers = new Set(['array', 'collection', 'generator']);

/** `o.m()` where `m` is known by its name. `object`: the expression before the dot. */
export function callMethod(model: Model, call: Call, object: AnyNode, name: string): void {
	const { flows } = model;
	const { node, args, result } = call;
	const receiver = model.flowOf(object);
	const [first] = args;
	const from = kPutting[name];
	if (from !== undefined && args.length > from)
		model.puts.push({ node, receiver: object, field: kElements, values: args.slice(from) });
	if (name === 'clear' || name === 'delete')
		model.emptied.push({ node, receiver: object, field: kElements, all: name === 'clear' });
	if (name === 'pop' || name === 'shift' || name === 'splice') {
		const all = name === 'splice' && call.argNodes.length === 1 && isZero(call.argNodes[0]);
		model.emptied.push({ node, receiver: object, field: kElements, all });
	}
	const deletes = (name === 'delete' || name === 'deleteLater') && args.length === 0;
	if (deletes && !isConditional(model, node)) model.deleted.push(receiver);
	if (name === 'close' || name === 'abort') model.closed.push(receiver);
	if ((name === 'use' || name === 'adopt') && first) model.deleted.push(first);
	if (name === 'addEventListener') listen(model, call, receiver);
	if (name === 'removeEventListener' && args[1]) model.removedListeners.push(args[1]);
	if (name === 'deref' && args.length === 0) deref(model, call, receiver);
	if ((name === 'then' || name === 'catch' || name === 'finally') && first)
		flows.each(first, (thing) =>
			enter(model, thing, { ...call, args: name === 'then' ? [receiver] : [], receiver: undefined }),
		);
	if (name === 'call')
		flows.each(receiver, (thing) => enter(model, thing, { ...call, args: args.slice(1), receiver: first }));
	if (name === 'apply') flows.each(receiver, (thing) => enter(model, thing, { ...call, args: [], receiver: first }));
	if (name === 'bind') bindFunction(model, call, receiver);
	flows.each(receiver, (thing) => {
		if (thing.kind === 'registry' && name === 'register' && first && args[1])
			model.registered.push({ target: first, held: args[1], heldNode: call.argNodes[1] ?? node, registry: thing });
		if (kContainers.has(thing.kind)) callOfContainer(model, thing, call, name);
		if (thing.kind === 'collection' && name === 'set') flows.add(result, thing);
	});
}

const isZero = (node: AnyNode | undefined) => node?.type === 'Literal' && node.value === 0;

function callOfContainer(model: Model, thing: Thing, call: Call, name: string): void {
	const { flows } = model;
	const { node, args, result } = call;
	const from = kPutting[name];
	if (from !== undefined) for (const value of args.slice(from)) flows.copy(value, flows.field(thing, kElements));
	if (name === 'fill' && args[0]) flows.copy(args[0], flows.field(thing, kElements));
	if (kTaking.has(name)) flows.copy(thing.all, result);
	if (kCopying.has(name)) {
		const list = model.thing('array', node, 'copy');
		flows.copy(thing.all, flows.field(list, kElements));
		if (name === 'concat') for (const value of args) read(model, value, kElements, flows.field(list, kElements));
		flows.add(result, list);
	}
	const [callback] = args;
	if (!callback || !kCalling.has(name)) return;
	const list = model.thing('array', node, 'mapped');
	if (name === 'reduce' && args[1]) flows.copy(args[1], result);
	const returned = kMapping.has(name) ? flows.field(list, kElements) : name === 'reduce' ? result : list.target;
	if (kMapping.has(name)) flows.add(result, list);
	if (name === 'reduce' && args.length < 2) flows.copy(thing.all, result);
	const given = name === 'reduce' ? [result, thing.all] : [thing.all, list.target, thing.all];
	flows.each(callback, (fn) => enter(model, fn, { ...call, args: given, result: returned, receiver: undefined }));
}

/** In a branch that may not be taken. */
function isConditional(model: Model, node: AnyNode): boolean {
	for (let it = model.syntax.parentOf(node); it && !isFunction(it); it = model.syntax.parentOf(it))
		if (/^(If|Switch|Conditional|Logical|Catch)/.test(it.type)) return true;
	return false;
}

function deref(model: Model, { node, result }: Call, receiver: Flow): void {
	const mark = model.thing('derefed', node);
	model.derefs.push({ node, mark });
	model.flows.add(result, mark);
	model.flows.each(receiver, (thing) => {
		if (thing.kind === 'weakref') model.flows.copy(thing.target, result);
	});
}

function bindFunction(model: Model, { node, args, result }: Call, receiver: Flow): void {
	const bound = model.thing('bound', node);
	const { flows } = model;
	flows.copy(receiver, bound.target);
	flows.copy(receiver, flows.field(bound, 'function'));
	for (const [index, value] of args.entries()) flows.copy(value, flows.field(bound, index === 0 ? 'this' : kElements));
	flows.add(result, bound);
}

function listen(model: Model, { node, args, argNodes }: Call, by: Flow): void {
	const [, callback, options] = args;
	const callbackNode = argNodes[1];
	if (!callback || !callbackNode) return;
	const settings = options && argNodes[2];
	const ends =
		settings?.type === 'ObjectExpression' &&
		settings.properties.some(
			(it) =>
				it.type === 'Property' &&
				it.key.type === 'Identifier' &&
				/^(once|signal)$/.test(it.key.name) &&
				!isNothing(it.value),
		);
	model.later.push({ node, callback, callbackNode, kept: [], by, what: 'addEventListener', ends });
}

/** A function of the platform's or of the page's, by its name: `setInterval`, `Array.from`. */
export function callBuiltin(model: Model, name: string, call: Call): void {
	const { flows } = model;
	const { node, args, argNodes, result } = call;
	const [first, second] = args;
	const callbackNode = argNodes[0];
	switch (name) {
		case 'manage':
			manage(model, node, args);
			return;
		case 'hold': {
			if (!first || !callbackNode || isWeak(argNodes[1])) return;
			const held = model.thing('held', node);
			flows.copy(first, held.target);
			flows.add(result, held);
			model.later.push({ node, callback: first, callbackNode, kept: [], by: held.target, what: 'hold', ends: false });
			return;
		}
		case 'setInterval':
		case 'setTimeout': {
			if (!first || !callbackNode) return;
			const timer = model.thing('timer', node, name);
			flows.add(result, timer);
			const delay = argNodes[1];
			const delayMs = delay?.type === 'Literal' && typeof delay.value === 'number' ? delay.value : undefined;
			model.later.push({
				node,
				callback: first,
				callbackNode,
				kept: args.slice(2),
				by: result,
				what: name,
				delayMs,
				ends: false,
			});
			flows.each(first, (thing) =>
				enter(model, thing, { ...call, args: args.slice(2), result: timer.target, receiver: undefined }),
			);
			return;
		}
		case 'clearInterval':
		case 'clearTimeout':
			if (first) model.clearedTimers.push(first);
			return;
		case 'addEventListener':
			listen(model, call, result);
			return;
		case 'removeEventListener':
			if (second) model.removedListeners.push(second);
			return;
		case 'scope':
		case 'queueMicrotask':
			if (first && name === 'scope') model.scoped.push(first);
			if (first) flows.each(first, (thing) => enter(model, thing, { ...call, args: [], receiver: undefined }));
			return;
		case 'Reflect.construct':
			if (first) flows.each(first, (thing) => construct(model, thing, { ...call, args: [] }));
			return;
		case 'Object.freeze':
		case 'Object.seal':
		case 'Promise.resolve':
		case 'Promise.all':
			if (first) flows.copy(first, result);
			return;
		case 'Promise.race':
		case 'Promise.any':
			if (first) read(model, first, kElements, result);
			return;
		case 'Object.assign':
			for (const source of args.slice(1))
				if (first) flows.each(first, (thing) => read(model, source, kElements, flows.field(thing, kElements)));
			if (first) flows.copy(first, result);
			return;
		case 'Array.of':
		case 'Array.from':
		case 'Object.values':
		case 'Object.entries':
		case 'Object.fromEntries':
			makeList(model, name, call);
			return;
	}
}

function makeList(model: Model, name: string, call: Call): void {
	const { flows } = model;
	const [first, mapping] = call.args;
	const list = model.thing('array', call.node, name);
	const elements = flows.field(list, kElements);
	flows.add(call.result, list);
	if (name === 'Array.of') for (const value of call.args) flows.copy(value, elements);
	else if (mapping && name === 'Array.from') {
		const each = list.target;
		if (first) read(model, first, kElements, each);
		flows.each(mapping, (fn) => enter(model, fn, { ...call, args: [each], result: elements, receiver: undefined }));
	} else if (first) read(model, first, kElements, elements);
}

/** `{ weak: true }`, or what may be it. */
const isWeak = (options: AnyNode | undefined): boolean =>
	options?.type === 'ObjectExpression'
		? options.properties.some(
				(it) =>
					it.type === 'Property' &&
					it.key.type === 'Identifier' &&
					it.key.name === 'weak' &&
					!(it.value.type === 'Literal' && it.value.value === false),
			)
		: options !== undefined && !isNothing(options);
