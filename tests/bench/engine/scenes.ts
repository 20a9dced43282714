// The scenes of the wasm half: the shipped engine filled through its exports, as scene.cpp fills it natively.
import { description } from '../../../engine/prebuilt/description.ts';
import { sceneRows } from '../smoke.ts';
import { host, type Instance, startEngine } from './wasm.ts';

const kMiB = 2 ** 20;

/** xorshift32 (Marsaglia 2003), always from the same beginning. */
export class Chance {
	#state = 2463534242;

	below(end: number): number {
		let state = this.#state;
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		this.#state = state >>> 0;
		return Math.floor((this.#state / 2 ** 32) * end);
	}
}

/** An export of this name, or a clear error. */
export function exported({ call }: Instance, name: string): (...args: number[]) => number {
	const found = call[name];
	if (!found) throw new Error(`The module exports no ${name}`);
	return found;
}

/** Takes one handle by one of the functions that read the batch. */
function taker(instance: Instance, name: string) {
	const take = exported(instance, name);
	const batch = exported(instance, '_engine__batch');
	return (handle: number) => {
		new DataView(instance.memory.buffer).setUint32(batch(), handle, true);
		if (take(1) !== 1) throw new Error(`${name} did not take a handle`);
	};
}

/** The stat of this name, from a snapshot. */
function statOf(instance: Instance, name: string): number {
	const snapshot = exported(instance, '_engine__snapshot')(0, 0, 0, 0, 0, 0, 0xffffffff, 0, 0, 0xffffffff);
	const index = description.stats.findIndex((stat) => stat.name === name);
	if (index < 0) throw new Error(`There is no stat ${name}`);
	return new DataView(instance.memory.buffer).getFloat64(snapshot + 40 + 8 * index, true);
}

/** 256 MiB of blocks of 16 to 496 bytes, a million of them in use, in all states, with holes between them. */
export function rasterScene(): { instance: Instance; begin: number } {
	const instance = startEngine(512 * kMiB);
	const make = exported(instance, '_Buffer__constructor');
	const destroy = exported(instance, '_Buffer__destructor');
	const manage = exported(instance, '_engine__manage');
	const abandon = exported(instance, '_engine__abandon');
	const clear = taker(instance, '_engine__markCleared');
	const chance = new Chance();
	for (let left = sceneRows; left > 0; left--) {
		// A block has 16 bytes more for its header, and a buffer 4 for its size.
		const buffer = make(chance.below(481));
		const fate = chance.below(10);
		if (fate === 0) continue;
		const handle = manage(buffer);
		if (fate <= 2) clear(handle);
		if (fate === 3) abandon(handle);
		if (fate === 4) {
			destroy(buffer);
			left++;
		}
	}
	return { instance, begin: statOf(instance, 'heapBegin') };
}

interface Row {
	readonly address: number;
	readonly handle: number;
	readonly small: boolean;
}

/** A million rows in all states, of two classes, of sizes and lines of which many are alike, and of random times. */
export class Rows {
	readonly instance = startEngine(512 * kMiB);
	readonly #chance = new Chance();
	readonly #live: Row[] = [];
	readonly #cleared: Row[] = [];
	readonly #markCleared = taker(this.instance, '_engine__markCleared');
	readonly #myClass = exported(this.instance, '_MyClass__constructor');
	readonly #buffer = exported(this.instance, '_Buffer__constructor');
	readonly #destroyMyClass = exported(this.instance, '_MyClass__destructor');
	readonly #destroyBuffer = exported(this.instance, '_Buffer__destructor');
	readonly #useMyClass = exported(this.instance, '_MyClass__my_method');
	readonly #useBuffer = exported(this.instance, '_Buffer__size');
	readonly #manage = exported(this.instance, '_engine__manage');

	constructor() {
		const abandon = exported(this.instance, '_engine__abandon');
		const noteCollection = exported(this.instance, '_engine__noteCollection');
		const every = Math.floor(sceneRows / 64) + 1;
		for (let left = sceneRows; left > 0; left--) {
			this.#live.push(this.#make());
			const fate = this.#chance.below(10);
			if (fate < 3) this.#clear(this.#chance.below(this.#live.length));
			// Stays as it is.
			if (fate === 3) abandon(this.#live.pop()?.handle ?? 0);
			if (left % every === 0) noteCollection(1);
		}
	}

	/** So many rows are cleared, ended, made or used, by chance. */
	change(count: number): void {
		for (; count > 0; count--) {
			const what = this.#chance.below(4);
			const some = this.#chance.below(this.#live.length);
			if (what === 0) {
				this.#clear(some);
			} else if (what === 1 && this.#cleared.length > 0) {
				const row = takeOut(this.#cleared, this.#chance.below(this.#cleared.length));
				if (row.small) this.#destroyMyClass(row.address);
				else this.#destroyBuffer(row.address);
			} else if (what === 2) {
				this.#live.push(this.#make());
			} else {
				host.nowMs += 0.01;
				const { small, address } = this.#live[some] as Row;
				if (small) this.#useMyClass(address);
				else this.#useBuffer(address);
			}
		}
	}

	#make(): Row {
		host.nowMs += 0.01 * this.#chance.below(4);
		host.line = 1 + this.#chance.below(100);
		const small = this.#chance.below(2) === 0;
		const address = small ? this.#myClass(1) : this.#buffer(32 * this.#chance.below(8));
		const handle = this.#manage(address);
		if (handle === 0) throw new Error('The table has no room');
		return { address, handle, small };
	}

	#clear(index: number): void {
		const row = takeOut(this.#live, index);
		this.#markCleared(row.handle);
		this.#cleared.push(row);
	}
}

/** Takes a row out; the last comes into its place. */
function takeOut(rows: Row[], index: number): Row {
	const row = rows[index] as Row;
	const last = rows.pop() as Row;
	if (last !== row) rows[index] = last;
	return row;
}
