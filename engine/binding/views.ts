// Typed views of the engine's memory that survive its growth.

/** Views over one WebAssembly memory. Growth detaches the old ones; each access gives one that is attached. */
export class Views {
	readonly #memory: WebAssembly.Memory;
	#u8: Uint8Array<ArrayBuffer>;
	#u32: Uint32Array<ArrayBuffer>;

	constructor(memory: WebAssembly.Memory) {
		this.#memory = memory;
		this.#u8 = new Uint8Array(memory.buffer);
		this.#u32 = new Uint32Array(memory.buffer);
	}

	get u8(): Uint8Array<ArrayBuffer> {
		// A detached view has length 0, and the engine's memory is never empty.
		if (this.#u8.length === 0) this.#u8 = new Uint8Array(this.#memory.buffer);
		return this.#u8;
	}

	get u32(): Uint32Array<ArrayBuffer> {
		if (this.#u32.length === 0) this.#u32 = new Uint32Array(this.#memory.buffer);
		return this.#u32;
	}

	/** The word at a 4-aligned address; undefined outside the memory. */
	word(address: number): number | undefined {
		const words = this.#u32;
		return (words.length > 0 ? words : this.u32)[address >>> 2];
	}

	/** The text from `address` to the next NUL byte, UTF-8. */
	text(address: number): string {
		const bytes = this.u8;
		return new TextDecoder().decode(bytes.subarray(address, bytes.indexOf(0, address)));
	}

	/** A copy of the engine's bytes, the caller's own. */
	copy(address: number, sizeBytes: number): ArrayBuffer {
		return this.u8.slice(address, address + sizeBytes).buffer;
	}
}
