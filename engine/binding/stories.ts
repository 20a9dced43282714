// The runtime's errors: what went wrong, with which object, and what to do.
import type { Description, EngineExports } from './abi.ts';
import { countText, hex, NativeHeapExhausted, PointerError, sizeText } from './errors.ts';
import { type Moment, whyFull } from './exhaustion.ts';
import { findInJournal } from './journalStory.ts';
import { copySnapshot, decodeSnapshot, kNoRows, type StatName } from './snapshot.ts';
import { nameOfClass, placeText, readStory, type Story, tell } from './story.ts';
import type { Views } from './views.ts';

/** Which object: its class's name, where it lived, and its serial. */
export interface Identity {
	readonly className: string;
	readonly address: number;
	readonly serial: number;
}

/** Makes the runtime's errors. Reads the engine only; cost: a walk through the table, and the journal. */
export class Stories {
	readonly #description: Description;
	readonly #exports: EngineExports;
	readonly #views: Views;
	/** What the runtime knows of the moment, for errors that explain it. */
	moment: () => Moment = () => ({ policy: 'none', jobSerial: 0 });

	constructor(description: Description, exports: EngineExports, views: Views) {
		this.#description = description;
		this.#exports = exports;
		this.#views = views;
	}

	/** For a misuse that the engine has found. `classId`: what the call wanted, 0 for any; `detail`: index or size. */
	raised(code: number, address: number, classId: number, detail: number): Error {
		const wanted = nameOfClass(this.#description, classId) ?? 'object';
		const error = this.#description.errors[code];
		switch (error) {
			case 'nullPointer':
				return new PointerError(
					`The pointer is null (0) and leads to no ${wanted}: a constructor gives null when the native heap is full`,
				);
			case 'foreignPointer':
				return new PointerError(`No ${wanted} begins at ${hex(address)}: ${this.#whatIsAt(address)}`);
			case 'wrongClass':
				return new PointerError(`What lives at ${hex(address)} is ${this.#tell(address)}, not a ${wanted}`);
			case 'afterFree':
				return new PointerError(
					`The pointer ${hex(address)} is used after its object was destroyed: it was ${this.#tell(address)}. ` +
						'Drop a pointer when its object is destroyed',
				);
			case 'ending':
				return new PointerError(
					`${this.#tell(address)} at ${hex(address)} is not usable any more: its destruction has begun, or waits for ` +
						'the background',
				);
			case 'borrowed':
				return this.borrowed('It cannot be freed or managed', address);
			case 'outOfRange':
				return new RangeError(`Index ${detail} is outside of ${this.#tell(address)}`);
			case 'sizeMismatch':
				return new RangeError(
					`The sizes do not fit together: the other operand is ${this.#tell(address)}. mul() takes a matrix with as ` +
						'many rows as this one has columns, add() one of the same size',
				);
			case 'arenaFull':
				return new RangeError(
					`${this.#tell(address)} is full: it has room for ${detail} ${detail === 1 ? 'object' : 'objects'}, and they ` +
						'end with it alone. Make it with a greater capacity, or a second one',
				);
			case 'exhausted':
				return this.exhausted(`What was to be made from ${this.#tell(address)}`);
			case 'staleReference':
				return new PointerError(
					`${this.#tell(address)} wants to call a function that nobody holds any more: its reference was given to two ` +
						'objects, or given back. Each hold() gives a reference for one object',
				);
			case 'tableFull':
				return new RangeError('The managed table is full: no more objects can be managed in this run');
			default:
				return new Error(`The engine reports error ${error ?? code}`);
		}
	}

	/** For an error that no call is to blame for. */
	reported(code: number, address: number, serial: number): Error {
		const error = this.#description.errors[code];
		const object = this.#tell(address, serial);
		switch (error) {
			case 'writtenAfterFree':
				return new PointerError(
					`Bytes of ${object} at ${hex(address)} were written after it was freed; it was seen when its block left ` +
						'quarantine. Somebody writes through a stale pointer, or through a view of the memory',
				);
			case 'destructorFailed':
				return new Error(`The destructor of ${object} has failed; the object is destroyed nevertheless`);
			default:
				return new Error(`The engine reports error ${error ?? code} of ${object}`);
		}
	}

	/** For a wrapper whose object, or whose object's owner, is gone or going; `use`: `MyClass.my_method() was called on`. */
	dead(use: string, object: Identity, owner?: Identity): Error {
		const { text, found } = this.#identify(object);
		const from = owner && this.#identify(owner);
		const ending = found === 'ending' || from?.found === 'ending';
		const end = ending ? 'whose destruction has begun, or waits for the background' : 'which has ended';
		return new PointerError(`${use} ${text}, ${from ? `borrowed from ${from.text}, ` : ''}${end}`);
	}

	/** For an object that another owns; `why`: what cannot be. */
	borrowed(why: string, address: number): Error {
		const story = this.#read(address, 0);
		const owner = story.owner > 0 ? this.#tell(story.owner) : 'the object that made it';
		return new PointerError(`${why}: ${this.#tellStory(story)} is borrowed from ${owner}, which alone frees it`);
	}

	/** For the native heap's limit; `what` did not get its memory. */
	exhausted(what: string): Error {
		const stats = this.#stats();
		// What lies above the heap's end, up to the limit, is as good as one free block.
		const above = stats.nativeLimitBytes - stats.heapBytes;
		const free = stats.freeBytes + above;
		const largest = Math.max(stats.largestFreeBytes, above);
		const pieces =
			free > 2 * largest
				? `The heap is fragmented: ${sizeText(free)} are free in all, and the largest free block has ${sizeText(largest)}`
				: `${sizeText(free)} are free, the largest free block has ${sizeText(largest)}`;
		return new NativeHeapExhausted(
			`${what} does not fit in the native heap: ${sizeText(stats.nativeLiveBytes)} of at most ` +
				`${sizeText(stats.nativeLimitBytes)} are taken by ${countText(stats.objectCount, 'object')}. ${pieces}. ` +
				whyFull(this.#description, this.#exports, this.#views, this.moment()),
		);
	}

	#whatIsAt(address: number): string {
		const story = this.#read(address, 0);
		const object = this.#tellStory(story);
		switch (story.found) {
			case 'nothing':
				return 'no object is known to have lived there';
			case 'usable':
			case 'ending':
				return `${placeText(address, story)} ${object}. A pointer is the very address that a constructor gave`;
			case 'part':
				return `${placeText(address, story)} a part that objects keep for themselves (${story.className})`;
			default:
				return story.offset > 0
					? `${placeText(address, story)} what was ${object}`
					: `${object} lived there, and nothing does now`;
		}
	}

	#identify({ className, address, serial }: Identity): { text: string; found: Story['found'] } {
		const story = this.#read(address, serial);
		const { found } = story;
		return { text: found === 'nothing' ? `${className} #${serial}` : this.#tellStory(story), found };
	}

	#tell(address: number, serial = 0): string {
		const story = this.#read(address, serial);
		if (story.found !== 'nothing') return this.#tellStory(story);
		return serial > 0 ? `object #${serial}` : `the object at ${hex(address)}`;
	}

	#tellStory(story: Story): string {
		const owner = story.cause === 'owner' && story.owner > 0 ? this.#read(story.owner, 0) : undefined;
		return tell(story, owner && `${owner.className} #${owner.serial}`);
	}

	#read(address: number, serial: number): Story {
		const story = readStory(this.#description, this.#exports, this.#views, address, serial);
		if (story.found !== 'nothing') return story;
		return findInJournal(this.#description, this.#exports, this.#views, address, serial) ?? story;
	}

	#stats(): Record<StatName, number> {
		const bytes = copySnapshot(this.#description, this.#exports, this.#views, kNoRows);
		return decodeSnapshot(this.#description, bytes).stats;
	}
}
