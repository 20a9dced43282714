// Methods of wrappers: a checked call of the engine, and what its result becomes.
import type { MethodDescription } from './abi.ts';
import { type AddressOf, Converter, describeValue } from './convert.ts';
import { NativeBytes } from './nativeBytes.ts';
import type { Binding, WrapperHost } from './wrappers.ts';

// A program may replace it later.
const { apply } = Reflect;

/** What the engine's number becomes. */
type Finish = (result: number, self: unknown, ptr: number, args: readonly unknown[]) => unknown;
type BindingOf = (className: string) => Binding;

export function makeMethod(
	host: WrapperHost,
	className: string,
	method: MethodDescription,
	bindingOf: BindingOf,
	addressOf: AddressOf,
): (...args: unknown[]) => unknown {
	const { name } = method;
	const native = host.native(`_${className}__${name}`);
	const converter = new Converter(`${className}.${name}`, method.params, host.held, addressOf);
	const finish = makeFinish(host, className, method, bindingOf);
	const { livePtr } = bindingOf(className);
	return function (this: unknown, ...args: unknown[]): unknown {
		const ptr = livePtr(this, name);
		return finish(apply(native, undefined, converter.append([ptr], args)), this, ptr, args);
	};
}

function makeFinish(host: WrapperHost, className: string, method: MethodDescription, bindingOf: BindingOf): Finish {
	const { name, result, ownership } = method;
	switch (result) {
		case 'void':
			return () => undefined;
		case 'int32':
		case 'float64':
			return (number) => number;
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
	return (ptr, _self, _own, args) => {
		if (ptr !== 0) return adopt(ptr >>> 0);
		throw host.stories.exhausted(`The ${result} of ${className}.${name}(${args.map(describeValue).join(', ')})`);
	};
}

/** The address of `size()` bytes. */
function makeBytes(host: WrapperHost, className: string, name: string, bindingOf: BindingOf): Finish {
	const sizeOf = host.native(`_${className}__size`);
	const { isLive, dead } = bindingOf(className);
	return (address, self, ptr) => {
		const owner = { isLive: () => isLive(self), dead: (use: string) => dead(self, use) };
		return new NativeBytes(host.views, owner, `${className}.${name}()`, address >>> 0, sizeOf(ptr) >>> 0);
	};
}
