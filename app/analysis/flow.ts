// Which things a variable, a field or an expression may hold: sets that grow along edges until nothing changes.
import type { AnyNode } from 'acorn';

/** A flow that would hold more says so, and holds no more: this keeps the cost linear in the program's length. */
export const kMaxThings = 24;
/** Steps of the whole search. A program of 2,000 lines needs some 100,000. */
export const kMaxSteps = 1_500_000;
/** Pairs of a place that puts something in and one that takes something out: some two seconds of looking. */
export const kMaxPairs = 6_000_000;

export type ThingKind =
	| 'object'
	| 'array'
	| 'collection'
	| 'function'
	| 'bound'
	| 'class'
	| 'engine-class'
	| 'native-constructor'
	| 'builtin'
	| 'pointer'
	| 'held'
	| 'weak'
	| 'weakref'
	| 'registry'
	| 'target'
	| 'timer'
	| 'resolver'
	| 'generator'
	/** A mark that travels with what a `deref()` gave. */
	| 'derefed';

/** The name of the field that stands for elements, keys and whatever is computed. */
export const kElements = '*';
/** Of a wrapper: the functions that its native object holds. No program can name it. */
export const kHeld = '(held)';

/** What one place of the program makes, however often. */
export class Thing {
	readonly fields = new Map<string, Flow>();
	/** What any of its fields holds. */
	readonly all = new Flow();
	/** What it inherits from; nothing is kept alive by that. */
	readonly prototype = new Flow();
	/** Of a WeakRef: what it refers to, without keeping it. */
	readonly target = new Flow();
	/** True for what stands for a native object. */
	isWrapper = false;
	/** Lines that make the native object; empty: not known. */
	readonly lines = new Set<number>();
	readonly classNames = new Set<string>();
	readonly kind: ThingKind;
	readonly node: AnyNode;
	readonly name: string;

	constructor(kind: ThingKind, node: AnyNode, name = '') {
		this.kind = kind;
		this.node = node;
		this.name = name;
	}
}

type Watcher = (thing: Thing) => void;

const nothing: ReadonlySet<Thing> = new Set();
const nowhere: ReadonlySet<Flow> = new Set();
const nobody: readonly Watcher[] = [];

/** Most are empty for ever: they cost little. */
export class Flow {
	#things: Set<Thing> | undefined;
	#targets: Set<Flow> | undefined;
	#watchers: Watcher[] | undefined;
	/** There were more than it holds. */
	many = false;

	get things(): ReadonlySet<Thing> {
		return this.#things ?? nothing;
	}

	/** Where all of it flows to. */
	get targets(): ReadonlySet<Flow> {
		return this.#targets ?? nowhere;
	}

	get watchers(): readonly Watcher[] {
		return this.#watchers ?? nobody;
	}

	add(thing: Thing): void {
		this.#things ??= new Set();
		this.#things.add(thing);
	}

	flowTo(target: Flow): void {
		this.#targets ??= new Set();
		this.#targets.add(target);
	}

	watch(watcher: Watcher): void {
		this.#watchers ??= [];
		this.#watchers.push(watcher);
	}
}

export class TooManySteps extends Error {}

export class Flows {
	readonly #ahead: [flow: Flow, thing: Thing][] = [];
	#steps = 0;
	#pairs = 0;

	add(flow: Flow, thing: Thing): void {
		if (flow.things.has(thing)) return;
		if (flow.things.size >= kMaxThings) {
			this.#overflow(flow);
			return;
		}
		flow.add(thing);
		this.#ahead.push([flow, thing]);
	}

	/** What is in `from`, now or later, is in `to`. */
	copy(from: Flow, to: Flow): void {
		if (from === to || from.targets.has(to)) return;
		from.flowTo(to);
		this.#step();
		if (from.many) this.#overflow(to);
		for (const thing of from.things) this.add(to, thing);
	}

	/** Calls `watcher` once for each thing in the flow, now or later. */
	each(flow: Flow, watcher: (thing: Thing) => void): void {
		const told = new Set<Thing>();
		const tell = (thing: Thing) => {
			if (told.has(thing)) return;
			told.add(thing);
			watcher(thing);
		};
		flow.watch(tell);
		for (const thing of [...flow.things]) tell(thing);
	}

	field(thing: Thing, name: string): Flow {
		const known = thing.fields.get(name);
		if (known) return known;
		const made = new Flow();
		thing.fields.set(name, made);
		this.copy(made, thing.all);
		return made;
	}

	/** Until nothing changes. Throws TooManySteps. */
	solve(): void {
		for (let next = this.#ahead.pop(); next; next = this.#ahead.pop()) {
			const [flow, thing] = next;
			for (const target of flow.targets) {
				this.#step();
				this.add(target, thing);
			}
			for (const watcher of flow.watchers) {
				this.#step();
				watcher(thing);
			}
		}
	}

	#overflow(flow: Flow): void {
		const ahead = [flow];
		for (let next = ahead.pop(); next; next = ahead.pop()) {
			if (next.many) continue;
			next.many = true;
			ahead.push(...next.targets);
		}
	}

	/** So many pairs are about to be looked at. Throws TooManySteps. */
	spendPairs(count: number): void {
		this.#pairs += count;
		if (this.#pairs > kMaxPairs) throw new TooManySteps();
	}

	#step(): void {
		if (++this.#steps > kMaxSteps) throw new TooManySteps();
	}
}
