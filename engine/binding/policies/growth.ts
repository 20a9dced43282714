// How much has grown since the collector last took what it could, and how much of that is worth asking about.
import type { Gauges } from './policy.ts';

const kMiB = 1 << 20;
/**
 * Growth of native bytes that is asked about. Between the two bounds it follows what collections cost here: rare ones
 * let memory grow cold (the processor's caches hold some tens of MiB), frequent ones take the program's time.
 */
const kLeastBytes = 16 * kMiB;
const kMostBytes = 48 * kMiB;
/** But no more than this share of the room that is left below the limit. */
const kShareOfRoom = 1 / 4;
/** Above this share of the time growth is let go further, below half of it less far, by this factor. */
const kDearShare = 1 / 2;
const kStep = 1.1;
/** How much of what was spent before counts: clocks in browsers are coarse. */
const kMemory = 0.9;
/** Growth in objects that is asked about; each time nothing came of it, twice as much. */
const kObjects = 20_000;
/** Growth that is worth asking about soon. What is less is asked about once it is old. */
const kSomeObjects = 500;
const kSomeBytes = kMiB;

export class Growth {
	/** At so many live bytes, or objects, it is time to ask. */
	wakeBytes = 0;
	wakeObjects = 0;
	readonly #gauges: Gauges;
	#mostBytes = kLeastBytes;
	/** What was there after the last major collection: what is more may be dead, and old. */
	#floorBytes = 0;
	#floorObjects = 0;
	/** Objects made before the last collection. */
	#madeThen = 0;
	/** Of late: what asking has cost, and the time in which it came. */
	#spentMs = 0;
	#elapsedMs = 0;

	constructor(gauges: Gauges) {
		this.#gauges = gauges;
		this.wake(0);
	}

	/** A collection has come: what is made from now on it has not seen. */
	collected(): void {
		this.#madeThen = this.#gauges.objectsMade;
	}

	/** What the last collection, a major one, could take is freed: what it saw and is left is alive. */
	settle(): void {
		const { liveBytes, objects, objectsMade } = this.#gauges;
		this.#floorBytes = liveBytes;
		this.#floorObjects = Math.max(0, objects - (objectsMade - this.#madeThen));
	}

	/** From here on it may grow anew; `fruitless`: how many times in a row nothing came of asking. */
	wake(fruitless: number): void {
		const { liveBytes, limitBytes, objects } = this.#gauges;
		this.#floorBytes = Math.min(this.#floorBytes, liveBytes);
		this.#floorObjects = Math.min(this.#floorObjects, objects);
		const room = Math.max(0, limitBytes - liveBytes);
		this.wakeBytes = liveBytes + Math.max(1, Math.min(this.#mostBytes, room * kShareOfRoom));
		this.wakeObjects = objects + kObjects * 2 ** fruitless;
	}

	/** Whether minor collections have left so much that a major one is worth its cost. */
	get hasOld(): boolean {
		const { liveBytes, objects } = this.#gauges;
		return liveBytes - this.#floorBytes > this.#mostBytes / 2 || objects - this.#floorObjects > kObjects / 2;
	}

	/** `some`: worth asking about soon; `little`: once it is old. */
	get amount(): 'none' | 'little' | 'some' {
		const objects = this.#gauges.objects - this.#floorObjects;
		const bytes = this.#gauges.liveBytes - this.#floorBytes;
		if (objects >= kSomeObjects || bytes >= kSomeBytes) return 'some';
		return objects > 0 ? 'little' : 'none';
	}

	/** Asking has cost so much, in the time since it was last done. */
	spent(costMs: number, elapsedMs: number): void {
		this.#spentMs = kMemory * this.#spentMs + costMs;
		this.#elapsedMs = kMemory * this.#elapsedMs + Math.max(costMs, elapsedMs);
		const share = this.#spentMs / this.#elapsedMs;
		if (share > kDearShare) this.#mostBytes = Math.min(kMostBytes, this.#mostBytes * kStep);
		else if (share < kDearShare / 2) this.#mostBytes = Math.max(kLeastBytes, this.#mostBytes / kStep);
	}
}
