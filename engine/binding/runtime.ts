// The runtime: the engine of one run, its wrapper classes, its slots, and the policy that frees them.
import type { Description, EngineExports, NativeFunction } from './abi.ts';
import type { Clock, Timer } from './clock.ts';
import type { Collector } from './collector.ts';
import type { EngineImports } from './engine.ts';
import { Observer } from './observer.ts';
import { kMaxIntervalMs, kMinIntervalMs, type PolicyName, policies } from './policies/index.ts';
import type { ActivePolicy } from './policies/policy.ts';
import { type Deleter, Slots } from './slots.ts';
import { copySnapshot, type SnapshotRequest } from './snapshot.ts';
import { Stories } from './stories.ts';
import { Views } from './views.ts';
import { makeWrapperClass, type WrapperClass } from './wrappers.ts';

export interface RuntimeOptions {
	clock: Clock;
	collector: Collector;
	/** What the native heap may take: 1 MiB to 1 GiB. */
	heapLimitBytes: number;
	/** Is told of errors that nobody is there to catch: of a deleter, within a sweep. */
	onError(error: unknown): void;
}

/** How long one request may wait for what it was for, and how the sizes asked for grow until that comes. */
const kRequestPatienceMs = 250;
const kFirstRequestBytes = 2 ** 30;
const kLastRequestBytes = 2 ** 33;
/** The first collection may have begun before the program dropped its last reference; the second has not. */
const kCollectionsToBeSure = 2;
/** By how much a policy's sweep is put off while a collection is asked for, and how many times at the most. */
const kPostponedMs = 100;
const kMostPostponements = 10;

/** One run, from `Engine.start()` to `end()`. Policy `none` until `setPolicy()`. */
export class Runtime {
	/** The module's exports, for programs that write their wrappers by hand. */
	readonly exports: EngineExports;
	/** The wrapper classes by name. */
	readonly classes: Readonly<Record<string, WrapperClass>>;

	readonly #clock: Clock;
	readonly #collector: Collector;
	readonly #description: Description;
	readonly #views: Views;
	readonly #slots: Slots;
	readonly #observer: Observer;
	#policy: ActivePolicy | undefined;
	/** How many calls of collectGarbage() are under way, and the policy's sweep that waits for their end. */
	#asking = 0;
	#postponed: Timer | undefined;

	constructor(
		instantiate: (imports: EngineImports) => EngineExports,
		description: Description,
		{ clock, collector, heapLimitBytes, onError }: RuntimeOptions,
	) {
		const startMs = clock.now();
		const now = () => clock.now() - startMs;
		const exports = instantiate({
			now,
			raise(code, address, classId) {
				throw stories.raised(code, address >>> 0, classId);
			},
		});
		const views = new Views(exports.memory);
		const stories = new Stories(description, exports, views);
		if (exports._engine__start(heapLimitBytes) === 0)
			throw new RangeError(`The native heap's limit must be 1 MiB to 1 GiB, and is ${heapLimitBytes} bytes`);
		const slots = new Slots(exports, views, description.batchCapacity, now, onError);
		const host = { views, slots, stories, native: (name: string) => exported(exports, name) };
		this.exports = exports;
		this.classes = Object.fromEntries(description.classes.map((c) => [c.name, makeWrapperClass(host, c)]));
		this.#clock = clock;
		this.#collector = collector;
		this.#description = description;
		this.#views = views;
		this.#slots = slots;
		this.#observer = new Observer(clock, collector, slots, exports._engine__noteCollection);
		this.setPolicy('none', kMaxIntervalMs);
	}

	/**
	 * The original idea's `managed[ptr] = [weakref, deleter]`: once a sweep finds the WeakRef empty, `deleter(ptr)`
	 * is called. Given again for the same object, the new WeakRef and deleter take the place of the old.
	 */
	readonly manage = (ptr: number, weakRef: WeakRef<object>, deleter: Deleter): void => {
		if (typeof ptr !== 'number')
			throw new TypeError(`manage(ptr, weakref, deleter): ptr must be a number, not ${typeof ptr}`);
		if (!(weakRef instanceof kWeakRef))
			throw new TypeError('manage(ptr, weakref, deleter): weakref must be a WeakRef: new WeakRef(wrapper)');
		if (typeof deleter !== 'function')
			throw new TypeError('manage(ptr, weakref, deleter): deleter must be a function that destroys the object');
		this.#slots.add(ptr, weakRef, deleter);
	};

	/** One pass over the whole table that frees what is cleared. Gives how many objects it freed. */
	readonly sweep = (): number => {
		this.exports._engine__beginSweep();
		try {
			this.#slots.lookAtAll();
			return this.#slots.freeCleared();
		} finally {
			this.exports._engine__endSweep();
		}
	};

	/**
	 * Asks JavaScript's collector to run, until it has. False if it did not within about two seconds. What the program
	 * dropped before the call is then cleared, unless something else still holds it. Meanwhile neither the policy nor
	 * the observer looks at a WeakRef: within a collection that would keep alive what it is there to find.
	 */
	readonly collectGarbage = async (): Promise<boolean> => {
		this.#asking++;
		this.#observer.hold();
		// In a job of its own: one that called deref() keeps what it looked at.
		await this.#pause(0);
		let collected = true;
		for (let i = 0; collected && i < kCollectionsToBeSure; i++) collected = await this.#ask();
		if (--this.#asking > 0) return collected;
		this.#observer.release();
		await this.#observer.look();
		return collected;
	};

	/** Resolves after `ms` milliseconds, in a job of its own. */
	readonly tick = (ms = 0): Promise<void> => {
		if (typeof ms !== 'number' || !(ms >= 0))
			throw new TypeError(`tick(ms): ms must be a number of milliseconds from 0, not ${String(ms)}`);
		return this.#pause(ms);
	};

	/** Changes what decides when to sweep; may be called at any time, and loses nothing. */
	setPolicy(name: PolicyName, intervalMs: number): void {
		if (!(intervalMs >= kMinIntervalMs && intervalMs <= kMaxIntervalMs))
			throw new RangeError(`The interval must be ${kMinIntervalMs} to ${kMaxIntervalMs} ms, and is ${intervalMs}`);
		this.#stopPolicy();
		const kind = policies[name];
		this.exports._engine__setReclaiming(kind.reclaims ? 1 : 0);
		this.#policy = kind.start({ clock: this.#clock, sweep: () => this.#sweepForPolicy() }, { intervalMs });
	}

	/** Tells the policy that the page has nothing else to do. */
	idle(): void {
		this.#policy?.idle?.();
	}

	/** The engine's figures, a window of the table's rows and the journal's news: bytes, the caller's own. */
	snapshot(request: SnapshotRequest): ArrayBuffer {
		return copySnapshot(this.#description, this.exports, this.#views, request);
	}

	/** Ends the policy and the looking; nothing is freed after it. */
	end(): void {
		this.#stopPolicy();
		this.#observer.stop();
	}

	/** A sweep that falls due while a collection is asked for comes a little later, and not much. */
	readonly #sweepForPolicy = (postponements = kMostPostponements): void => {
		if (this.#asking === 0 || postponements === 0) {
			this.sweep();
			return;
		}
		this.#postponed ??= this.#clock.after(kPostponedMs, () => {
			this.#postponed = undefined;
			this.#sweepForPolicy(postponements - 1);
		});
	};

	#stopPolicy(): void {
		this.#policy?.stop();
		this.#postponed?.cancel();
		this.#postponed = undefined;
	}

	/** Until a witness was collected: a collection that has merely been detected may have passed by what is old. */
	async #ask(): Promise<boolean> {
		let collected = false;
		let wake = () => {};
		this.#collector.dropWitness(() => {
			collected = true;
			wake();
		});
		for (let sizeBytes = kFirstRequestBytes; !collected && sizeBytes <= kLastRequestBytes; sizeBytes *= 2) {
			this.#collector.request(sizeBytes);
			await new Promise<void>((resolve) => {
				const patience = this.#clock.after(kRequestPatienceMs, resolve);
				wake = () => {
					patience.cancel();
					resolve();
				};
			});
		}
		return collected;
	}

	#pause(ms: number): Promise<void> {
		return new Promise((resolve) => this.#clock.after(ms, resolve));
	}
}

// A program may replace the global later.
const kWeakRef = WeakRef;

function exported(exports: EngineExports, name: string): NativeFunction {
	const found: unknown = Reflect.get(exports, name);
	if (typeof found !== 'function') throw new Error(`The module describes ${name}() and does not export it`);
	return found as NativeFunction;
}
