// The handles of young objects: those that a minor collection may still take.

/** Chromium's minor collections take what has survived fewer than two of them; one more, for one that passed unseen. */
const kAges = 3;
const emptyAges = (): number[][] => [[], [], []];
const kFirstRoom = 4096;
/** Of more it is not told which they are: all slots are then looked at instead. */
const kMostYoung = 1 << 16;

/** By age, counted in looks that followed a collection. Cost: 4 bytes an object, up to 65,536; O(1) amortised to add. */
export class Young {
	readonly #isThere: (handle: number) => boolean;
	#ages: number[][] = emptyAges();
	/** When so many have come, those that have ended since are taken out. */
	#room = kFirstRoom;
	#tooMany = false;

	/** `isThere`: whether the object of a handle still waits to be looked at. */
	constructor(isThere: (handle: number) => boolean) {
		this.#isThere = isThere;
	}

	/** Infinity: too many to say which. */
	get count(): number {
		if (this.#tooMany) return Number.POSITIVE_INFINITY;
		let count = 0;
		for (let age = 0; age < kAges; age++) count += (this.#ages[age] as number[]).length;
		return count;
	}

	add(handle: number): void {
		if (this.#tooMany) return;
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
		this.#tooMany = false;
		return ages;
	}

	/** Each has survived a look at all slots. */
	allGrowOlder(): void {
		const [youngest, middle] = this.takeAll() as [number[], number[]];
		this.#ages = [[], youngest, middle];
	}

	/** Handles that were of this age have survived a look. The eldest are young no more. */
	age(handles: readonly number[], age: number): void {
		const elder = this.#ages[age + 1];
		if (elder !== undefined) append(elder, handles, 0);
	}

	/** Handles of this age, from an index on, were taken and not looked at. */
	giveBack(handles: readonly number[], from: number, age: number): void {
		append(this.#ages[age] as number[], handles, from);
	}

	#takeOutEnded(): void {
		const youngest = this.#ages[0] as number[];
		const there: number[] = [];
		for (let i = 0; i < youngest.length; i++) {
			const handle = youngest[i] as number;
			if (this.#isThere(handle)) there[there.length] = handle;
		}
		this.#tooMany = there.length >= kMostYoung;
		if (this.#tooMany) this.#ages = emptyAges();
		else this.#ages[0] = there;
		this.#room = Math.max(kFirstRoom, 2 * there.length);
	}
}

function append(to: number[], handles: readonly number[], from: number): void {
	for (let i = from; i < handles.length; i++) to[to.length] = handles[i] as number;
}
