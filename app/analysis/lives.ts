// What lives long: functions that somebody will call later, and variables that are kept while the program runs.
import type { AnyNode } from 'acorn';
import type { Flow, Thing } from './flow.ts';
import { getOr, type Later, type Model } from './model.ts';
import { calledFunctions, reachByData } from './reach.ts';
import type { Scope, Variable } from './scopes.ts';
import { findWaits, kLongMs, type Wait } from './waits.ts';

/** Why a variable lives long. */
export type Lasting =
	/** The program, or a function, waits while the variable is in its scope. */
	| { why: 'waits'; wait: AnyNode }
	/** A function that will be called later has the variable in its scope. */
	| { why: 'captured'; by: AnyNode };

export class Lives {
	readonly #model: Model;
	/** Scopes around functions that are kept, with the node that keeps them. */
	readonly #keptScopes = new Map<Scope, AnyNode>();
	readonly #keptFunctions = new Set<AnyNode>();
	/** By function. */
	readonly #longWaits = new Map<AnyNode | undefined, Wait[]>();
	/** The last one in the program's own code. */
	#ownWait: Wait | undefined;
	/** Functions and resolvers that something pending calls. */
	readonly #called = new Set<Thing>();
	readonly waits: readonly Wait[];
	/** Those that are still pending when the program's own code has ended. */
	readonly pending: readonly Later[];

	constructor(model: Model) {
		this.#model = model;
		this.pending = model.later.filter((it) => this.#isPending(it));
		for (const { node, callback } of this.pending) {
			this.#keep(callback, node);
			for (const thing of callback.things) this.#called.add(thing);
		}
		for (const { node, deleter } of model.managed) this.#keep(deleter, node);
		for (const { held, heldNode } of model.registered) this.#keep(held, heldNode);
		// Which variables keep a resolver is known once it is known which waits keep variables.
		this.#keepWaits(findWaits(model, (resolver) => this.#called.has(resolver)));
		this.waits = findWaits(model, (resolver) => this.#called.has(resolver) || this.#isKept(resolver));
		this.#keepWaits(this.waits);
	}

	/** Undefined: it goes with the call that it belongs to, or when the program's own code has ended. */
	lastingOf(variable: Variable): Lasting | undefined {
		const { scopes } = this.#model;
		const wait = this.#waitIn(variable);
		if (wait) return { why: 'waits', wait: wait.node };
		// A function keeps what any other captures of the scopes around it.
		const by = scopes.capturesOf(variable).length > 0 ? this.#keptScopes.get(variable.scope) : undefined;
		return by ? { why: 'captured', by } : undefined;
	}

	#waitIn(variable: Variable): Wait | undefined {
		const { scopes } = this.#model;
		const at = variable.identifiers[0]?.range?.[0] ?? 0;
		if (variable.scope === scopes.top) return this.#ownWait && this.#ownWait.untilEnd > at ? this.#ownWait : undefined;
		const fn = scopes.nodeOf(variable.scope.variableScope.block);
		return this.#longWaits.get(fn)?.find((it) => it.untilEnd > at && isIn(variable, it.node));
	}

	#keep(flow: Flow, by: AnyNode): void {
		for (const thing of flow.things) for (const fn of calledFunctions(thing)) this.#keepFunction(fn, by);
	}

	#keepFunction(fn: AnyNode, by: AnyNode): void {
		if (this.#keptFunctions.has(fn)) return;
		this.#keptFunctions.add(fn);
		for (const scope of this.#model.scopes.around(fn))
			if (!this.#keptScopes.has(scope)) this.#keptScopes.set(scope, by);
	}

	#keepWaits(waits: readonly Wait[]): void {
		this.#longWaits.clear();
		for (const wait of waits) {
			const { fn, node, forEver, untilEnd } = wait;
			if (!fn && (this.#ownWait?.untilEnd ?? -1) < untilEnd) this.#ownWait = wait;
			if (!fn || !forEver) continue;
			this.#keepFunction(fn, node);
			getOr(this.#longWaits, fn, () => []).push(wait);
		}
	}

	/** Whether a variable that lives long, or a global, leads to it. */
	#isKept(resolver: Thing): boolean {
		const { scopes, global } = this.#model;
		const leads = ({ things }: Flow) => reachByData(things).has(resolver);
		return (
			leads(global) || scopes.all.some((it) => leads(this.#model.variable(it)) && this.lastingOf(it) !== undefined)
		);
	}

	#isPending({ what, callback, by, ends, delayMs, node }: Later): boolean {
		if (ends) return false;
		const { clearedTimers, removedListeners, closed } = this.#model;
		const cleared = (flows: readonly Flow[], what: Flow) => flows.some((flow) => overlaps(flow, what));
		if (what === 'setInterval') return !cleared(clearedTimers, by);
		if (what === 'setTimeout') {
			const renews = [...callback.things].some((it) =>
				calledFunctions(it).some((fn) => this.#model.scopes.isWithin(node, fn)),
			);
			return (renews || (delayMs ?? 0) >= kLongMs) && !cleared(clearedTimers, by);
		}
		if (what === 'addEventListener') return !cleared(removedListeners, callback) && !cleared(closed, by);
		if (what.startsWith('on')) return !cleared(closed, by) && !this.#isUnset(by, what);
		// What C++ holds goes with its object.
		return true;
	}

	#isUnset(by: Flow, field: string): boolean {
		return this.#model.emptied.some((it) => it.field === field && overlaps(this.#model.flowOf(it.receiver), by));
	}
}

/** The same things, or the same of the platform's globals. */
export const overlaps = (a: Flow, b: Flow): boolean => [...a.things].some((it: Thing) => b.things.has(it));

/** Whether a node lies in the block that a variable belongs to. */
function isIn({ scope }: Variable, node: AnyNode): boolean {
	const range = scope.block.range;
	return range !== undefined && range[0] <= node.start && node.end <= range[1];
}
