// The runtime: the engine of one run, its wrapper classes, its slots, and the policy that frees them.
import type { Description, EngineExports, EngineImports, NativeFunction } from './abi.ts';
import { Cleaning } from './cleaning.ts';
import type { Clock, Timer } from './clock.ts';
import type { Collector } from './collector.ts';
import { describeValue } from './convert.ts';
import { checkBytes } from './errors.ts';
import type { Callable } from './held.ts';
import { Host } from './host.ts';
import { type Drained, drainJournal } from './journal.ts';
import { Observer } from './observer.ts';
import { kMaxIntervalMs, kMinIntervalMs, type PolicyName, policies } from './policies/index.ts';
import type { ActivePolicy } from './policies/policy.ts';
import { copyRaster, type RasterRequest } from './raster.ts';
import { type Deleter, Slots } from './slots.ts';
import { copySnapshot, type SnapshotRequest } from './snapshot.ts';
import { Stories } from './stories.ts';
import { Views } from './views.ts';
import { makeWrapperClasses, type WrapperClass } from './wrappers.ts';

export interface RuntimeOptions {
	clock: Clock;
	collector: Collector;
	/** What the native heap may take: 1 MiB to 1 GiB. */
	heapLimitBytes: number;
	/** How many freed bytes are kept from being used again, to find who still uses them: 0 to the heap's limit. */
	quarantineBytes?: number;
	/** The line of the program that is calling, 0 = not known. Asked for each object made or deleted. */
	site?: () => number;
	/**
	 * Is told of errors that nobody is there to catch: of a deleter within a sweep; of a destructor, and of what was
	 * written after it was freed, once the synchronous code has ended.
	 */
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
	readonly #host: Host;
	readonly #views: Views;
	readonly #slots: Slots;
	readonly #cleaning: Cleaning;
	readonly #observer: Observer;
	#policy: ActivePolicy | undefined;
	/** How many calls of collectGarbage() are under way, and the policy's sweep that waits for their end. */
	#asking = 0;
	#postponed: Timer | undefined;

	constructor(
		instantiate: (imports: EngineImports) => EngineExports,
		description: Description,
		{ clock, collector, heapLimitBytes, quarantineBytes, site, onError }: RuntimeOptions,
	) {
		const { minLimitBytes, maxLimitBytes, defaultQuarantineBytes } = description;
		const quarantine = quarantineBytes ?? defaultQuarantineBytes;
		checkBytes('heapLimitBytes', heapLimitBytes, minLimitBytes, maxLimitBytes);
		checkBytes('quarantineBytes', quarantine, 0, heapLimitBytes);
		const host = new Host({ clock, description, site, onError });
		const exports = instantiate(host.imports);
		const views = new Views(exports.memory);
		const stories = new Stories(description, exports, views);
		if (exports._engine__start(heapLimitBytes, quarantine) === 0)
			throw new RangeError('There is no memory for a run of the engine');
		host.attach(exports, views, stories);
		const slots = new Slots(exports, views, description.batchCapacity, () => host.now(), onError);
		const cleaning = new Cleaning(clock, exports);
		const native = (name: string) => exported(exports, name);
		const pump = () => cleaning.pump();
		this.exports = exports;
		this.classes = makeWrapperClasses({ exports, views, slots, stories, held: host.held, native, pump }, description);
		this.#clock = clock;
		this.#collector = collector;
		this.#description = description;
		this.#host = host;
		this.#views = views;
		this.#slots = slots;
		this.#cleaning = cleaning;
		this.#observer = new Observer(clock, collector, slots, () => exports._engine__noteCollection(1));
		this.setPolicy('none', kMaxIntervalMs);
	}

	/** How many functions of the program's the engine holds. */
	get heldReferences(): number {
		return this.#host.held.count;
	}

	/** How long a slice of the cleaning in the background may hold the program up, in ms. */
	get cleaningBudgetMs(): number {
		return this.#cleaning.budgetMs;
	}

	set cleaningBudgetMs(budgetMs: number) {
		this.#cleaning.budgetMs = budgetMs;
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

	/**
	 * A reference of a function, for a raw constructor that takes a callback: the object takes it over, and gives it
	 * back. `weak`: the function is held as long as the program holds it.
	 */
	readonly hold = (fn: Callable, options?: { weak?: boolean }): number => {
		if (typeof fn !== 'function') throw new TypeError(`hold(fn): fn must be a function, not ${describeValue(fn)}`);
		return this.#host.held.hold(fn, options?.weak === true);
	};

	/**
	 * One pass over the whole table that frees what is cleared. Gives how many objects it freed; `background`: how many
	 * will be destroyed in the background, in slices, and cleared they stay until then.
	 */
	readonly sweep = (options?: { background?: boolean }): number => {
		const later = options?.background === true;
		this.exports._engine__beginSweep();
		try {
			this.#slots.lookAtAll();
			return this.#slots.freeCleared(later);
		} finally {
			this.exports._engine__endSweep();
			if (later) this.#cleaning.pump();
		}
	};

	/** Destroys at once what waits for the background, for about `budgetMs`; gives how many objects are left. */
	readonly clean = (budgetMs = Number.POSITIVE_INFINITY): number => this.#cleaning.clean(budgetMs);

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

	/** The engine's figures, a window of the table's rows and the newest marks: bytes, the caller's own. */
	snapshot(request: SnapshotRequest): ArrayBuffer {
		return copySnapshot(this.#description, this.exports, this.#views, request);
	}

	/** The picture of the heap: bytes, the caller's own. */
	raster(request: RasterRequest): ArrayBuffer {
		return copyRaster(this.#description, this.exports, this.#views, request);
	}

	/** The journal's records from a sequence on, as far as it still has them. */
	journal(from: number): Drained {
		return drainJournal(this.exports, this.#views, from);
	}

	/** Ends the policy, the looking and the cleaning; nothing is freed after it. Errors that wait are told. */
	end(): void {
		this.#stopPolicy();
		this.#observer.stop();
		this.#cleaning.stop();
		this.#host.flush();
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
