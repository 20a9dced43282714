// What the analysis knows of a program: the flow of every expression and variable, and notable places found on the way.
import type { AnyNode, CallExpression } from 'acorn';
import { Flow, Flows, Thing, type ThingKind } from './flow.ts';
import type { Scopes, ThisOwner, Variable } from './scopes.ts';
import { type ClassNode, isNothing, type Syntax } from './syntax.ts';

/** A `manage(ptr, weakref, deleter)`. */
export interface Managed {
	readonly node: AnyNode;
	readonly weakRef: Flow;
	readonly deleter: Flow;
}

/** A `registry.register(target, held)`. */
export interface Registered {
	readonly target: Flow;
	readonly held: Flow;
	readonly heldNode: AnyNode;
	readonly registry: Thing;
}

/** A function that is called later: by a timer, an event, or C++. */
export interface Later {
	readonly node: AnyNode;
	readonly callback: Flow;
	readonly callbackNode: AnyNode;
	/** Further arguments that are kept with it. */
	readonly kept: readonly Flow[];
	/** Who calls it: the native object or the event's target; empty if it is not known. */
	readonly by: Flow;
	/** `setInterval`, `setTimeout`, `addEventListener`, `onmessage`, `Listener`, `hold`. */
	readonly what: string;
	readonly delayMs?: number | undefined;
	/** It is called once, or something else ends it. */
	readonly ends: boolean;
}

/** Values put into a field or among the elements of something. */
export interface Put {
	readonly node: AnyNode;
	readonly receiver: AnyNode;
	readonly field: string;
	readonly values: readonly Flow[];
}

/** A place that takes out of something, or empties it. */
export interface Emptying {
	readonly node: AnyNode;
	readonly receiver: AnyNode;
	/** The one field that it empties; `*`: the elements. */
	readonly field: string;
	/** Nothing of that is left in it afterwards. */
	readonly all: boolean;
	/** What is there instead. */
	readonly value?: AnyNode;
}

/** An assignment to a variable. */
export interface Write {
	/** The variable's name. */
	readonly node: AnyNode;
	/** Undefined: part of it is assigned, or what a loop gives. */
	readonly value: AnyNode | undefined;
}

export class Model {
	readonly syntax: Syntax;
	readonly scopes: Scopes;
	readonly classNames: ReadonlySet<string>;
	readonly flows = new Flows();
	readonly managed: Managed[] = [];
	readonly registered: Registered[] = [];
	readonly later: Later[] = [];
	readonly puts: Put[] = [];
	readonly emptied: Emptying[] = [];
	/** What is given to clearInterval and clearTimeout. */
	readonly clearedTimers: Flow[] = [];
	/** Functions given to removeEventListener. */
	readonly removedListeners: Flow[] = [];
	/** What `close()` or `abort()` was called on. */
	readonly closed: Flow[] = [];
	/** What `delete()`, `deleteLater()` was called on, or what `using` holds. */
	readonly deleted: Flow[] = [];
	/** Functions given to `scope()`: what they make and do not give back is deleted. */
	readonly scoped: Flow[] = [];
	/** Holds the global object. */
	readonly global = new Flow();
	readonly derefs: { node: AnyNode; mark: Thing }[] = [];
	/** The calls of each function of the program. */
	readonly calls = new Map<AnyNode, AnyNode[]>();
	/** The `super(...)` of each constructor. */
	readonly superCalls = new Map<AnyNode, CallExpression>();
	readonly #writes = new Map<Variable, Write[]>();
	#wrappers: Thing[] | undefined;
	readonly #expressions = new Map<AnyNode, Flow>();
	readonly #variables = new Map<Variable, Flow>();
	readonly #named = new Map<string, Map<AnyNode, Flow>>();
	readonly #things = new Map<string, Thing>();
	readonly #made = new Map<AnyNode, Map<string, Thing>>();

	constructor(syntax: Syntax, scopes: Scopes, classNames: readonly string[]) {
		this.syntax = syntax;
		this.scopes = scopes;
		this.classNames = new Set(classNames);
		this.global.add(this.builtin('globalThis'));
	}

	/** The value of an expression. */
	flowOf(node: AnyNode): Flow {
		for (let it = node; ; ) {
			const same = sameValue(it);
			if (same) {
				it = same;
				continue;
			}
			const variable = it.type === 'Identifier' ? this.scopes.variableOf(it) : undefined;
			if (variable) return this.variable(variable);
			if (it.type === 'ThisExpression') return this.thisOf(this.scopes.thisOwnerOf(it));
			return getOr(this.#expressions, it, () => new Flow());
		}
	}

	variable(variable: Variable): Flow {
		return getOr(this.#variables, variable, () => new Flow());
	}

	thisOf(owner: ThisOwner): Flow {
		return this.#of('this', owner);
	}

	returnsOf(fn: AnyNode): Flow {
		return this.#of('returns', fn);
	}

	yieldsOf(fn: AnyNode): Flow {
		return this.#of('yields', fn);
	}

	/** What callers give for a parameter. */
	parameterOf(fn: AnyNode, index: number): Flow {
		return this.#of(`parameter ${index}`, fn);
	}

	instancesOf(node: ClassNode): Flow {
		return this.#of('instances', node);
	}

	/** What a node makes; one thing for each kind and name. */
	thing(kind: ThingKind, node: AnyNode, name = ''): Thing {
		const made = getOr(this.#made, node, () => new Map<string, Thing>());
		return getOr(made, `${kind} ${name}`, () => new Thing(kind, node, name));
	}

	/** A global of the platform's or of the page's, or a function of one: `Array.from`. */
	builtin(nameOrSelf: string): Thing {
		const name = nameOrSelf === 'self' || nameOrSelf === 'window' ? 'globalThis' : nameOrSelf;
		const kind = this.classNames.has(name) ? 'engine-class' : 'builtin';
		return getOr(this.#things, name, () => new Thing(kind, this.syntax.program, name));
	}

	/** What the program may use without declaring it. */
	nativeConstructor(className: string): Thing {
		return getOr(
			this.#things,
			`_${className}__constructor`,
			() => new Thing('native-constructor', this.syntax.program, className),
		);
	}

	/** All that stand for native objects; to be asked when all flows are known. */
	wrappers(): readonly Thing[] {
		this.#wrappers ??= [...this.#made.values()].flatMap((made) =>
			[...made.values()].filter(({ isWrapper }) => isWrapper),
		);
		return this.#wrappers;
	}

	/** Where a variable is given another value than that of its declaration. */
	writesOf(variable: Variable): readonly Write[] {
		return getOr(this.#writes, variable, () =>
			variable.references.flatMap((it) => {
				const node = it.isWrite() && !it.init ? this.scopes.nodeOf(it.identifier) : undefined;
				return node ? [{ node, value: this.scopes.nodeOf(it.writeExpr) }] : [];
			}),
		);
	}

	/** Whether a variable is given null or undefined somewhere after its declaration. */
	isDropped(variable: Variable): boolean {
		return this.writesOf(variable).some(({ value }) => value !== undefined && isNothing(value));
	}

	#of(what: string, node: AnyNode): Flow {
		const known = getOr(this.#named, what, () => new Map<AnyNode, Flow>());
		return getOr(known, node, () => new Flow());
	}
}

/** Of what gives the value of a part of it. Promises stand for what they are fulfilled with. */
function sameValue(node: AnyNode): AnyNode | undefined {
	switch (node.type) {
		case 'AwaitExpression':
			return node.argument;
		case 'ChainExpression':
		case 'ParenthesizedExpression':
			return node.expression;
		case 'SequenceExpression':
			return node.expressions.at(-1);
		case 'AssignmentExpression':
			return node.operator === '=' ? node.right : undefined;
		default:
			return undefined;
	}
}

export function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
	const known = map.get(key);
	if (known !== undefined) return known;
	const made = make();
	map.set(key, made);
	return made;
}
