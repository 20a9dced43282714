// Which objects a value leads to, as far as it can be seen from outside and without running the program's code.
import { uncurry } from './uncurry.ts';

// A program may replace these later.
const { ArrayBuffer, Map, Object, Reflect, Set } = globalThis;
const { isView } = ArrayBuffer;
const { hasOwn } = Object;
const { getOwnPropertyDescriptor, ownKeys } = Reflect;
const isPrototypeOf = uncurry(Object.prototype.isPrototypeOf);
type ForEach = (callback: (value: unknown, key: unknown) => void) => void;
const eachOfMap = uncurry(Map.prototype.forEach as ForEach);
const eachOfSet = uncurry(Set.prototype.forEach as ForEach);
const has = uncurry(Set.prototype.has);
const add = uncurry(Set.prototype.add);

/**
 * The targets that are reached from `root`: itself, by own data properties (elements of arrays are such), and by
 * entries of Maps and Sets, through any number of them. Not seen: closures, private fields, what a getter would give,
 * prototypes, WeakRefs, results of promises. Runs nothing of the program's but traps of its proxies; what one throws
 * is thrown. Cost: O(what is reached), until every target was met.
 */
export function reachedFrom(root: unknown, targets: readonly object[]): { has(target: object): boolean } {
	const wanted = new Set<unknown>();
	const seen = new Set<unknown>();
	const next: object[] = [];
	let left = 0;
	for (let i = 0; i < targets.length; i++) {
		if (!has(wanted, targets[i])) left++;
		add(wanted, targets[i]);
	}
	const meet = (value: unknown): void => {
		if (!isObject(value) || has(seen, value)) return;
		add(seen, value);
		if (has(wanted, value)) left--;
		next[next.length] = value;
	};
	meet(root);
	while (next.length > 0 && left > 0) {
		const object = next[next.length - 1] as object;
		next.length--;
		// Numbers alone, and as many keys.
		if (isView(object)) continue;
		const keys = ownKeys(object);
		for (let i = 0; i < keys.length; i++) {
			const property = getOwnPropertyDescriptor(object, keys[i] as PropertyKey);
			if (property !== undefined && hasOwn(property, 'value')) meet(property.value);
		}
		if (isPrototypeOf(Map.prototype, object)) meetEntries(eachOfMap, object, meet);
		else if (isPrototypeOf(Set.prototype, object)) meetEntries(eachOfSet, object, meet);
	}
	return { has: (target) => has(seen, target) };
}

export const isObject = (value: unknown): value is object =>
	(typeof value === 'object' && value !== null) || typeof value === 'function';

function meetEntries(
	each: (self: unknown, callback: (value: unknown, key: unknown) => void) => void,
	collection: object,
	meet: (value: unknown) => void,
): void {
	try {
		each(collection, (value, key) => {
			meet(value);
			meet(key);
		});
	} catch {
		// It has the prototype alone, and no entries.
	}
}
