// scope(fn): frees at its end what was made while fn ran, all but what fn gives back.
import { type Description, type EngineExports, kSerialOffsetBytes } from './abi.ts';
import type { CallLine } from './callLine.ts';
import { describeValue } from './convert.ts';
import { isObject, reachedFrom } from './reach.ts';
import type { AddListener, Deleter, Slots } from './slots.ts';
import { uncurry } from './uncurry.ts';
import type { Views } from './views.ts';
import type { Wrapper, WrapperClass } from './wrappers.ts';

/** Calls `fn` and gives what it gives. */
export type Scope = <T>(fn: () => T) => T;

/** What scopes need of the runtime. */
export interface ScopeHost {
	readonly exports: EngineExports;
	readonly views: Views;
	readonly slots: Slots;
	readonly description: Description;
	readonly classes: Readonly<Record<string, WrapperClass>>;
	readonly callLine: CallLine;
	onError(error: unknown): void;
}

/** An object that was made, adopted or given to `manage()` while a scope was open. */
interface Made {
	readonly handle: number;
	readonly address: number;
	readonly serial: number;
	/** Its wrapper; of what was given to `manage()`, once the WeakRef was asked: each `deref()` is dear. */
	target: object | undefined;
	/** Of `manage()`, with the WeakRef that came with it. */
	readonly deleter: Deleter | undefined;
	readonly weakRef: WeakRef<object> | undefined;
}

// A program may replace these later.
const { Map, Object, Promise, Reflect, TypeError, WeakRef } = globalThis;
const { apply, getPrototypeOf } = Reflect;
const isPrototypeOf = uncurry(Object.prototype.isPrototypeOf as (value: unknown) => boolean);
const deref = uncurry(WeakRef.prototype.deref);
const get = uncurry(Map.prototype.get);
const set = uncurry(Map.prototype.set);
const kPromise = Promise.prototype;

const kPromiseText =
	'scope(fn): fn gave a promise, so it goes on when scope() has ended, and nothing was freed. In what waits, free with ' +
	'`using` or a DisposableStack, or call scope() in each step that does not wait';

/**
 * A scope holds the wrappers that are made while it is open; no collector could take them before.
 * What is kept, and what a sweep has found meanwhile, stays managed as it was.
 * Cost: one small object for each that is made, and a look at what the result leads to; while no scope is open, one
 * check for each that is made.
 */
export function makeScope(host: ScopeHost): Scope {
	const { exports, views, slots, description, classes, callLine, onError } = host;
	const live = description.states.indexOf('live');
	const endOf = findEnds(classes);
	/** What was made in the innermost scope that is open, in order. */
	let innermost: Made[] | undefined;

	const serialOf = (address: number) => views.word(address + kSerialOffsetBytes);
	const isLive = ({ handle, address, serial }: Made) =>
		exports._engine__stateOf(handle) === live && serialOf(address) === serial;

	const listen =
		(before: AddListener | undefined): AddListener =>
		(handle, address, given, deleter) => {
			const serial = serialOf(address) as number;
			const made = innermost;
			if (made)
				made[made.length] = deleter
					? { handle, address, serial, target: undefined, deleter, weakRef: given as WeakRef<object> }
					: { handle, address, serial, target: given, deleter, weakRef: undefined };
			before?.(handle, address, given, deleter);
		};

	/** Frees one object. A deleter that leaves it alive has had its turn: it stays managed. */
	const end = (it: Made): void => {
		const { handle, address, deleter } = it;
		try {
			if (deleter) deleter(address);
			else endOf(targetOf(it));
		} catch (error) {
			onError(error);
		}
		if (deleter && !isLive(it)) slots.release(handle);
	};

	/** The last made first, as `using` does. */
	const endAll = (made: readonly Made[], line: number): void => {
		for (let i = made.length - 1; i >= 0; i--) {
			const it = made[i] as Made;
			if (!isLive(it)) continue;
			const before = callLine.pin(line);
			try {
				end(it);
			} finally {
				callLine.restore(before);
			}
		}
	};

	return (fn) => {
		if (typeof fn !== 'function') throw new TypeError(`scope(fn): fn must be a function, not ${describeValue(fn)}`);
		const line = callLine.read();
		const outer = innermost;
		const before = slots.onAdd;
		const made: Made[] = [];
		innermost = made;
		// One listener serves all scopes that are open: each object belongs to the innermost.
		if (!outer) slots.onAdd = listen(before);
		const close = () => {
			innermost = outer;
			slots.onAdd = before;
		};
		let result: ReturnType<typeof fn>;
		let waits = false;
		let parts: Parts;
		try {
			result = fn();
			waits = isPrototypeOf(kPromise, result);
			parts = part(made, waits ? undefined : result);
		} catch (error) {
			close();
			endAll(lastOfEach(made), line);
			throw error;
		}
		close();
		if (waits) throw new TypeError(kPromiseText);
		for (let i = 0; outer && i < parts.kept.length; i++) outer[outer.length] = parts.kept[i] as Made;
		endAll(parts.rest, line);
		return result;
	};
}

interface Parts {
	readonly kept: readonly Made[];
	readonly rest: readonly Made[];
}

/** Parts what `result` leads to from what it does not, each in the order in which it was made. */
function part(made: readonly Made[], result: unknown): Parts {
	const all = lastOfEach(made);
	if (!isObject(result)) return { kept: [], rest: all };
	const targets: object[] = [];
	for (let i = 0; i < all.length; i++) {
		const target = targetOf(all[i] as Made);
		if (target !== undefined) targets[targets.length] = target;
	}
	const reached = reachedFrom(result, targets);
	const kept: Made[] = [];
	const rest: Made[] = [];
	for (let i = 0; i < all.length; i++) {
		const it = all[i] as Made;
		const target = targetOf(it);
		const list = target !== undefined && reached.has(target) ? kept : rest;
		list[list.length] = it;
	}
	return { kept, rest };
}

function targetOf(made: Made): object | undefined {
	try {
		made.target ??= made.weakRef && deref(made.weakRef);
	} catch {
		// What a program made to look like a WeakRef leads nowhere.
	}
	return made.target;
}

/** An object that was given to `manage()` again stands there more than once, and the last time counts. */
function lastOfEach(made: readonly Made[]): readonly Made[] {
	let managed = false;
	for (let i = 0; i < made.length && !managed; i++) managed = made[i]?.deleter !== undefined;
	if (!managed) return made;
	const last = new Map<number, number>();
	for (let i = 0; i < made.length; i++) set(last, made[i]?.serial, i);
	const kept: Made[] = [];
	for (let i = 0; i < made.length; i++) if (get(last, made[i]?.serial) === i) kept[kept.length] = made[i] as Made;
	return kept;
}

/**
 * Deletes the object of a wrapper by the `delete()` that its class had at first, whatever a program has made of it.
 * A wrapper that was given a foreign prototype is left to the policy.
 */
function findEnds(classes: Readonly<Record<string, WrapperClass>>): (wrapper: object | undefined) => void {
	const ends = new Map<object, Wrapper['delete']>();
	for (const { prototype } of Object.values(classes) as { prototype: Wrapper }[]) ends.set(prototype, prototype.delete);
	return (wrapper) => {
		for (let it: object | null = wrapper ?? null; it !== null; it = getPrototypeOf(it)) {
			const end = get(ends, it) as Wrapper['delete'] | undefined;
			if (end) return apply(end, wrapper, []);
		}
	};
}
