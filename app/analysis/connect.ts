// Connects the flows of a program: each expression, assignment and declaration with what it takes its value from.
import type { AnyNode } from 'acorn';
import { connectCall, connectNew } from './calls.ts';
import { connectClass } from './classes.ts';
import { type Flow, kElements, type Thing } from './flow.ts';
import type { Model } from './model.ts';
import { read, readNamed } from './read.ts';
import { isFunction, isNothing, nameOfKey } from './syntax.ts';

/** Throws TooManySteps. */
export function connectProgram(model: Model): void {
	for (const node of model.syntax.nodes)
		if (node.type === 'CallExpression' && node.callee.type === 'Super')
			model.superCalls.set(model.scopes.thisOwnerOf(node), node);
	for (const node of model.syntax.nodes) connect(model, node);
	model.flows.solve();
}

function connect(model: Model, node: AnyNode): void {
	const { flows } = model;
	const flow = () => model.flowOf(node);
	switch (node.type) {
		case 'Identifier':
			if (isGlobal(model, node)) readNamed(model, model.global, node.name, flow());
			return;
		case 'FunctionDeclaration':
		case 'FunctionExpression':
		case 'ArrowFunctionExpression':
			connectFunction(model, node);
			return;
		case 'ClassDeclaration':
		case 'ClassExpression':
			connectClass(model, node);
			return;
		case 'VariableDeclarator':
			if (node.init) bind(model, node.id, model.flowOf(node.init));
			{
				connectUsing(model, node);
				return;
			}
		case 'AssignmentExpression':
			connectAssignment(model, node);
			return;
		case 'AssignmentPattern':
			flows.copy(model.flowOf(node.right), patternFlow(model, node.left));
			return;
		case 'ConditionalExpression':
			flows.copy(model.flowOf(node.consequent), flow());
			flows.copy(model.flowOf(node.alternate), flow());
			return;
		case 'LogicalExpression':
			flows.copy(model.flowOf(node.left), flow());
			flows.copy(model.flowOf(node.right), flow());
			return;
		case 'MemberExpression':
			readNamed(model, model.flowOf(node.object), nameOfKey(node.property, node.computed), flow());
			return;
		case 'ArrayExpression':
			connectArray(model, node);
			return;
		case 'ObjectExpression':
			connectObject(model, node);
			return;
		case 'CallExpression':
			connectCall(model, node);
			return;
		case 'NewExpression':
			connectNew(model, node);
			return;
		case 'ForOfStatement':
			connectForOf(model, node);
			return;
		case 'UnaryExpression':
			if (node.operator === 'delete' && node.argument.type === 'MemberExpression') forget(model, node, node.argument);
			return;
		case 'ReturnStatement':
			if (node.argument) returns(model, node, node.argument);
			return;
		case 'YieldExpression':
			connectYield(model, node);
			return;
	}
}

/** A name that stands for a value, and that the program does not declare. */
function isGlobal(model: Model, node: AnyNode): boolean {
	if (model.scopes.variableOf(node)) return false;
	const parent = model.syntax.parentOf(node);
	if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed;
	if (parent?.type === 'Property') return parent.value === node;
	return true;
}

function connectFunction(
	model: Model,
	node: Extract<AnyNode, { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }>,
): void {
	const thing = model.thing('function', node);
	const variable = node.id && model.scopes.variableOf(node.id);
	if (variable) model.flows.add(model.variable(variable), thing);
	if (node.type !== 'FunctionDeclaration') model.flows.add(model.flowOf(node), thing);
	if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement')
		model.flows.copy(model.flowOf(node.body), model.returnsOf(node));
	for (const [index, param] of node.params.entries()) bind(model, param, model.parameterOf(node, index));
}

/** What a pattern's names get. */
export function bind(model: Model, pattern: AnyNode, source: Flow): void {
	const { flows } = model;
	switch (pattern.type) {
		case 'Identifier':
			flows.copy(source, model.flowOf(pattern));
			return;
		case 'MemberExpression':
			put(model, pattern, pattern, [source]);
			return;
		case 'AssignmentPattern':
			bind(model, pattern.left, source);
			return;
		case 'RestElement':
			// Of an array what is left, of an object some of its fields: the whole is near enough.
			bind(model, pattern.argument, source);
			return;
		case 'ArrayPattern':
			for (const element of pattern.elements) {
				if (element?.type === 'RestElement') bind(model, element, source);
				else if (element) bind(model, element, fieldFlow(model, source, kElements, element));
			}
			return;
		case 'ObjectPattern':
			for (const property of pattern.properties) {
				if (property.type === 'RestElement') bind(model, property, source);
				else
					bind(model, property.value, fieldFlow(model, source, nameOfKey(property.key, property.computed), property));
			}
	}
}

/** What `{ name: pattern }` takes out of the source, at `place`. */
function fieldFlow(model: Model, source: Flow, name: string, place: AnyNode): Flow {
	const taken = model.flowOf(place);
	readNamed(model, source, name, taken);
	return taken;
}

function patternFlow(model: Model, pattern: AnyNode): Flow {
	const taken = model.flowOf(pattern);
	if (pattern.type !== 'Identifier') bind(model, pattern, taken);
	return taken;
}

/** Notes that values are put into a field: `o.name = value`. */
function put(
	model: Model,
	node: AnyNode,
	member: Extract<AnyNode, { type: 'MemberExpression' }>,
	values: Flow[],
): void {
	const field = nameOfKey(member.property, member.computed);
	const receiver = model.flowOf(member.object);
	model.puts.push({ node, receiver: member.object, field, values });
	model.flows.each(receiver, (thing) => {
		for (const value of values) model.flows.copy(value, model.flows.field(thing, field));
	});
}

function connectAssignment(model: Model, node: Extract<AnyNode, { type: 'AssignmentExpression' }>): void {
	const { left, right, operator } = node;
	const logical = operator === '??=' || operator === '||=' || operator === '&&=';
	if (operator !== '=' && !logical) return;
	if (logical) {
		model.flows.copy(model.flowOf(left), model.flowOf(node));
		model.flows.copy(model.flowOf(right), model.flowOf(node));
	}
	if (left.type !== 'MemberExpression') {
		bind(model, left, model.flowOf(right));
		return;
	}
	if (isNothing(right)) {
		forget(model, node, left);
		return;
	}
	const name = nameOfKey(left.property, left.computed);
	if (name === 'length') model.emptied.push({ node, receiver: left.object, field: kElements, all: isZero(right) });
	// What was in the field is not any more: one that is given a new array was emptied.
	if (isFresh(right)) forget(model, node, left, right);
	put(model, node, left, [model.flowOf(right)]);
	if (/^on[a-z]+$/.test(name)) {
		const by = model.flowOf(left.object);
		model.later.push({
			node,
			callback: model.flowOf(right),
			callbackNode: right,
			kept: [],
			by,
			what: name,
			ends: false,
		});
	}
}

const isZero = (node: AnyNode) => node.type === 'Literal' && node.value === 0;

/** An empty container. */
const isFresh = (node: AnyNode) =>
	(node.type === 'ArrayExpression' && node.elements.length === 0) ||
	(node.type === 'ObjectExpression' && node.properties.length === 0) ||
	(node.type === 'NewExpression' &&
		node.arguments.length === 0 &&
		node.callee.type === 'Identifier' &&
		/^(Map|Set|Array)$/.test(node.callee.name));

function forget(
	model: Model,
	node: AnyNode,
	member: Extract<AnyNode, { type: 'MemberExpression' }>,
	value?: AnyNode,
): void {
	const field = nameOfKey(member.property, member.computed);
	const emptying = { node, receiver: member.object, field, all: field !== kElements };
	model.emptied.push(value ? { ...emptying, value } : emptying);
}

function connectArray(model: Model, node: Extract<AnyNode, { type: 'ArrayExpression' }>): void {
	const thing = model.thing('array', node);
	model.flows.add(model.flowOf(node), thing);
	const elements = model.flows.field(thing, kElements);
	for (const element of node.elements) {
		if (element?.type === 'SpreadElement') read(model, model.flowOf(element.argument), kElements, elements);
		else if (element) model.flows.copy(model.flowOf(element), elements);
	}
}

function connectObject(model: Model, node: Extract<AnyNode, { type: 'ObjectExpression' }>): void {
	const { flows } = model;
	const thing = model.thing('object', node);
	flows.add(model.flowOf(node), thing);
	for (const property of node.properties) {
		if (property.type === 'SpreadElement') {
			read(model, model.flowOf(property.argument), kElements, flows.field(thing, kElements));
			continue;
		}
		const { value } = property;
		const field = flows.field(thing, nameOfKey(property.key, property.computed));
		flows.copy(property.kind === 'get' && isFunction(value) ? model.returnsOf(value) : model.flowOf(value), field);
		if (value.type === 'FunctionExpression') flows.add(model.thisOf(value), thing);
	}
}

function connectForOf(model: Model, node: Extract<AnyNode, { type: 'ForOfStatement' }>): void {
	const element = model.flowOf(node);
	readElements(model, model.flowOf(node.right), node, element);
	if (node.left.type !== 'VariableDeclaration') {
		bind(model, node.left, element);
		return;
	}
	for (const { id } of node.left.declarations) bind(model, id, element);
	if (node.left.kind === 'using' || node.left.kind === 'await using') model.deleted.push(element);
}

/** What a loop takes from it, one after the other: of a Map pairs. */
function readElements(model: Model, source: Flow, place: AnyNode, to: Flow): void {
	model.flows.each(source, (thing: Thing) => {
		if (thing.name !== 'Map') return read(model, flowWith(model, thing, place), kElements, to);
		const pair = model.thing('array', place, 'pair');
		model.flows.copy(thing.all, model.flows.field(pair, kElements));
		model.flows.add(to, pair);
	});
}

function flowWith(model: Model, thing: Thing, place: AnyNode): Flow {
	const alone = model.thing('object', place, 'iterated');
	model.flows.add(alone.target, thing);
	return alone.target;
}

function connectYield(model: Model, node: Extract<AnyNode, { type: 'YieldExpression' }>): void {
	const fn = model.scopes.functionAround(node);
	if (!fn || !node.argument) return;
	if (node.delegate) read(model, model.flowOf(node.argument), kElements, model.yieldsOf(fn));
	else model.flows.copy(model.flowOf(node.argument), model.yieldsOf(fn));
}

function returns(model: Model, node: AnyNode, value: AnyNode): void {
	const fn = model.scopes.functionAround(node);
	if (fn) model.flows.copy(model.flowOf(value), model.returnsOf(fn));
}

/** What `using` declares is deleted at the end of its block. */
function connectUsing(model: Model, node: Extract<AnyNode, { type: 'VariableDeclarator' }>): void {
	const declaration = model.syntax.parentOf(node);
	if (declaration?.type !== 'VariableDeclaration' || !node.init) return;
	if (declaration.kind === 'using' || declaration.kind === 'await using') model.deleted.push(model.flowOf(node.init));
}
