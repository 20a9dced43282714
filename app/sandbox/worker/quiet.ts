// Which expressions of a program are quiet: their evaluation runs no code of the program's, and so changes no line.
import type { AnyNode, Expression, PrivateIdentifier } from 'acorn';
import type { Tree } from './tree.ts';

type Named = Extract<AnyNode, { type: 'Property' | 'MethodDefinition' | 'PropertyDefinition' }>;

/** By which of its own definitions a program may have its code run without a call. */
interface Definitions {
	/** The names that it has getters for. */
	readonly getters: Set<string>;
	/** Any property may have a getter: there are descriptors, proxies, or getters whose name is computed. */
	anyGetter: boolean;
	/** Operators may convert objects by its code. */
	conversions: boolean;
	/** It has generators, or iterators of another make. */
	iterators: boolean;
}

/**
 * A lie is possible, by a name put together at run time, and makes for a wrong line and nothing worse; so does a getter
 * or a Proxy that is a global variable. What is no expression is in the set or not, and means nothing.
 */
export function findQuiet({ nodes, parents }: Tree): ReadonlySet<AnyNode> {
	const definitions = findDefinitions(nodes);
	const quiet = new Set<AnyNode>();
	const hasLoudChild = new Uint8Array(nodes.length);
	for (let i = nodes.length - 1; i >= 0; i--) {
		const node = nodes[i] as AnyNode;
		if (isFunction(node) || (hasLoudChild[i] === 0 && isQuietItself(node, definitions))) quiet.add(node);
		else if (i > 0) hasLoudChild[parents[i] as number] = 1;
	}
	return quiet;
}

const isFunction = (node: AnyNode) => node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';

const kQuietOperators = new Set(['typeof', '!', 'void', 'delete', '===', '!==', '=', '&&=', '||=', '??=']);

/** Provided that what is below it is. */
function isQuietItself(node: AnyNode, { getters, anyGetter, conversions, iterators }: Definitions): boolean {
	switch (node.type) {
		case 'Identifier':
		case 'PrivateIdentifier':
		case 'Literal':
		case 'ThisExpression':
		case 'Super':
		case 'MetaProperty':
		case 'TemplateElement':
		case 'ArrayExpression':
		case 'ObjectExpression':
		case 'SequenceExpression':
		case 'LogicalExpression':
		case 'ConditionalExpression':
		case 'ChainExpression':
			return true;
		case 'UnaryExpression':
		case 'BinaryExpression':
			return !conversions || kQuietOperators.has(node.operator);
		case 'TemplateLiteral':
			return !conversions || node.expressions.length === 0;
		case 'Property':
			return !conversions || !node.computed;
		case 'MemberExpression': {
			if (anyGetter || (node.computed && conversions)) return false;
			const name = nameOf(node.property, node.computed);
			return getters.size === 0 || (name !== undefined && !getters.has(name));
		}
		case 'SpreadElement':
			return !iterators && !anyGetter && getters.size === 0;
		case 'UpdateExpression':
			return !conversions && node.argument.type === 'Identifier';
		case 'AssignmentExpression':
			return node.left.type === 'Identifier' && (!conversions || kQuietOperators.has(node.operator));
		default:
			return false;
	}
}

function findDefinitions(nodes: readonly AnyNode[]): Definitions {
	const found: Definitions = { getters: new Set(), anyGetter: false, conversions: false, iterators: false };
	for (const node of nodes) {
		if (node.type === 'Identifier' || node.type === 'Literal') noteWord(wordOf(node), found);
		else if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression')
			noteKey(nameOf(node.left.property, node.left.computed), found);
		else if (isNamed(node)) noteNamed(node, found);
		else if ('generator' in node && node.generator) found.iterators = true;
	}
	return found;
}

function noteWord(word: unknown, found: Definitions): void {
	if (word === 'toPrimitive' || word === 'hasInstance') found.conversions = true;
	if (word === 'iterator' || word === 'Proxy') found.iterators = true;
	if (word !== 'Proxy' && word !== '__defineGetter__') return;
	found.anyGetter = true;
	found.conversions = true;
}

const isNamed = (node: AnyNode): node is Named =>
	node.type === 'Property' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition';

function noteNamed(node: Named, found: Definitions): void {
	const name = nameOf(node.key, node.computed);
	if (node.type === 'PropertyDefinition' || node.kind !== 'get') {
		// A Map of one's own may have a method `get` in its class: that is no property descriptor.
		if (node.type === 'Property' || name !== 'get') noteKey(name, found);
		return;
	}
	if (name === undefined) found.anyGetter = true;
	else found.getters.add(name);
	noteKey(name, found);
}

function noteKey(name: string | undefined, found: Definitions): void {
	if (name === 'get') found.anyGetter = true;
	if (name === 'valueOf' || name === 'toString') found.conversions = true;
}

const wordOf = (node: AnyNode) => (node.type === 'Identifier' ? node.name : node.type === 'Literal' && node.value);

/** The name of a property, unless it is computed. */
function nameOf(key: Expression | PrivateIdentifier, computed: boolean): string | undefined {
	if (key.type === 'Literal') return String(key.value);
	if (key.type === 'PrivateIdentifier') return key.name;
	return key.type === 'Identifier' && !computed ? key.name : undefined;
}
