// Calls and `new`: what a call gives, and which functions of the program it enters.
import type { AnyNode, CallExpression, NewExpression } from 'acorn';
import { callBuiltin, callMethod } from './builtins.ts';
import { makeInstance } from './classes.ts';
import { type Flow, kElements, type Thing } from './flow.ts';
import { getOr, type Model } from './model.ts';
import { makeNew } from './newBuiltin.ts';
import { read } from './read.ts';
import { callLineOf, isClass, isFunction, nameOfKey } from './syntax.ts';
import { callNativeMethod, makeNative, makePointer, passArguments } from './wrappersIn.ts';

/** One call, as those who connect it need it. */
export interface Call {
	readonly node: CallExpression | NewExpression;
	/** A `...list` gives the list's elements for all that follow. */
	readonly args: readonly Flow[];
	readonly argNodes: readonly AnyNode[];
	readonly result: Flow;
	/** Of `o.m()`. */
	readonly receiver: Flow | undefined;
}

export function connectCall(model: Model, node: CallExpression): void {
	const call = makeCall(model, node);
	const { callee } = node;
	if (callee.type === 'Super') return;
	if (callee.type === 'MemberExpression' && callee.object.type !== 'Super') {
		const name = nameOfKey(callee.property, callee.computed);
		callMethod(model, call, callee.object, name);
		model.flows.each(model.flowOf(callee.object), (thing) => {
			if (thing.isWrapper) callNativeMethod(model, thing, name, node, callLineOf(node), call.result);
		});
	}
	model.flows.each(model.flowOf(callee), (thing) => enter(model, thing, call));
}

export function connectNew(model: Model, node: NewExpression): void {
	const call = makeCall(model, node);
	model.flows.each(model.flowOf(node.callee), (thing) => construct(model, thing, call));
}

/** What `new` makes of a class; Reflect.construct does the same. */
export function construct(model: Model, thing: Thing, call: Call): void {
	const { node, args, result } = call;
	if (thing.kind === 'engine-class') {
		const made = model.thing('object', node, `new ${thing.name}`);
		makeNative(model, made, thing.name, callLineOf(node), node, args);
		model.flows.add(result, made);
	} else if (thing.kind === 'class' && isClass(thing.node)) {
		model.flows.add(result, makeInstance(model, thing.node, node, args));
	} else if (thing.kind === 'function' && isFunction(thing.node)) {
		const made = model.thing('object', node, `instance ${thing.node.start}`);
		model.flows.add(model.thisOf(thing.node), made);
		model.flows.add(result, made);
		passArguments(model, thing.node, args);
	} else if (thing.kind === 'builtin') makeNew(model, thing.name, call);
}

/** Calls a thing: a function of the program, one that is bound, a native constructor, a function of the platform's. */
export function enter(model: Model, thing: Thing, call: Call): void {
	const { flows } = model;
	const { node, args, result, receiver } = call;
	if (thing.kind === 'builtin') {
		callBuiltin(model, thing.name, call);
		return;
	}
	if (thing.kind === 'native-constructor') {
		makePointer(model, thing.name, node, callLineOf(node), args, result);
		return;
	}
	if (thing.kind === 'bound') {
		flows.each(thing.target, (fn) => enter(model, fn, { ...call, receiver: undefined }));
		return;
	}
	const fn = thing.node;
	if (thing.kind !== 'function' || !isFunction(fn)) return;
	getOr(model.calls, fn, () => []).push(node);
	passArguments(model, fn, args);
	if (receiver && fn.type !== 'ArrowFunctionExpression') flows.copy(receiver, model.thisOf(fn));
	if (!fn.generator) {
		flows.copy(model.returnsOf(fn), result);
		return;
	}
	const generator = model.thing('generator', node);
	flows.copy(model.yieldsOf(fn), flows.field(generator, kElements));
	flows.add(generator.target, thing);
	flows.add(result, generator);
}

function makeCall(model: Model, node: CallExpression | NewExpression): Call {
	const { callee } = node;
	const args: Flow[] = [];
	for (const argument of node.arguments) {
		if (argument.type !== 'SpreadElement') args.push(model.flowOf(argument));
		else {
			const spread = model.flowOf(argument);
			read(model, model.flowOf(argument.argument), kElements, spread);
			args.push(spread, spread, spread);
		}
	}
	const receiver =
		callee.type === 'MemberExpression' && callee.object.type !== 'Super' ? model.flowOf(callee.object) : undefined;
	return { node, args, argNodes: node.arguments, result: model.flowOf(node), receiver };
}
