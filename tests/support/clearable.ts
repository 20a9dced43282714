// WeakRef and FinalizationRegistry that a test empties by hand. The binding takes both when it is loaded: import this
// for its effect, before anything else.
const { FinalizationRegistry: RealRegistry, WeakRef: RealWeakRef } = globalThis;

/** Of all that the binding has made and looked at since it was loaded. */
export const counted = { weakRefs: 0, derefs: 0, registered: 0, unregistered: 0 };

const gone = new WeakSet<object>();
/** The real collector takes nothing that a test has not let it take. */
const held = new Set<object>();
const callbacks = new WeakMap<object, Map<unknown, () => void>>();

class ClearableWeakRef<T extends WeakKey> extends RealWeakRef<T> {
	constructor(target: T) {
		super(target);
		counted.weakRefs++;
		if (!gone.has(target as object)) held.add(target as object);
	}

	override deref(): T | undefined {
		counted.derefs++;
		const target = super.deref();
		return target !== undefined && gone.has(target as object) ? undefined : target;
	}
}

/** Calls back for what `emptyAll()` takes, and for nothing else. One registration a target. */
class ClearableRegistry<Held> extends RealRegistry<Held> {
	readonly #callback: (held: Held) => void;

	constructor(callback: (held: Held) => void) {
		super(callback);
		this.#callback = callback;
	}

	override register(target: WeakKey, held: Held): void {
		counted.registered++;
		const all = callbacks.get(target as object) ?? new Map();
		callbacks.set(
			target as object,
			all.set(this, () => this.#callback(held)),
		);
	}

	/** The token is the target. */
	override unregister(token: WeakKey): boolean {
		counted.unregistered++;
		return callbacks.get(token as object)?.delete(this) === true;
	}
}

globalThis.WeakRef = ClearableWeakRef as WeakRefConstructor;
globalThis.FinalizationRegistry = ClearableRegistry as FinalizationRegistryConstructor;

/** The collector takes these: every WeakRef of theirs is empty, and registries call back. In a job of its own. */
export function emptyAll(targets: readonly object[]): void {
	for (const target of targets) {
		gone.add(target);
		held.delete(target);
	}
	for (const target of targets) {
		const all = [...(callbacks.get(target)?.values() ?? [])];
		callbacks.delete(target);
		for (const callback of all) callback();
	}
}
