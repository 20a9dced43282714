// Protects what the playground itself stands on from being replaced by a program, with an error that says so.

/** Intrinsics whose methods the runtime calls after the program has begun, and the page's line to the worker. */
const kGuarded = ['WeakRef', 'FinalizationRegistry', 'Map', 'MessagePort'] as const;
const kGuardedFunctions = ['postMessage'] as const;

/**
 * Replacing one of these throws a TypeError where it is tried. Objects that merely inherit from a guarded prototype
 * may be given properties of the same names, and a program's own declarations shadow what they like.
 */
export function guardPlatform(): void {
	for (const name of kGuarded) {
		const { prototype } = globalThis[name];
		for (const key of Reflect.ownKeys(prototype)) if (key !== 'constructor') guard(prototype, key, pathOf(name, key));
		guard(globalThis, name, name);
	}
	for (const name of kGuardedFunctions) guard(globalThis, name, name);
	// A closed worker would look like one that is stuck.
	refuse('close', 'close() would end the sandbox: press Stop, or let the program come to its end');
	// The frame's policy blocks it as well, but in one case of some hundreds Firefox never comes back from that.
	refuse('Worker', 'A program cannot start workers: it and its objects live in one thread');
}

function refuse(name: string, message: string): void {
	Object.defineProperty(globalThis, name, {
		value: function refused() {
			throw new TypeError(message);
		},
	});
}

const pathOf = (name: string, key: string | symbol) =>
	`${name}.prototype${typeof key === 'symbol' ? `[${key.description}]` : `.${key}`}`;

function guard(owner: object, key: string | symbol, path: string): void {
	const descriptor = Reflect.getOwnPropertyDescriptor(owner, key) ?? {
		value: Reflect.get(owner, key),
		configurable: true,
	};
	// Node fixes some of its own, which nothing here uses.
	if (descriptor.configurable === false) return;
	const { value } = descriptor;
	Object.defineProperty(owner, key, {
		enumerable: descriptor.enumerable ?? false,
		configurable: false,
		get: descriptor.get ?? (() => value),
		set(this: unknown, replacement: unknown) {
			if (typeof this !== 'object' || this === null || this === owner || this === globalThis)
				throw new TypeError(`${path} cannot be replaced: the managed table relies on it`);
			Object.defineProperty(this, key, { value: replacement, writable: true, enumerable: true, configurable: true });
		},
	});
}
