// Where wrappers come from: ready-made classes and their methods, native constructors with manage(), and functions.
import type { AnyNode } from 'acorn';
import { description } from '../../engine/prebuilt/description.ts';
import { type Flow, kElements, kHeld, type Thing } from './flow.ts';
import type { Model } from './model.ts';
import { isFunction } from './syntax.ts';

interface Method {
	readonly name: string;
	readonly result: string;
	readonly ownership?: string;
}

interface EngineClass {
	readonly name: string;
	readonly constructor: { readonly params: readonly { readonly type: string }[] };
	readonly methods: readonly Method[];
}

const engineClasses: readonly EngineClass[] = description.classes;
const classOf = (name: string) => engineClasses.find((it) => it.name === name);

/** What gives a new object of the engine's, of its own: `matrix.mul(other)`. */
const kGiving = new Set(['own', 'orNull']);

/** `made` stands for an object of the class that is made at the line; `node`: the call, or what it is a part of. */
export function makeNative(
	model: Model,
	made: Thing,
	className: string,
	line: number,
	node: AnyNode,
	args: readonly Flow[],
): void {
	made.isWrapper = true;
	made.lines.add(line);
	made.classNames.add(className);
	const params = classOf(className)?.constructor.params ?? [];
	params.forEach(({ type }, index) => {
		const callback = args[index];
		if (type !== 'callback' || !callback) return;
		const held = model.flows.field(made, kHeld);
		model.flows.copy(callback, held);
		const by = model.thing('object', made.node, `holder ${made.name}`).target;
		model.flows.add(by, made);
		const call = node.type === 'NewExpression' || node.type === 'CallExpression' ? node.arguments[index] : undefined;
		const callbackNode = call ?? node;
		model.later.push({ node, callback, callbackNode, kept: [], by, what: className, ends: false });
	});
}

/** `_X__constructor(...)`: a pointer, which `manage()` joins with a wrapper. */
export function makePointer(
	model: Model,
	className: string,
	call: AnyNode,
	line: number,
	args: readonly Flow[],
	to: Flow,
): void {
	const pointer = model.thing('pointer', call, className);
	pointer.lines.add(line);
	pointer.classNames.add(className);
	for (const argument of args)
		model.flows.each(argument, (thing) => {
			if (thing.kind === 'held') model.flows.copy(thing.target, model.flows.field(pointer, kHeld));
		});
	model.flows.add(to, pointer);
}

/** `manage(ptr, weakref, deleter)`: what the WeakRef refers to is the wrapper of the pointer. */
export function manage(model: Model, node: AnyNode, args: readonly Flow[]): void {
	const [ptr, weakRef, deleter] = args;
	if (!ptr || !weakRef || !deleter) return;
	const { flows } = model;
	model.managed.push({ node, weakRef, deleter });
	flows.each(weakRef, (ref) => {
		if (ref.kind !== 'weakref') return;
		flows.each(ref.target, (wrapper) => {
			wrapper.isWrapper = true;
			flows.each(ptr, (pointer) => {
				if (pointer.kind !== 'pointer') return;
				for (const line of pointer.lines) wrapper.lines.add(line);
				for (const name of pointer.classNames) wrapper.classNames.add(name);
				flows.copy(flows.field(pointer, kHeld), flows.field(wrapper, kHeld));
			});
		});
	});
}

/** A method of a ready-made wrapper, that is not one of the program's. */
export function callNativeMethod(
	model: Model,
	receiver: Thing,
	name: string,
	call: AnyNode,
	line: number,
	to: Flow,
): void {
	for (const className of receiver.classNames) {
		const method = classOf(className)?.methods.find((it) => it.name === name);
		if (!method) continue;
		if (method.result === 'bytes') {
			// The view keeps its wrapper.
			const view = model.thing('object', call, 'bytes');
			model.flows.add(model.flows.field(view, kElements), receiver);
			model.flows.add(to, view);
		} else if (kGiving.has(method.ownership ?? '') && classOf(method.result)) {
			const made = model.thing('object', call, `given ${method.result}`);
			makeNative(model, made, method.result, line, call, []);
			model.flows.add(to, made);
		}
	}
}

/** Arguments to parameters, by place. */
export function passArguments(model: Model, fn: AnyNode, args: readonly Flow[]): void {
	if (!isFunction(fn)) return;
	const { flows } = model;
	const last = fn.params.at(-1);
	const rest = last?.type === 'RestElement' ? fn.params.length - 1 : Number.POSITIVE_INFINITY;
	for (const [index, given] of args.entries()) {
		if (index < rest) {
			if (index < fn.params.length) flows.copy(given, model.parameterOf(fn, index));
			continue;
		}
		const all = model.thing('array', fn, 'rest');
		flows.copy(given, flows.field(all, kElements));
		flows.add(model.parameterOf(fn, rest), all);
	}
}
