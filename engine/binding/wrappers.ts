// Wrapper classes, made from the engine's own description of its classes: none is written by hand.
// biome-ignore-all lint/complexity/noArguments: a rest parameter would be an array for each call
import {
	type ClassDescription,
	type Description,
	type EngineExports,
	kHandleOffsetBytes,
	kSerialOffsetBytes,
	type NativeFunction,
} from './abi.ts';
import { type CheckObject, refuse } from './convert.ts';
import type { Held } from './held.ts';
import { type Construct, type Method, makeConstruct, makeMethod } from './methods.ts';
import type { Slots } from './slots.ts';
import type { Identity, Stories } from './stories.ts';
import type { Views } from './views.ts';

/** What stands for an object of the engine. */
export interface Wrapper {
	/** The object's address; 0 once `delete()` or `deleteLater()` was called. */
	readonly ptr: number;
	/** Destroys the object now. Throws if it is not alive, or another object owns it. */
	delete(): void;
	/** The object is not usable any more; it is destroyed in the background. Throws like `delete()`. */
	deleteLater(): void;
}

export type WrapperClass = new (...args: unknown[]) => Wrapper;

/** What the wrappers need of the runtime. */
export interface WrapperHost {
	readonly exports: EngineExports;
	readonly views: Views;
	readonly slots: Slots;
	readonly stories: Stories;
	readonly held: Held;
	/** An export of the module by name; throws if there is none. */
	native(name: string): NativeFunction;
	/** Something waits for its destruction in the background. */
	pump(): void;
	/** A constructor found no room. True if it is worth trying again. */
	rescue(): boolean;
}

/** A wrapper class from within: what no program can reach. */
export interface Binding {
	readonly Class: WrapperClass;
	/** Its object's address; 0 for what is no wrapper of the class, and where the object is not usable. */
	reach(value: unknown): number;
	/** Whether this is a wrapper of the class, usable or not. */
	has(value: unknown): boolean;
	/** The error for a wrapper of the class whose object is not usable; `use`: `MyClass.my_method() was called on`. */
	dead(wrapper: unknown, use: string): Error;
	/** Throws: a method was called on what `reach()` gives 0 for. */
	refused(receiver: unknown, method: string): never;
	/** Which object a wrapper of the class stands for, usable or not. */
	identify(wrapper: unknown): Identity;
	/** A wrapper of the plain class for an object that a method gave; `owner`: whose it stays, if it is not its own. */
	adopt(ptr: number, owner?: Identity): Wrapper;
}

// A program may replace these later.
const { TypeError } = globalThis;
const { defineProperty } = Object;
const { dispose } = Symbol;
/** Says that the next two arguments are an address, and the owner of the object if it is not the wrapper's own. */
const kAdopt = Symbol('adopt');

/** The objects that alone free those of borrowed wrappers. They are not kept alive. */
const owners = new WeakMap<object, Identity>();
const ownerOf = owners.get.bind(owners);
const setOwner = owners.set.bind(owners);

/**
 * Of the word that a wrapper stands for: its object's address divided by 4. That is a small integer in every engine,
 * which takes no memory of its own, and a multiple of 4, for objects lie on multiples of 16: the lowest bits are free.
 */
const kEnded = 1;
const kBorrowed = 2;
const kFlags = kEnded | kBorrowed;

/** The wrapper classes by name. */
export function makeWrapperClasses(host: WrapperHost, description: Description): Record<string, WrapperClass> {
	const bindings: Record<string, Binding> = {};
	const bindingOf = (className: string): Binding => {
		const binding = bindings[className];
		if (!binding) throw new Error(`The module describes no class ${className}`);
		return binding;
	};
	const checkObject: CheckObject = (className, callee, param) => {
		// Known once all classes are made.
		let binding: Binding | undefined;
		return (value) => {
			binding ??= bindingOf(className);
			const ptr = binding.reach(value);
			if (ptr !== 0) return ptr;
			if (binding.has(value)) throw binding.dead(value, `${callee}: ${param} is`);
			return refuse(callee, param, `a ${className}`, value);
		};
	};
	for (const it of description.classes)
		bindings[it.name] = makeWrapperClass(host, it, makeConstruct(host, it, checkObject));
	for (const it of description.classes) {
		const { Class } = bindingOf(it.name);
		for (const method of it.methods) {
			const made = makeMethod(host, it.name, method, bindingOf, checkObject);
			addMethod(Class.prototype, method.name, made, method.params.length);
		}
	}
	return Object.fromEntries(Object.entries(bindings).map(([name, { Class }]) => [name, Class]));
}

/** The address that a wrapper's word is of. */
const addressOf = (word: number) => (word & ~kFlags) << 2;

/**
 * The class without the methods of its own. All of it checks that the object is usable by the serial that lies before
 * it: no two objects of a run share one, and its highest bit is set once the destruction has begun. A wrapper has two
 * fields, and what its methods share is static: a private method would be a third.
 */
function makeWrapperClass(host: WrapperHost, description: ClassDescription, construct: Construct): Binding {
	const { exports, views, slots, stories } = host;
	const { name } = description;
	const destroy = host.native(`_${name}__destructor`);
	const serialAt = (ptr: number) => views.word(ptr + kSerialOffsetBytes);
	const handleAt = (ptr: number) => views.word(ptr + kHandleOffsetBytes);
	let binding: Omit<Binding, 'Class'> | undefined;

	class NativeWrapper implements Wrapper {
		/** The object's word, with flags; kept after `delete()`, to say which object this was. */
		#word: number;
		readonly #serial: number;

		constructor(a?: unknown, b?: unknown, c?: unknown) {
			const adopts = a === kAdopt;
			const ptr = adopts ? (b as number) : construct(arguments.length, a, b, c);
			const owner = adopts ? (c as Identity | undefined) : undefined;
			this.#word = (ptr >>> 2) | (owner ? kBorrowed : 0);
			this.#serial = serialAt(ptr) as number;
			if (owner) setOwner(this, owner);
			else NativeWrapper.#manage(this, ptr);
		}

		get ptr(): number {
			const word = this.#word;
			return (word & kEnded) === 0 ? addressOf(word) : 0;
		}

		delete(): void {
			NativeWrapper.#end(this, 'delete', destroy);
		}

		deleteLater(): void {
			NativeWrapper.#end(this, 'deleteLater', exports._engine__deleteLater);
			host.pump();
		}

		static #manage(wrapper: NativeWrapper, ptr: number): void {
			try {
				slots.add(ptr, wrapper);
			} catch (error) {
				destroy(ptr);
				throw error;
			}
		}

		static #end(wrapper: NativeWrapper, method: string, end: (ptr: number) => unknown): void {
			const word = NativeWrapper.#wordOf(wrapper);
			if (!NativeWrapper.#isUsable(wrapper, word)) NativeWrapper.#refused(wrapper, method);
			const ptr = addressOf(word);
			if ((word & kBorrowed) !== 0) throw stories.borrowed(`${name}.${method}()`, ptr);
			const handle = handleAt(ptr) as number;
			end(ptr);
			wrapper.#word = word | kEnded;
			// By now the slot may belong to another object, under another handle.
			slots.release(handle, wrapper);
		}

		static #reach(value: unknown): number {
			const word = NativeWrapper.#wordOf(value);
			return NativeWrapper.#isUsable(value, word) ? addressOf(word) : 0;
		}

		/** 0 for anything but a wrapper of the class. */
		static #wordOf(value: unknown): number {
			return typeof value === 'object' && value !== null && #word in value ? value.#word : 0;
		}

		static #isUsable(value: unknown, word: number): value is NativeWrapper {
			if (word === 0 || serialAt(addressOf(word)) !== (value as NativeWrapper).#serial) return false;
			return (word & kFlags) === 0 || NativeWrapper.#isLent(value as NativeWrapper);
		}

		/** Whether it is borrowed from an object that is usable. */
		static #isLent(wrapper: NativeWrapper): boolean {
			const owner = ownerOf(wrapper);
			return owner !== undefined && serialAt(owner.address) === owner.serial;
		}

		static #has(value: unknown): value is NativeWrapper {
			return NativeWrapper.#wordOf(value) !== 0;
		}

		static #dead(wrapper: NativeWrapper, use: string): Error {
			return stories.dead(use, NativeWrapper.#identify(wrapper), ownerOf(wrapper));
		}

		static #identify(wrapper: NativeWrapper): Identity {
			return { className: name, address: addressOf(wrapper.#word), serial: wrapper.#serial };
		}

		static #refused(receiver: unknown, method: string): never {
			const use = `${name}.${method}() was called on`;
			if (NativeWrapper.#has(receiver)) throw NativeWrapper.#dead(receiver, use);
			throw new TypeError(`${use} something that is no ${name}`);
		}

		static {
			// `using` is newer than some of the platforms that this runs on.
			if (dispose !== undefined) {
				addMethod(NativeWrapper.prototype, dispose, function () {
					const isOwn = NativeWrapper.#has(this) && (this.#word & kBorrowed) === 0;
					if (isOwn && NativeWrapper.#reach(this) !== 0) NativeWrapper.#end(this, 'delete', destroy);
				});
			}
			binding = {
				reach: NativeWrapper.#reach,
				has: NativeWrapper.#has,
				dead: (wrapper, use) => NativeWrapper.#dead(wrapper as NativeWrapper, use),
				refused: NativeWrapper.#refused,
				identify: (wrapper) => NativeWrapper.#identify(wrapper as NativeWrapper),
				adopt: (ptr, owner) => new NativeWrapper(kAdopt, ptr, owner),
			};
		}
	}
	if (!binding) throw new Error('A class runs its static block when it is defined');
	defineProperty(NativeWrapper, 'name', { value: name });
	defineProperty(NativeWrapper, 'length', { value: description.constructor.params.length });
	return { Class: NativeWrapper, ...binding };
}

/** As a method written in a class body: not enumerable. */
function addMethod(prototype: object, key: string | symbol, value: Method, paramCount = 0): void {
	defineProperty(prototype, key, { value, writable: true, configurable: true });
	if (typeof key === 'string') defineProperty(value, 'name', { value: key });
	defineProperty(value, 'length', { value: paramCount });
}
