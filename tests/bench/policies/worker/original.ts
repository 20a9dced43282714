// The original design, by hand: `managed[ptr] = [new WeakRef(wrapper), deleter]`, and a loop over all of it.
import type { RawClass, Written } from './engineSides.ts';

type Deleter = (ptr: number) => void;

/** Its classes and its loop; `oneDeleter`: all wrappers of a class share their deleter, else each has its own. */
export function writeOriginal(myClass: RawClass, buffer: RawClass, oneDeleter: boolean): Written {
	const managed: Record<number, [weakRef: WeakRef<object>, deleter: Deleter]> = {};

	// Outside the classes: a closure made where `this` is used would keep the wrapper alive.
	const deleterOf = ({ destroy }: RawClass): ((ptr: number) => Deleter) => {
		if (oneDeleter) return () => destroy;
		return (ptr) => () => destroy(ptr);
	};
	const deleterOfMyClass = deleterOf(myClass);
	const deleterOfBuffer = deleterOf(buffer);

	class MyClass {
		ptr: number;

		constructor(number: number) {
			this.ptr = myClass.construct(number);
			if (this.ptr === 0) throw new RangeError('The native heap is full');
			managed[this.ptr] = [new WeakRef(this), deleterOfMyClass(this.ptr)];
		}

		my_method(): number {
			return myClass.method(this.ptr);
		}

		delete(): void {
			delete managed[this.ptr];
			myClass.destroy(this.ptr);
			this.ptr = 0;
		}
	}

	class Buffer {
		ptr: number;

		constructor(sizeBytes: number) {
			this.ptr = buffer.construct(sizeBytes);
			if (this.ptr === 0) throw new RangeError('The native heap is full');
			managed[this.ptr] = [new WeakRef(this), deleterOfBuffer(this.ptr)];
		}

		delete(): void {
			delete managed[this.ptr];
			buffer.destroy(this.ptr);
			this.ptr = 0;
		}
	}

	function loop(): void {
		for (const key of Object.keys(managed)) {
			const ptr = Number(key);
			const entry = managed[ptr];
			if (entry === undefined || entry[0].deref() !== undefined) continue;
			entry[1](ptr);
			delete managed[ptr];
		}
	}

	return { MyClass, Buffer, loop };
}
