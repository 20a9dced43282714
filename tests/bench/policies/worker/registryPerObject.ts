// A FinalizationRegistry that every object is registered with, by hand: the pointer is the held value.
import type { RawClass, Written } from './engineSides.ts';

// A registry that only a dead local holds never calls back.
const registries: FinalizationRegistry<number>[] = [];

function registryOf({ destroy }: RawClass): FinalizationRegistry<number> {
	const registry = new FinalizationRegistry<number>((ptr) => destroy(ptr));
	registries.push(registry);
	return registry;
}

export function writeRegistryPerObject(myClass: RawClass, buffer: RawClass): Written {
	const myClasses = registryOf(myClass);
	const buffers = registryOf(buffer);

	class MyClass {
		ptr: number;

		constructor(number: number) {
			this.ptr = myClass.construct(number);
			if (this.ptr === 0) throw new RangeError('The native heap is full');
			myClasses.register(this, this.ptr, this);
		}

		my_method(): number {
			return myClass.method(this.ptr);
		}

		delete(): void {
			myClasses.unregister(this);
			myClass.destroy(this.ptr);
			this.ptr = 0;
		}
	}

	class Buffer {
		ptr: number;

		constructor(sizeBytes: number) {
			this.ptr = buffer.construct(sizeBytes);
			if (this.ptr === 0) throw new RangeError('The native heap is full');
			buffers.register(this, this.ptr, this);
		}

		delete(): void {
			buffers.unregister(this);
			buffer.destroy(this.ptr);
			this.ptr = 0;
		}
	}

	return { MyClass, Buffer };
}
