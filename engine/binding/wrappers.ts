// Wrapper classes, made from the engine's own description of its classes: none is written by hand.
import {
	type ClassDescription,
	type Description,
	type EngineExports,
	kHandleOffsetBytes,
	kSerialOffsetBytes,
	type NativeFunction,
} from './abi.ts';
import { type AddressOf, Converter, describeValue } from './convert.ts';
import type { Held } from './held.ts';
import { makeMethod } from './methods.ts';
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
	/** Whether this is a wrapper of the class, alive or not. */
	has(value: unknown): boolean;
	/** Of a wrapper of the class: whether its object is usable. */
	isLive(wrapper: unknown): boolean;
	/** The error for a wrapper of the class whose object is not usable. */
	dead(wrapper: unknown, use: string): Error;
	/** The address of a usable object. Throws for what is no wrapper of the class, and for one that is not alive. */
	livePtr(wrapper: unknown, method: string): number;
	/** Which object a wrapper of the class stands for, usable or not. */
	identify(wrapper: unknown): Identity;
	/** A wrapper of the plain class for an object that a method gave; `owner`: whose it stays, if it is not its own. */
	adopt(ptr: number, owner?: Identity): Wrapper;
}

// A program may replace these later.
const { Reflect, WeakRef } = globalThis;
const { apply } = Reflect;
/** Says that the next two arguments are an address, and the owner of the object if it is not the wrapper's own. */
const kAdopt = Symbol('adopt');

/** The wrapper classes by name. */
export function makeWrapperClasses(host: WrapperHost, description: Description): Record<string, WrapperClass> {
	const bindings: Record<string, Binding> = {};
	const bindingOf = (className: string): Binding => {
		const binding = bindings[className];
		if (!binding) throw new Error(`The module describes no class ${className}`);
		return binding;
	};
	const addressOf: AddressOf = (className, callee, param, value) => {
		const binding = bindingOf(className);
		if (!binding.has(value))
			throw new TypeError(`${callee}: ${param} must be a ${className}, not ${describeValue(value)}`);
		if (!binding.isLive(value)) throw binding.dead(value, `${callee}: ${param} is`);
		return binding.livePtr(value, callee);
	};
	for (const it of description.classes) bindings[it.name] = makeWrapperClass(host, it, addressOf);
	for (const it of description.classes) {
		const { Class } = bindingOf(it.name);
		for (const method of it.methods)
			addMethod(Class.prototype, method.name, makeMethod(host, it.name, method, bindingOf, addressOf));
	}
	return Object.fromEntries(Object.entries(bindings).map(([name, { Class }]) => [name, Class]));
}

/**
 * The class without the methods of its own. Constructor and methods check and convert their arguments, and check that
 * the object is usable by the serial that lies before it: no two objects of a run share one, and its highest bit is set
 * once the destruction has begun.
 */
function makeWrapperClass(host: WrapperHost, description: ClassDescription, addressOf: AddressOf): Binding {
	const { exports, views, slots, stories } = host;
	const { name } = description;
	const converter = new Converter(name, description.constructor.params, host.held, addressOf);
	const construct = host.native(`_${name}__constructor`);
	const destroy = host.native(`_${name}__destructor`);
	const handleOf = (ptr: number) => views.word(ptr + kHandleOffsetBytes) as number;
	const serialOf = (ptr: number) => views.word(ptr + kSerialOffsetBytes);
	let binding: Omit<Binding, 'Class'> | undefined;

	class NativeWrapper implements Wrapper {
		#ptr: number;
		/** Kept after `delete()`, to say which object this was. */
		readonly #address: number;
		readonly #serial: number;
		/** The object that alone frees this one, if there is such. It is not kept alive. */
		readonly #owner: Identity | undefined;

		constructor(...args: unknown[]) {
			const adopts = args[0] === kAdopt;
			const ptr = adopts ? (args[1] as number) : NativeWrapper.#construct(args);
			this.#ptr = ptr;
			this.#address = ptr;
			this.#serial = serialOf(ptr) as number;
			this.#owner = adopts ? (args[2] as Identity | undefined) : undefined;
			if (this.#owner) return;
			try {
				slots.add(ptr, new WeakRef(this));
			} catch (error) {
				destroy(ptr);
				throw error;
			}
		}

		get ptr(): number {
			return this.#ptr;
		}

		delete(): void {
			this.#end('delete', destroy);
		}

		deleteLater(): void {
			this.#end('deleteLater', exports._engine__deleteLater);
			host.pump();
		}

		static #construct(args: readonly unknown[]): number {
			const natives = converter.append([], args);
			let ptr = 0;
			try {
				ptr = apply(construct, undefined, natives) >>> 0;
			} catch (error) {
				converter.giveBack(natives);
				throw error;
			}
			if (ptr === 0) throw stories.exhausted(`new ${name}(${args.map(describeValue).join(', ')})`);
			return ptr;
		}

		#end(method: string, end: (ptr: number) => unknown): void {
			const ptr = NativeWrapper.#livePtr(this, method);
			if (this.#owner) throw stories.borrowed(`${name}.${method}()`, ptr);
			const handle = handleOf(ptr);
			end(ptr);
			this.#ptr = 0;
			// By now the slot may belong to another object, under another handle.
			slots.release(handle, this);
		}

		static #isLive(wrapper: NativeWrapper): boolean {
			if (wrapper.#ptr === 0 || serialOf(wrapper.#ptr) !== wrapper.#serial) return false;
			const owner = wrapper.#owner;
			return owner === undefined || serialOf(owner.address) === owner.serial;
		}

		static #dead(wrapper: NativeWrapper, use: string): Error {
			return stories.dead(use, NativeWrapper.#identify(wrapper), wrapper.#owner);
		}

		static #identify(wrapper: NativeWrapper): Identity {
			return { className: name, address: wrapper.#address, serial: wrapper.#serial };
		}

		static #livePtr(wrapper: unknown, method: string): number {
			if (!NativeWrapper.#has(wrapper))
				throw new TypeError(`${name}.${method}() was called on something that is no ${name}`);
			if (!NativeWrapper.#isLive(wrapper)) throw NativeWrapper.#dead(wrapper, `${name}.${method}() was called on`);
			return wrapper.#ptr;
		}

		static #has(value: unknown): value is NativeWrapper {
			return typeof value === 'object' && value !== null && #ptr in value;
		}

		static {
			// `using` is newer than some of the platforms that this runs on.
			if (Symbol.dispose !== undefined) {
				addMethod(NativeWrapper.prototype, Symbol.dispose, function (this: unknown) {
					if (NativeWrapper.#has(this) && !this.#owner && NativeWrapper.#isLive(this)) this.#end('delete', destroy);
				});
			}
			binding = {
				has: NativeWrapper.#has,
				isLive: (wrapper) => NativeWrapper.#has(wrapper) && NativeWrapper.#isLive(wrapper),
				dead: (wrapper, use) => NativeWrapper.#dead(wrapper as NativeWrapper, use),
				livePtr: NativeWrapper.#livePtr,
				identify: (wrapper) => NativeWrapper.#identify(wrapper as NativeWrapper),
				adopt: (ptr, owner) => new NativeWrapper(kAdopt, ptr, owner),
			};
		}
	}
	if (!binding) throw new Error('A class runs its static block when it is defined');
	Object.defineProperty(NativeWrapper, 'name', { value: name });
	return { Class: NativeWrapper, ...binding };
}

/** As a method written in a class body: not enumerable. */
function addMethod(prototype: object, key: string | symbol, value: (...args: unknown[]) => unknown): void {
	Object.defineProperty(prototype, key, { value, writable: true, configurable: true });
	if (typeof key === 'string') Object.defineProperty(value, 'name', { value: key });
}
