// A clock and a collector that a test moves by hand, and the shipped engine started with them.
import { readFile } from 'node:fs/promises';
import type { Clock, Timer } from '../../engine/binding/clock.ts';
import type { Collector } from '../../engine/binding/collector.ts';
import { Engine } from '../../engine/binding/engine.ts';
import type { Runtime } from '../../engine/binding/runtime.ts';
import { decodeSnapshot, type RowWindow, type Snapshot } from '../../engine/binding/snapshot.ts';
import { enginePath } from './paths.ts';

export class FakeClock implements Clock {
	#nowMs = 0;
	#timers: { dueMs: number; callback: () => void }[] = [];

	now(): number {
		return this.#nowMs;
	}

	after(delayMs: number, callback: () => void): Timer {
		const timer = { dueMs: this.#nowMs + delayMs, callback };
		this.#timers.push(timer);
		return {
			cancel: () => {
				this.#timers = this.#timers.filter((t) => t !== timer);
			},
		};
	}

	/** How many calls are still to come. */
	get pending(): number {
		return this.#timers.length;
	}

	/** Time that passes within one job: no timer runs. */
	spend(ms: number): void {
		this.#nowMs += ms;
	}

	/** Lets time pass: what falls due runs at its moment, in order, with the jobs it queues. */
	async advance(ms: number): Promise<void> {
		const untilMs = this.#nowMs + ms;
		for (;;) {
			await new Promise((resolve) => setImmediate(resolve));
			const [next] = this.#timers.toSorted((a, b) => a.dueMs - b.dueMs);
			if (!next || next.dueMs > untilMs) break;
			this.#timers = this.#timers.filter((t) => t !== next);
			this.#nowMs = Math.max(this.#nowMs, next.dueMs);
			next.callback();
		}
		this.#nowMs = Math.max(this.#nowMs, untilMs);
	}
}

export class FakeCollector implements Collector {
	readonly #callbacks: (() => void)[] = [];
	readonly requests: number[] = [];
	readonly #witnesses: (() => void)[] = [];
	/** What a request does beside being noted. */
	onRequest: () => void = () => {};

	onCollection(callback: () => void): void {
		this.#callbacks.push(callback);
	}

	request(sizeBytes: number): void {
		this.requests.push(sizeBytes);
		this.onRequest();
	}

	dropWitness(onCollected: () => void): void {
		this.#witnesses.push(onCollected);
	}

	/** A collection was detected; a minor one passes by the witnesses. */
	collected({ minor = false } = {}): void {
		const witnesses = minor ? [] : this.#witnesses.splice(0);
		for (const callback of [...witnesses, ...this.#callbacks]) callback();
	}
}

/** A WeakRef that empties when the test says so. */
export class FakeWeakRef extends WeakRef<object> {
	#empty = false;
	derefs = 0;

	constructor(target: object = {}) {
		super(target);
	}

	override deref(): object | undefined {
		this.derefs++;
		return this.#empty ? undefined : (super.deref() ?? {});
	}

	clear(): void {
		this.#empty = true;
	}
}

export const loadEngine = async (): Promise<Engine> => Engine.load(await readFile(enginePath));

const kAllRows: RowWindow = { sort: 'serial', descending: false, states: [], offset: 0, count: 256 };

/** A started engine with everything a test looks at. */
export class TestRun {
	readonly clock = new FakeClock();
	readonly collector = new FakeCollector();
	readonly errors: unknown[] = [];
	readonly runtime: Runtime;
	readonly #engine: Engine;

	constructor(engine: Engine, heapLimitBytes = 64 << 20) {
		this.#engine = engine;
		const { clock, collector } = this;
		this.runtime = engine.start({ clock, collector, heapLimitBytes, onError: (e) => this.errors.push(e) });
	}

	static async start(heapLimitBytes?: number): Promise<TestRun> {
		return new TestRun(await loadEngine(), heapLimitBytes);
	}

	snapshot(rows: Partial<RowWindow> = {}, journalFrom = 1): Snapshot {
		const bytes = this.runtime.snapshot({ rows: { ...kAllRows, ...rows }, journalFrom });
		return decodeSnapshot(this.#engine.description, bytes);
	}

	/** The native object count and bytes, for a test to begin and end with. */
	get heap(): { blocks: number; bytes: number } {
		const { stats } = this.snapshot();
		return { blocks: stats.liveBlocks, bytes: stats.nativeLiveBytes };
	}

	/** `live 1 cleared 2 freed 3 deleted 4 lost 5`, zeros left out. */
	get counts(): string {
		const { stats } = this.snapshot();
		const { liveCount: live, clearedCount: cleared, freedCount: freed } = stats;
		const all = { live, cleared, freed, deleted: stats.deletedCount, lost: stats.lostCount };
		return Object.entries(all)
			.filter(([, count]) => count > 0)
			.map(([state, count]) => `${state} ${count}`)
			.join(' ');
	}
}
