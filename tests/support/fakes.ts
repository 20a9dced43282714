// A clock and a collector that a test moves by hand, and the shipped engine started with them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Clock, Timer } from '../../engine/binding/clock.ts';
import type { Collection, Collector } from '../../engine/binding/collector.ts';
import { Engine } from '../../engine/binding/engine.ts';
import { decodeRecords, type RawRecord } from '../../engine/binding/journal.ts';
import type { Runtime, RuntimeOptions } from '../../engine/binding/runtime.ts';
import { decodeSnapshot, type RowWindow, type Snapshot } from '../../engine/binding/snapshot.ts';
import { enginePath } from './paths.ts';

interface Due {
	readonly dueMs: number;
	readonly callback: () => void;
	readonly soon?: true;
	detached?: true;
}

export class FakeClock implements Clock {
	#nowMs = 0;
	#timers: Due[] = [];
	#afterStretch: (() => void)[] = [];
	#took: number[] | undefined;

	now(): number {
		return this.#nowMs;
	}

	after(delayMs: number, callback: () => void): Timer {
		const due: Due = { dueMs: this.#nowMs + delayMs, callback };
		this.#timers.push(due);
		const timer: Timer = {
			cancel: () => {
				this.#timers = this.#timers.filter((t) => t !== due);
			},
			detach() {
				due.detached = true;
				return timer;
			},
		};
		return timer;
	}

	soon(callback: () => void): void {
		this.#timers.push({ dueMs: this.#nowMs, callback, soon: true });
	}

	afterStretch(callback: () => void): void {
		// Not by push(), which a test of hostile programs replaces.
		this.#afterStretch[this.#afterStretch.length] = callback;
	}

	/** The synchronous code that the test has run so far has ended. */
	endStretch(): void {
		while (this.#afterStretch.length > 0) for (const callback of this.#afterStretch.splice(0)) callback();
	}

	/** How many timers are still to fire; what comes with the next job is no timer. */
	get pending(): number {
		return this.#timers.filter(({ soon }) => !soon).length;
	}

	/** Whether a call is to come that a process waits for. */
	get keepsProcess(): boolean {
		return this.#timers.some(({ detached }) => !detached);
	}

	/** From now on, what each job takes that is a timer's or comes next: filled as they run. */
	timeJobs(): number[] {
		const took: number[] = [];
		this.#took = took;
		return took;
	}

	/** Time that passes between two stretches of synchronous code: no timer runs. */
	spend(ms: number): void {
		this.endStretch();
		this.#nowMs += ms;
	}

	/** Time that passes within the synchronous code that is running. */
	spendInside(ms: number): void {
		this.#nowMs += ms;
	}

	/** Lets time pass: what falls due runs at its moment, in order, with the jobs it queues. */
	async advance(ms: number): Promise<void> {
		const untilMs = this.#nowMs + ms;
		for (;;) {
			this.endStretch();
			await new Promise((resolve) => setImmediate(resolve));
			this.endStretch();
			const [next] = this.#timers.toSorted((a, b) => a.dueMs - b.dueMs);
			if (!next || next.dueMs > untilMs) break;
			this.#timers = this.#timers.filter((t) => t !== next);
			this.#nowMs = Math.max(this.#nowMs, next.dueMs);
			const beganMs = this.#nowMs;
			next.callback();
			this.#took?.push(this.#nowMs - beganMs);
		}
		this.#nowMs = Math.max(this.#nowMs, untilMs);
	}
}

export class FakeCollector implements Collector {
	#callbacks: ((collection: Collection) => void)[] = [];
	readonly requests: number[] = [];
	readonly #witnesses: (() => void)[] = [];
	/** What the watches that were begun have seen since. */
	readonly #watches: { seen: Collection | undefined }[] = [];
	/** What a request does beside being noted. */
	onRequest: (sizeBytes: number) => void = () => {};
	readonly litters: number[] = [];
	onLitter: (sizeBytes: number) => void = () => {};

	onCollection(callback: (collection: Collection) => void): () => void {
		this.#callbacks.push(callback);
		return () => {
			this.#callbacks = this.#callbacks.filter((other) => other !== callback);
		};
	}

	request(sizeBytes: number): void {
		this.requests.push(sizeBytes);
		this.onRequest(sizeBytes);
	}

	litter(sizeBytes: number): void {
		this.litters.push(sizeBytes);
		this.onLitter(sizeBytes);
	}

	watch(): () => Collection | undefined {
		const watch: { seen: Collection | undefined } = { seen: undefined };
		this.#watches.push(watch);
		return () => watch.seen;
	}

	dropWitness(onCollected: () => void): void {
		this.#witnesses.push(onCollected);
	}

	/** WeakRefs are empty, and nobody has been told yet. */
	collect(collection: Collection = 'major'): void {
		for (const watch of this.#watches) if (watch.seen !== 'major') watch.seen = collection;
	}

	/** A collection has come and is told; a minor one passes by the witnesses. */
	collected(collection: Collection = 'major'): void {
		this.collect(collection);
		this.tell(collection);
	}

	/** What has come before is told now. */
	tell(collection: Collection = 'major'): void {
		const witnesses = collection === 'minor' ? [] : this.#witnesses.splice(0);
		for (const callback of witnesses) callback();
		for (const callback of this.#callbacks) callback(collection);
	}
}

/** A WeakRef that empties when the test says so. */
export class FakeWeakRef extends WeakRef<object> {
	#empty = false;
	#spend = () => {};
	derefs = 0;

	constructor(target: object = {}) {
		super(target);
	}

	override deref(): object | undefined {
		this.derefs++;
		this.#spend();
		return this.#empty ? undefined : (super.deref() ?? {});
	}

	clear(): void {
		this.#empty = true;
	}

	/** Each look takes so long. */
	costMs(clock: FakeClock, ms: number): void {
		this.#spend = () => clock.spendInside(ms);
	}
}

export const loadEngine = async (): Promise<Engine> => Engine.load(await readFile(enginePath));

const kAllRows: RowWindow = { sort: 'serial', descending: false, states: [], offset: 0, count: 256 };

export type TestOptions = Pick<Partial<RuntimeOptions>, 'heapLimitBytes' | 'quarantineBytes' | 'policy' | 'record'>;

/** A started engine with everything a test looks at. */
export class TestRun {
	readonly clock = new FakeClock();
	readonly collector = new FakeCollector();
	/** What `onError` was told; a test takes what it has provoked. */
	readonly errors: unknown[] = [];
	readonly runtime: Runtime;
	readonly engine: Engine;
	/** The line of the program that is calling. */
	line = 0;

	constructor(engine: Engine, options: TestOptions = {}) {
		this.engine = engine;
		const { clock, collector } = this;
		this.runtime = engine.start({
			heapLimitBytes: 64 << 20,
			policy: 'none',
			...options,
			clock,
			collector,
			site: () => this.line,
			onError: (error) => this.errors.push(error),
		});
	}

	static async start(options?: TestOptions): Promise<TestRun> {
		return new TestRun(await loadEngine(), options);
	}

	/** The raw export. */
	native(name: string): (...args: number[]) => number {
		const found: unknown = Reflect.get(this.runtime.exports, name);
		assert.equal(typeof found, 'function', `there is no export ${name}`);
		return found as (...args: number[]) => number;
	}

	/** The wrapper class, for calls that its types would refuse as well. */
	class<Type extends Loose = Loose>(name: string): new (...args: unknown[]) => Type {
		const found = this.runtime.classes[name];
		assert.ok(found, `there is no class ${name}`);
		return found as unknown as new (
			...args: unknown[]
		) => Type;
	}

	snapshot(rows: Partial<RowWindow> = {}, markFrom = 1): Snapshot {
		const bytes = this.runtime.snapshot({ rows: { ...kAllRows, ...rows }, markFrom });
		return decodeSnapshot(this.engine.description, bytes);
	}

	/** The journal's records from a sequence on. */
	records(from = 1): RawRecord[] {
		return decodeRecords(this.engine.description, this.runtime.journal(from).records);
	}

	/** The native object count and bytes, for a test to begin and end with. */
	get heap(): { blocks: number; bytes: number } {
		const { stats } = this.snapshot();
		return { blocks: stats.liveBlocks, bytes: stats.nativeLiveBytes };
	}

	/** How many functions the engine holds. */
	get held(): number {
		return this.runtime.heldReferences;
	}

	/** What is still there, each with where it was made. */
	get leaks(): string[] {
		const { stats } = this.snapshot();
		const blocks = new Map<number, string>();
		for (const { kind, address, classId, serial, detail } of this.records()) {
			const { classes, parts } = this.engine.description;
			const name = [...classes, ...parts].find(({ id }) => id === classId)?.name ?? `class ${classId}`;
			if (kind === 'alloc') blocks.set(address, `${name} #${serial}, made at line ${detail}`);
			if (kind === 'free') blocks.delete(address);
		}
		const leaks = [...blocks.values()];
		// The journal may have lost the beginning; what it knows still says more than a number.
		if (stats.liveBlocks !== leaks.length) leaks.push(`${stats.liveBlocks} blocks`);
		if (stats.objectCount > 0) leaks.push(`${stats.objectCount} objects`);
		if (stats.cleaningCount > 0) leaks.push(`${stats.cleaningCount} objects wait for their destruction`);
		if (stats.heldReferences > 0) leaks.push(`${stats.heldReferences} functions held by objects`);
		if (this.held > 0) leaks.push(`${this.held} functions held`);
		return leaks;
	}

	/** The errors so far as text; they count as expected. */
	takeErrors(): string[] {
		this.clock.endStretch();
		return this.errors.splice(0).map(String);
	}

	/** At the end of a test: nothing is left, nobody has complained, no call is still to come. */
	finish(): void {
		this.clock.endStretch();
		const { leaks } = this;
		this.runtime.end();
		assert.deepEqual(leaks, [], 'nothing is left at the end');
		assert.deepEqual(this.errors.map(String), [], 'no error was reported that the test has not expected');
		assert.equal(this.clock.pending, 0, 'no call is still to come after the end');
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

/** A wrapper as a program in JavaScript has it: any call, and any arguments. */
export interface Loose {
	readonly ptr: number;
	delete(): void;
	deleteLater(): void;
	[Symbol.dispose](): void;
}
