// The handles of young objects: those that a minor collection may still take.

/** Chromium's minor collections take what has survived fewer than two of them; one more, for one that passed unseen. */
const kAges = 3;
const emptyAges = (): number[][] => [[], [], []];
const kFirstRoom = 4096;

/** By age, counted in looks that followed a collection. Cost: 4 bytes an object; O(1) amortised to add. */
export class Young {
	readonly #isThere: (handle: number) => boolean;
	#ages: number[][] = emptyAges();
	/** When so many have come, those that have ended since are taken out. */
	#room = kFirstRoom;

	/** `isThere`: whether the object of a handle still waits to be looked at. */
	constructor(isThere: (handle: number) => boolean) {
		this.#isThere = isThere;
	}

	get count(): number {
		let count = 0;
		for (let age = 0; age < kAges; age++) count += (this.#ages[age] as number[]).length;
		return count;
	}

	add(handle: number): void {
		const youngest = this.#ages[0] as number[];
		if (youngest.length >= this.#room) this.#takeOutEnded();
		const into = this.#ages[0] as number[];
		into[into.length] = handle;
	}

	/** All handles by age, youngest first; what survives a look at them is given back by `age()`. */
	takeAll(): number[][] {
		const ages = this.#ages;
		this.#ages = emptyAges();
		this.#room = kFirstRoom;
		return ages;
	}

	/** Handles that were of this age have survived a look. The eldest are young no more. */
	age(handles: readonly number[], age: number): void {
		const elder = this.#ages[age + 1];
		if (elder === undefined) return;
		for (let i = 0; i < handles.length; i++) elder[elder.length] = handles[i] as number;
	}

	#takeOutEnded(): void {
		const youngest = this.#ages[0] as number[];
		const there: number[] = [];
		for (let i = 0; i < youngest.length; i++) {
			const handle = youngest[i] as number;
			if (this.#isThere(handle)) there[there.length] = handle;
		}
		this.#ages[0] = there;
		this.#room = Math.max(kFirstRoom, 2 * there.length);
	}
}
