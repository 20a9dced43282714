// Soak: very many objects, made, dropped, deleted and kept for a while. Is each freed once, and is nothing left?
import type { Wrapped } from '../../trial.ts';
import type { Side } from '../side.ts';
import { collect, macrotask, until } from '../steps.ts';
import { oursOf, type Workload } from '../workload.ts';

const kBatch = 2000;
const kKept = 1000;
/** Of so many objects one is deleted, and another is kept for a while. */
const kEach = 10;
const kPatienceMs = 30_000;
/** While more live, the program makes no more and asks for collections: a policy that starves would fill the table. */
const kMostLive = 200_000;
const kAskAgainMs = 1000;

class Program {
	readonly #side: Side;
	readonly #kept: (Wrapped | undefined)[] = new Array<Wrapped | undefined>(kKept).fill(undefined);
	#next = 0;
	made = 0;
	deleted = 0;

	constructor(side: Side) {
		this.#side = side;
	}

	batch(): void {
		for (let i = 0; i < kBatch; i++) {
			const wrapper = this.#side.make(i);
			if (i % kEach === 0) {
				wrapper.delete();
				this.deleted++;
			} else if (i % kEach === 1) {
				this.#kept[this.#next] = wrapper;
				this.#next = (this.#next + 1) % kKept;
			}
		}
		this.made += kBatch;
	}

	/** Throws if one of those kept was freed. */
	use(): void {
		for (const [i, wrapper] of this.#kept.entries())
			if (wrapper && wrapper.my_method() % 2 !== 0) throw new Error(`${i}`);
	}

	dropAll(): void {
		this.#kept.fill(undefined);
	}
}

/** Asks for collections until no more than that live; false if it takes too long. */
async function untilAtMost(side: Side, count: number): Promise<boolean> {
	const endMs = performance.now() + kPatienceMs;
	while (side.liveObjects() > count) {
		if (performance.now() > endMs) return false;
		await collect();
		await until(() => side.liveObjects() <= count, kAskAgainMs);
	}
	return true;
}

export const soak: Workload = {
	async run({ side, size }) {
		const { stat } = oursOf(side);
		const baseBytes = side.nativeBytes();
		side.start();
		const program = new Program(side);
		const startMs = performance.now();
		let mostLive = 0;
		let waitedMs = 0;
		while (program.made < size('objects')) {
			program.batch();
			await macrotask();
			if (program.made % (50 * kBatch) !== 0) continue;
			program.use();
			mostLive = Math.max(mostLive, side.liveObjects());
			if (side.liveObjects() < kMostLive) continue;
			const waitMs = performance.now();
			if (!(await untilAtMost(side, kMostLive / 2))) throw new Error(`${side.liveObjects()} live in vain`);
			waitedMs += performance.now() - waitMs;
		}
		const ms = performance.now() - startMs;
		program.dropAll();
		await untilAtMost(side, 0);
		// What a sweep has taken in hand counts no more, and is there until it is destroyed.
		await until(() => side.nativeBytes() <= baseBytes, kPatienceMs);
		side.stop();
		const freed = stat('freedCount');
		if (stat('madeCount') !== program.made) throw new Error(`${stat('madeCount')} of ${program.made} were counted`);
		if (stat('deletedCount') !== program.deleted) throw new Error(`${stat('deletedCount')} were deleted`);
		return {
			made: program.made,
			unaccounted: program.made - freed - program.deleted - stat('liveCount') - stat('clearedCount'),
			left: side.liveObjects(),
			lost: stat('lostCount'),
			errors: stat('errorCount'),
			overBase: side.nativeBytes() - baseBytes,
			mostLive,
			ms,
			waitedMs,
		};
	},
};
