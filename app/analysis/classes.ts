// Classes of the program: their methods, fields and instances, and which of them make native objects.
import type { AnyNode } from 'acorn';
import type { Flow, Thing } from './flow.ts';
import type { Model } from './model.ts';
import { type ClassNode, callLineOf, isFunction, nameOfKey } from './syntax.ts';
import { makeNative, passArguments } from './wrappersIn.ts';

export function connectClass(model: Model, node: ClassNode): void {
	const { flows } = model;
	const made = model.thing('class', node);
	const prototype = prototypeOf(model, node);
	const variable = node.id && model.scopes.variableOf(node.id);
	if (variable) flows.add(model.variable(variable), made);
	if (node.type === 'ClassExpression') flows.add(model.flowOf(node), made);
	const instances = model.instancesOf(node);
	for (const member of node.body.body) {
		if (member.type === 'StaticBlock') {
			flows.add(model.thisOf(member), made);
			continue;
		}
		const self = model.thisOf(member.type === 'PropertyDefinition' ? member : member.value);
		if (member.static) flows.add(self, made);
		else flows.copy(instances, self);
		const { value } = member;
		if (!value) continue;
		const name = nameOfKey(member.key, member.computed);
		if (member.type === 'PropertyDefinition' && !member.static)
			flows.each(instances, (thing) => flows.copy(model.flowOf(value), flows.field(thing, name)));
		else {
			const got = member.type === 'MethodDefinition' && member.kind === 'get' && isFunction(value);
			const owner = member.static ? made : prototype;
			flows.copy(got ? model.returnsOf(value) : model.flowOf(value), flows.field(owner, name));
		}
	}
	if (!node.superClass) return;
	flows.each(model.flowOf(node.superClass), (parent) => {
		if (parent.kind !== 'class' || parent === made) return;
		const parentNode = parent.node;
		if (parentNode.type !== 'ClassDeclaration' && parentNode.type !== 'ClassExpression') return;
		flows.copy(instances, model.instancesOf(parentNode));
		flows.add(prototype.prototype, prototypeOf(model, parentNode));
		flows.add(made.prototype, parent);
	});
}

const prototypeOf = (model: Model, node: ClassNode): Thing => model.thing('object', node, 'prototype');

/** A `new` of a class of the program; a subclass of an engine's class makes native objects. */
export function makeInstance(model: Model, node: ClassNode, call: AnyNode, args: readonly Flow[]): Thing {
	const made = model.thing('object', call, `instance ${node.start}`);
	model.flows.add(made.prototype, prototypeOf(model, node));
	model.flows.add(model.instancesOf(node), made);
	construct(model, node, made, callLineOf(call), args, new Set());
	return made;
}

function construct(
	model: Model,
	node: ClassNode,
	made: Thing,
	line: number,
	args: readonly Flow[],
	on: Set<AnyNode>,
): void {
	if (on.has(node)) return;
	on.add(node);
	const own = constructorOf(node);
	if (own) passArguments(model, own, args);
	if (!node.superClass) return;
	// Without a constructor of its own, it passes its arguments on.
	const call = own && model.superCalls.get(own);
	const passed = call ? call.arguments.map((it) => model.flowOf(it)) : args;
	const at = call ? callLineOf(call) : line;
	model.flows.each(model.flowOf(node.superClass), (parent) => {
		if (parent.kind === 'engine-class') makeNative(model, made, parent.name, at, call ?? made.node, passed);
		else if (parent.node.type === 'ClassDeclaration' || parent.node.type === 'ClassExpression')
			if (parent.kind === 'class') construct(model, parent.node, made, at, passed, on);
	});
}

function constructorOf(node: ClassNode): Extract<AnyNode, { type: 'FunctionExpression' }> | undefined {
	for (const member of node.body.body)
		if (member.type === 'MethodDefinition' && member.kind === 'constructor') return member.value;
	return undefined;
}
