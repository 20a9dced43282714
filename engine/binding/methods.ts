// Functions of wrappers, by how many parameters they have: checked calls of the engine, and what a result becomes.
// biome-ignore-all lint/complexity/noArguments: a rest parameter would be an array for each call
import type { ClassDescription, MethodDescription, NativeFunction } from './abi.ts';
import { type Check, type CheckObject, Signature } from './convert.ts';
import { NativeBytes } from './nativeBytes.ts';
import type { Binding, WrapperHost } from './wrappers.ts';

/** Makes an object and gives its address; `given`: the number of arguments. */
export type Construct = (given: number, a: unknown, b: unknown, c: unknown) => number;
/** What a program calls; its receiver is anything at all. */
export type Method = (this: unknown, a?: unknown, b?: unknown, c?: unknown) => unknown;
/** What the engine's number becomes; undefined: it stays as it is. */
type Finish =
	| ((result: number, self: unknown, ptr: number, a?: unknown, b?: unknown, c?: unknown) => unknown)
	| undefined;
type BindingOf = (className: string) => Binding;

/** The part of a constructor that makes the object. Errors: NativeHeapExhausted, nothing made and nothing held. */
export function makeConstruct(host: WrapperHost, description: ClassDescription, checkObject: CheckObject): Construct {
	const { name } = description;
	const { params } = description.constructor;
	const native = host.native(`_${name}__constructor`);
	const signature = new Signature(name, params, host.held, checkObject);
	const [first, second, third] = signature.checks as [Check, Check, Check];
	const wrongCount = (given: number) => signature.wrongCount(given);
	/** There was no room for it. */
	const again = (a?: unknown, b?: unknown, c?: unknown): number => {
		const ptr = host.rescue() ? signature.call(native, params.length, [a, b, c]) >>> 0 : 0;
		if (ptr !== 0) return ptr;
		throw host.stories.exhausted(`new ${name}(${signature.describe([a, b, c])})`);
	};
	if (signature.takesFunctions)
		return (given, a, b, c) => signature.call(native, given, [a, b, c]) >>> 0 || again(a, b, c);
	switch (params.length) {
		case 0:
			return (given) => {
				if (given !== 0) throw wrongCount(given);
				return native() >>> 0 || again();
			};
		case 1:
			return (given, a) => {
				if (given !== 1) throw wrongCount(given);
				return native(first(a)) >>> 0 || again(a);
			};
		case 2:
			return (given, a, b) => {
				if (given !== 2) throw wrongCount(given);
				return native(first(a), second(b)) >>> 0 || again(a, b);
			};
		default:
			return (given, a, b, c) => {
				if (given !== 3) throw wrongCount(given);
				return native(first(a), second(b), third(c)) >>> 0 || again(a, b, c);
			};
	}
}

export function makeMethod(
	host: WrapperHost,
	className: string,
	method: MethodDescription,
	bindingOf: BindingOf,
	checkObject: CheckObject,
): Method {
	const { name, params } = method;
	const native = host.native(`_${className}__${name}`);
	const signature = new Signature(`${className}.${name}`, params, host.held, checkObject);
	const [first, second, third] = signature.checks as [Check, Check, Check];
	const wrongCount = (given: number) => signature.wrongCount(given);
	const finish = makeFinish(host, className, method, native, signature, bindingOf);
	const { reach, refused } = bindingOf(className);
	if (signature.takesFunctions)
		return function (a, b, c) {
			const ptr = reach(this) || refused(this, name);
			const result = signature.call(native, arguments.length, [a, b, c], ptr);
			return finish === undefined ? result : finish(result, this, ptr, a, b, c);
		};
	switch (params.length) {
		case 0:
			return function () {
				const ptr = reach(this) || refused(this, name);
				if (arguments.length !== 0) throw wrongCount(arguments.length);
				const result = native(ptr);
				return finish === undefined ? result : finish(result, this, ptr);
			};
		case 1:
			return function (a) {
				const ptr = reach(this) || refused(this, name);
				if (arguments.length !== 1) throw wrongCount(arguments.length);
				const result = native(ptr, first(a));
				return finish === undefined ? result : finish(result, this, ptr, a);
			};
		case 2:
			return function (a, b) {
				const ptr = reach(this) || refused(this, name);
				if (arguments.length !== 2) throw wrongCount(arguments.length);
				const result = native(ptr, first(a), second(b));
				return finish === undefined ? result : finish(result, this, ptr, a, b);
			};
		default:
			return function (a, b, c) {
				const ptr = reach(this) || refused(this, name);
				if (arguments.length !== 3) throw wrongCount(arguments.length);
				const result = native(ptr, first(a), second(b), third(c));
				return finish === undefined ? result : finish(result, this, ptr, a, b, c);
			};
	}
}

function makeFinish(
	host: WrapperHost,
	className: string,
	method: MethodDescription,
	native: NativeFunction,
	signature: Signature,
	bindingOf: BindingOf,
): Finish {
	const { name, params, result, ownership } = method;
	switch (result) {
		case 'void':
		case 'int32':
		case 'float64':
			return undefined;
		case 'uint32':
		case 'size':
			return (number) => number >>> 0;
		case 'bytes':
			return makeBytes(host, className, name, bindingOf);
	}
	const { adopt } = bindingOf(result);
	if (ownership === 'borrowed') {
		const { identify } = bindingOf(className);
		return (ptr, self) => adopt(ptr >>> 0, identify(self));
	}
	if (ownership === 'orNull') return (ptr) => (ptr === 0 ? null : adopt(ptr >>> 0));
	return (ptr, _self, own, a, b, c) => {
		if (ptr !== 0) return adopt(ptr >>> 0);
		const second = host.rescue() ? signature.call(native, params.length, [a, b, c], own) : 0;
		if (second !== 0) return adopt(second >>> 0);
		throw host.stories.exhausted(`The ${result} of ${className}.${name}(${signature.describe([a, b, c])})`);
	};
}

/** The address of `size()` bytes. */
function makeBytes(host: WrapperHost, className: string, name: string, bindingOf: BindingOf): Finish {
	const sizeOf: NativeFunction = host.native(`_${className}__size`);
	const { reach, dead } = bindingOf(className);
	return (address, self, ptr) => {
		const owner = { isLive: () => reach(self) !== 0, dead: (use: string) => dead(self, use) };
		return new NativeBytes(host.views, owner, `${className}.${name}()`, address >>> 0, sizeOf(ptr) >>> 0);
	};
}
