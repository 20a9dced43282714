// Wrapper classes, made from the engine's own description of its classes: none is written by hand.
import {
	type ClassDescription,
	kHandleOffsetBytes,
	kSerialOffsetBytes,
	type MethodDescription,
	type NativeFunction,
	type Param,
} from './abi.ts';
import { checkCount, convert } from './convert.ts';
import type { Slots } from './slots.ts';
import type { Stories } from './stories.ts';
import type { Views } from './views.ts';

/** What stands for an object of the engine. */
export interface Wrapper {
	/** The object's address; 0 once `delete()` was called. */
	readonly ptr: number;
	/** Destroys the object now. Throws if it is not alive. */
	delete(): void;
}

export type WrapperClass = new (...args: number[]) => Wrapper;

/** What the wrappers need of the runtime. */
export interface WrapperHost {
	readonly views: Views;
	readonly slots: Slots;
	/** An export of the module by name; throws if there is none. */
	native(name: string): NativeFunction;
	readonly stories: Stories;
}

// A program may replace the global later.
const { WeakRef } = globalThis;

/**
 * The wrapper class of one class of the engine: constructor and methods check and convert their arguments, and
 * check that the object is alive by the serial that lies before it, which no two objects of a run share.
 */
export function makeWrapperClass(host: WrapperHost, description: ClassDescription): WrapperClass {
	const { views, slots } = host;
	const { name } = description;
	const { params } = description.constructor;
	const construct = host.native(`_${name}__constructor`);
	const destroy = host.native(`_${name}__destructor`);
	let isLive: (wrapper: NativeWrapper) => boolean;
	let livePtr: LivePtr;

	class NativeWrapper implements Wrapper {
		#ptr: number;
		/** Kept after `delete()`, to say which object this was. */
		readonly #address: number;
		readonly #serial: number;

		constructor(...args: unknown[]) {
			const natives = convertAll(name, params, args);
			const ptr = construct(...natives) >>> 0;
			if (ptr === 0) throw host.stories.exhausted(name, natives);
			this.#ptr = ptr;
			this.#address = ptr;
			this.#serial = views.word(ptr + kSerialOffsetBytes) as number;
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
			const ptr = livePtr(this, 'delete');
			slots.release(views.word(ptr + kHandleOffsetBytes) as number);
			destroy(ptr);
			this.#ptr = 0;
		}

		static {
			isLive = (wrapper) => wrapper.#ptr !== 0 && views.word(wrapper.#ptr + kSerialOffsetBytes) === wrapper.#serial;
			livePtr = (wrapper, method) => {
				if (typeof wrapper !== 'object' || wrapper === null || !(#ptr in wrapper))
					throw new TypeError(`${name}.${method}() was called on something that is no ${name}`);
				if (!isLive(wrapper)) throw host.stories.dead(`${name}.${method}()`, name, wrapper.#address, wrapper.#serial);
				return wrapper.#ptr;
			};
		}
	}

	Object.defineProperty(NativeWrapper, 'name', { value: name });
	// `using` is newer than some of the platforms that this runs on.
	if (Symbol.dispose !== undefined) {
		addMethod(NativeWrapper.prototype, Symbol.dispose, function (this: NativeWrapper) {
			if (isLive(this)) this.delete();
		});
	}
	for (const method of description.methods) {
		const native = host.native(`_${name}__${method.name}`);
		addMethod(NativeWrapper.prototype, method.name, makeMethod(name, method, native, livePtr));
	}
	return NativeWrapper;
}

/** The pointer of a live object; throws for one that has ended, and for what is no wrapper of its class. */
type LivePtr = (wrapper: unknown, method: string) => number;

function makeMethod(className: string, method: MethodDescription, native: NativeFunction, livePtr: LivePtr) {
	const { name, params, result } = method;
	const callee = `${className}.${name}`;
	const finish = result === 'void' ? () => undefined : result === 'int32' ? (n: number) => n : (n: number) => n >>> 0;
	return function (this: unknown, ...args: unknown[]): number | undefined {
		const ptr = livePtr(this, name);
		return finish(native(ptr, ...convertAll(callee, params, args)));
	};
}

function convertAll(callee: string, params: readonly Param[], args: readonly unknown[]): number[] {
	checkCount(callee, params, args.length);
	const natives: number[] = [];
	for (let i = 0; i < args.length; i++) natives[i] = convert(callee, params[i] as Param, args[i]);
	return natives;
}

/** As a method written in a class body: not enumerable. */
function addMethod(prototype: object, key: string | symbol, value: (...args: unknown[]) => unknown): void {
	Object.defineProperty(prototype, key, { value, writable: true, configurable: true });
	if (typeof key === 'string') Object.defineProperty(value, 'name', { value: key });
}
