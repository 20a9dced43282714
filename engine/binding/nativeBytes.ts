// NativeBytes: an object's bytes in the native heap, by index, for as long as the object lives.
import { checkByte, describeValue } from './convert.ts';
import { uncurry } from './uncurry.ts';
import type { Views } from './views.ts';

// A program may replace these later.
const { Math, Number, RangeError, Reflect, String, TypeError, Uint8Array } = globalThis;
const { preventExtensions } = Reflect;
const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array<ArrayBuffer>;
const { copyWithin, fill, set } = typedArray;
const copyBytes = uncurry(copyWithin);
const fillBytes = uncurry(fill);
const setBytes = uncurry(set);
/** The name of a real typed array's kind; undefined for everything else. */
const kindOf = uncurry(
	Object.getOwnPropertyDescriptor(typedArray, Symbol.toStringTag)?.get as () => string | undefined,
);

/** What the bytes belong to. */
export interface BytesOwner {
	/** Whether the object is usable. */
	isLive(): boolean;
	/** The error for an object that is not, with its story; `use`: `Buffer.bytes()[3] reads from`. */
	dead(use: string): Error;
}

/**
 * Never a real view of the memory: those die when the memory grows, and would show the bytes of whoever has the place
 * next. Each access asks whether the object still lives, and finds the memory of now. Keeps the wrapper alive.
 */
export class NativeBytes {
	readonly #views: Views;
	/** Reaches the wrapper. */
	readonly #owner: BytesOwner;
	/** `Buffer.bytes()`. */
	readonly #name: string;
	readonly #address: number;
	readonly #length: number;

	constructor(views: Views, owner: BytesOwner, name: string, address: number, length: number) {
		this.#views = views;
		this.#owner = owner;
		this.#name = name;
		this.#address = address;
		this.#length = length;
		// An index that is the object's own would hide the byte.
		preventExtensions(this);
	}

	get length(): number {
		return this.#length;
	}

	/** The byte at an index, from the end if it is negative; undefined outside. */
	at(index: number): number | undefined {
		const whole = toWhole(index);
		return this.#read(whole < 0 ? whole + this.#length : whole);
	}

	/** Sets the bytes from `begin` up to `end`, those left out: all. */
	fill(value: number, begin?: number, end?: number): this {
		const byte = checkByte(`${this.#name}.fill`, 'value', value);
		const [from, to] = this.#range(begin, end);
		this.#alive('fill');
		fillBytes(this.#views.u8, byte, this.#address + from, this.#address + to);
		return this;
	}

	/** Copies bytes from an array, or from other native bytes, to `offset`. All of them fit, or nothing is written. */
	set(source: ArrayLike<number> | NativeBytes, offset = 0): void {
		if (typeof source !== 'object' || source === null)
			throw new TypeError(`${this.#name}.set: source must be an array of bytes, not ${describeValue(source)}`);
		if (#length in source) {
			source.#alive('set');
			this.#checkFit(source.#length, offset);
			copyBytes(this.#views.u8, this.#address + offset, source.#address, source.#address + source.#length);
			return;
		}
		const kind = kindOf(source);
		if (kind === 'Uint8Array' || kind === 'Uint8ClampedArray') {
			this.#checkFit(source.length, offset);
			setBytes(this.#views.u8, source, this.#address + offset);
			return;
		}
		// Reading anything else may run code of the program's, which may free the object: a copy comes first.
		const { length } = source;
		if (!Number.isInteger(length) || length < 0)
			throw new TypeError(`${this.#name}.set: source must be an array of bytes, and has no length`);
		this.#checkFit(length, offset);
		const copy = new Uint8Array(length);
		for (let i = 0; i < length; i++) copy[i] = checkByte(`${this.#name}.set`, `source[${i}]`, source[i]);
		this.#alive('set');
		setBytes(this.#views.u8, copy, this.#address + offset);
	}

	/** A copy of the bytes from `begin` up to `end`, those left out: all; negative ones count from the end. */
	slice(begin?: number, end?: number): Uint8Array<ArrayBuffer> {
		const [from, to] = this.#range(begin, end);
		this.#alive('slice');
		return new Uint8Array(this.#views.copy(this.#address + from, to - from));
	}

	*[Symbol.iterator](): Generator<number, void, undefined> {
		for (let i = 0; i < this.#length; i++) yield this.#read(i) as number;
	}

	get [Symbol.toStringTag](): string {
		return 'NativeBytes';
	}

	#alive(method: string): void {
		if (!this.#owner.isLive()) throw this.#owner.dead(`${this.#name}.${method}() was called on`);
	}

	#range(begin: number | undefined, end: number | undefined): [from: number, to: number] {
		const from = clamp(begin ?? 0, this.#length);
		return [from, Math.max(from, clamp(end ?? this.#length, this.#length))];
	}

	#checkFit(count: number, offset: number): void {
		this.#alive('set');
		if (Number.isInteger(offset) && offset >= 0 && offset + count <= this.#length) return;
		throw new RangeError(
			`${this.#name}.set: ${count} bytes at offset ${String(offset)} do not fit in ${this.#length} bytes`,
		);
	}

	#read(index: number): number | undefined {
		if (!this.#owner.isLive()) throw this.#owner.dead(`${this.#name}[${index}] reads from`);
		return index >= 0 && index < this.#length ? this.#views.u8[this.#address + index] : undefined;
	}

	#write(index: number, value: unknown): void {
		const byte = checkByte(`${this.#name}[${index}]`, 'value', value);
		if (!this.#owner.isLive()) throw this.#owner.dead(`${this.#name}[${index}] writes to`);
		if (!(index >= 0 && index < this.#length && index % 1 === 0))
			throw new RangeError(`${this.#name}[${index}]: the index is outside of ${this.#length} bytes`);
		this.#views.u8[this.#address + index] = byte;
	}

	static {
		// One proxy for all, behind the prototype: what is no name of the class arrives there with the object that it
		// was asked of, while names of the class are found without it.
		const indices: object = new Proxy(
			{},
			{
				get(target, key, receiver: unknown) {
					const index = indexOf(key);
					return index !== undefined && isNativeBytes(receiver)
						? receiver.#read(index)
						: Reflect.get(target, key, receiver);
				},
				set(target, key, value: unknown, receiver: unknown) {
					const index = indexOf(key);
					if (index === undefined || !isNativeBytes(receiver)) return Reflect.set(target, key, value, receiver);
					receiver.#write(index, value);
					return true;
				},
				// What stands behind every object's prototype cannot be given properties by way of it.
				defineProperty: () => false,
				deleteProperty: () => false,
				setPrototypeOf: () => false,
				preventExtensions: () => false,
			},
		);
		Object.setPrototypeOf(NativeBytes.prototype, indices);
		function isNativeBytes(value: unknown): value is NativeBytes {
			return typeof value === 'object' && value !== null && #length in value;
		}
	}
}

/** The number that a property's key is, as typed arrays see it; undefined for a name. */
function indexOf(key: string | symbol): number | undefined {
	if (typeof key !== 'string') return undefined;
	const number = Number(key);
	return key === '-0' || String(number) === key ? number : undefined;
}

const toWhole = (value: number) => Math.trunc(Number(value)) || 0;

function clamp(value: number, length: number): number {
	const whole = toWhole(value);
	return whole < 0 ? Math.max(0, whole + length) : Math.min(whole, length);
}
