// `new` of what the platform brings: collections, WeakRefs, registries, promises, targets of events.
import type { Call } from './calls.ts';
import { enter } from './calls.ts';
import { kElements, type ThingKind } from './flow.ts';
import type { Model } from './model.ts';
import { read } from './read.ts';

const kKinds: Record<string, ThingKind> = {
	Map: 'collection',
	Set: 'collection',
	Array: 'array',
	WeakMap: 'weak',
	WeakSet: 'weak',
	WeakRef: 'weakref',
	FinalizationRegistry: 'registry',
	EventTarget: 'target',
	MessageChannel: 'target',
	BroadcastChannel: 'target',
};

export function makeNew(model: Model, name: string, call: Call): void {
	const { flows } = model;
	const { node, args, result } = call;
	const [first] = args;
	if (name === 'Promise') {
		makePromise(model, call);
		return;
	}
	if (name === 'Proxy') {
		for (const argument of args.slice(0, 2)) flows.copy(argument, result);
		return;
	}
	const thing = model.thing(kKinds[name] ?? 'object', node, name);
	flows.add(result, thing);
	if (name === 'WeakRef' && first) flows.copy(first, thing.target);
	if ((name === 'Map' || name === 'Set' || name === 'Array') && first) {
		const elements = flows.field(thing, kElements);
		const taken = model.thing('object', node, 'initial').target;
		read(model, first, kElements, taken);
		if (name === 'Map') read(model, taken, kElements, elements);
		else flows.copy(taken, elements);
	}
	if (name === 'FinalizationRegistry' && first) flows.copy(first, flows.field(thing, 'callback'));
	if (name === 'MessageChannel') for (const port of ['port1', 'port2']) flows.add(flows.field(thing, port), thing);
}

/** The promise stands for its value; its resolver, for what may keep whoever waits for it. */
function makePromise(model: Model, call: Call): void {
	const { flows } = model;
	const [executor] = call.args;
	if (!executor) return;
	const resolver = model.thing('resolver', call.node);
	const given = model.thing('object', call.node, 'resolve').target;
	flows.add(given, resolver);
	flows.copy(flows.field(resolver, 'value'), call.result);
	flows.each(executor, (thing) =>
		enter(model, thing, { ...call, args: [given], result: resolver.target, receiver: undefined }),
	);
}
