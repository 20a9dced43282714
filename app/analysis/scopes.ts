// Which variable a name means, and what closures capture: the functions of one scope share one context.
import type { AnyNode } from 'acorn';
import { analyze, type Scope, type Variable } from 'eslint-scope';
import { type FunctionNode, isFunction, isNode, type Syntax } from './syntax.ts';

export type { Scope, Variable };

/** A place within a closure that uses a variable, or `this`, of a scope around it. */
export interface Capture {
	/** The name, or `this`, in the closure's text. */
	readonly node: AnyNode;
	/** The innermost closure around that place. */
	readonly closure: AnyNode;
}

/** What `this` belongs to: a function that is no arrow, the initializer of a field, a static block, the program. */
export type ThisOwner = AnyNode;

export class Scopes {
	readonly #syntax: Syntax;
	readonly #variables = new Map<unknown, Variable>();
	readonly #functionScopes = new Map<unknown, Scope>();
	readonly #captures = new Map<Variable, Capture[]>();
	readonly #thisCaptures = new Map<ThisOwner, Capture[]>();
	readonly #captured = new Map<unknown, Map<Variable, AnyNode>>();
	readonly #capturedThis = new Map<unknown, { owner: ThisOwner; node: AnyNode }>();
	readonly all: readonly Variable[];
	/** Holds the variables that live as long as the program. */
	readonly top: Scope;

	constructor(syntax: Syntax) {
		this.#syntax = syntax;
		const { scopes, globalScope } = analyze(syntax.program as Parameters<typeof analyze>[0], {
			ecmaVersion: 2022,
			sourceType: 'module',
		});
		const top = scopes.find(({ type }) => type === 'module') ?? globalScope;
		if (!top) throw new Error('The scope analyser found no scope');
		this.top = top;
		for (const scope of scopes) if (scope.type === 'function') this.#functionScopes.set(scope.block, scope);
		const same = classNames(scopes);
		const meant = (variable: Variable) => same.get(variable) ?? variable;
		for (const scope of scopes) {
			for (const variable of scope.variables)
				for (const name of variable.identifiers) this.#variables.set(name, meant(variable));
			for (const { identifier, resolved, from } of scope.references) {
				if (!resolved) continue;
				const variable = meant(resolved);
				this.#variables.set(identifier, variable);
				this.#capture(identifier, variable, from);
			}
		}
		for (const node of syntax.nodes)
			if (node.type === 'ThisExpression' || node.type === 'Super') this.#captureThis(node);
		this.all = [...new Set(this.#variables.values())];
	}

	/** Undefined: a global, or no name of a variable. */
	variableOf(name: AnyNode): Variable | undefined {
		return this.#variables.get(name);
	}

	/** Of a function; of the program, its own. */
	scopeOf(node: AnyNode): Scope {
		return this.#functionScopes.get(node) ?? this.top;
	}

	/** The node of the program's tree that the scope analyser means. */
	nodeOf(block: unknown): AnyNode | undefined {
		return isNode(block) ? block : undefined;
	}

	/** Variables outside of the function that it, or a function within it, uses, and a place where it does. */
	capturedBy(fn: AnyNode): ReadonlyMap<Variable, AnyNode> {
		return this.#captured.get(fn) ?? new Map();
	}

	/** Whose `this` an arrow function, or an arrow within it, uses, and where. */
	thisCapturedBy(fn: AnyNode): { owner: ThisOwner; node: AnyNode } | undefined {
		return this.#capturedThis.get(fn);
	}

	/** Where closures use the variable. */
	capturesOf(variable: Variable): readonly Capture[] {
		return this.#captures.get(variable) ?? [];
	}

	/** Where arrow functions use the `this` of a function. */
	thisCapturesOf(owner: ThisOwner): readonly Capture[] {
		return this.#thisCaptures.get(owner) ?? [];
	}

	/** The scopes around a function, the innermost first, up to the program's. */
	around(fn: AnyNode): Scope[] {
		const found: Scope[] = [];
		for (let scope = this.scopeOf(fn).upper; scope && scope.type !== 'global'; scope = scope.upper) found.push(scope);
		return found;
	}

	/** The innermost function around a node; the program if there is none. */
	functionAround(node: AnyNode): FunctionNode | undefined {
		for (let it = this.#syntax.parentOf(node); it; it = this.#syntax.parentOf(it)) if (isFunction(it)) return it;
		return undefined;
	}

	isWithin(node: AnyNode, outer: AnyNode): boolean {
		for (let it: AnyNode | undefined = node; it; it = this.#syntax.parentOf(it)) if (it === outer) return true;
		return false;
	}

	/** What `this` means at a node. */
	thisOwnerOf(node: AnyNode): ThisOwner {
		let below = node;
		for (let it = this.#syntax.parentOf(node); it; below = it, it = this.#syntax.parentOf(it)) {
			if (isFunction(it) && it.type !== 'ArrowFunctionExpression') return it;
			if (it.type === 'StaticBlock' || (it.type === 'PropertyDefinition' && it.value === below)) return it;
		}
		return this.#syntax.program;
	}

	#capture(name: unknown, variable: Variable, from: Scope): void {
		let closure: AnyNode | undefined;
		const node = this.nodeOf(name);
		const home = variable.scope.variableScope;
		for (
			let scope: Scope | null = from.variableScope;
			scope && scope !== home;
			scope = scope.upper?.variableScope ?? null
		) {
			const fn = this.nodeOf(scope.block);
			if (scope.type !== 'function' || !fn || !node) continue;
			if (!closure) push(this.#captures, variable, { node, closure: fn });
			closure ??= fn;
			const captured = this.#captured.get(fn);
			// Then the functions around it are known to capture it, too.
			if (captured?.has(variable)) break;
			if (captured) captured.set(variable, node);
			else this.#captured.set(fn, new Map([[variable, node]]));
		}
	}

	#captureThis(node: AnyNode): void {
		const owner = this.thisOwnerOf(node);
		let closure: AnyNode | undefined;
		for (let it = this.#syntax.parentOf(node); it && it !== owner; it = this.#syntax.parentOf(it)) {
			if (it.type !== 'ArrowFunctionExpression') continue;
			closure ??= it;
			if (this.#capturedThis.has(it)) break;
			this.#capturedThis.set(it, { owner, node });
		}
		if (closure) push(this.#thisCaptures, owner, { node, closure });
	}
}

/** A class has its name in a scope of its own, too: the variable outside stands for both. */
function classNames(scopes: readonly Scope[]): Map<Variable, Variable> {
	const same = new Map<Variable, Variable>();
	for (const scope of scopes) {
		if (scope.type !== 'class' || scope.block.type !== 'ClassDeclaration') continue;
		for (const inner of scope.variables) {
			const outer = scope.upper?.set.get(inner.name);
			if (outer) same.set(inner, outer);
		}
	}
	return same;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}
