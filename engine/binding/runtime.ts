// The runtime: the engine of one run, its wrapper classes, its slots, and the policy that frees them.
import {
	type Description,
	type EngineExports,
	type EngineImports,
	kSerialOffsetBytes,
	type NativeFunction,
} from './abi.ts';
import { AfterCollections } from './afterCollections.ts';
import { Cleaning } from './cleaning.ts';
import type { Clock, Timer } from './clock.ts';
import type { Collector } from './collector.ts';
import { describeValue } from './convert.ts';
import { checkBytes } from './errors.ts';
import { makeGauges } from './gauges.ts';
import type { Callable } from './held.ts';
import { Host } from './host.ts';
import { Job } from './job.ts';
import { type Drained, drainJournal } from './journal.ts';
import { leaksOf } from './leaks.ts';
import { Passes, type PassResult, type Reach } from './passes.ts';
import {
	kDefaultIntervalMs,
	kDefaultPolicy,
	kMaxIntervalMs,
	kMinIntervalMs,
	type PolicyName,
	policies,
} from './policies/index.ts';
import type { ActivePolicy, Gauges, PolicyHost } from './policies/policy.ts';
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
	/** What decides when to sweep (`pressure` if left out), and the interval of the policy `interval`, as for `setPolicy()`. */
	policy?: PolicyName;
	intervalMs?: number;
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
/** What is asked for when a constructor finds no room: it brings a collection at once. */
const kRescueBytes = 2 ** 33;
/** Looks begin no more often than this: Chromium detects minor collections too, many a second. */
const kLookSpacingMs = 100;
/** Growth of native bytes from which breathe() lets go of the thread, as a share of the limit. */
const kBreathShare = 1 / 16;
/** By how much a policy's sweep is put off while a collection is asked for, and how many times at the most. */
const kPostponedMs = 100;
const kMostPostponements = 10;

/** One run, from `Engine.start()` to `end()`. */
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
	readonly #passes: Passes;
	readonly #gauges: Gauges;
	readonly #job: Job;
	readonly #onError: (error: unknown) => void;
	#policyName: PolicyName = kDefaultPolicy;
	#policy: ActivePolicy = { stop() {} };
	/** Looks after collections, where the policy does not. */
	#looks: AfterCollections | undefined;
	/** Native bytes when breathe() last let go of the thread. */
	#breathBytes = 0;
	/** A constructor of this job has asked for a collection: what is looked at then is kept until the job's end. */
	#rescued = false;
	/** How many calls of collectGarbage() are under way, and the policy's sweep that waits for their end. */
	#asking = 0;
	#postponed: Timer | undefined;
	#stopHosting = (): void => {};
	/** Ends the collector's calls: it may live longer than the run, and would keep all of it. */
	readonly #forgetCollector: () => void;

	constructor(
		instantiate: (imports: EngineImports) => EngineExports,
		description: Description,
		{ clock, collector, heapLimitBytes, quarantineBytes, policy, intervalMs, site, onError }: RuntimeOptions,
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
		const { rescue } = this;
		this.exports = exports;
		this.classes = makeWrapperClasses(
			{ exports, views, slots, stories, held: host.held, native, pump, rescue },
			description,
		);
		this.#clock = clock;
		this.#collector = collector;
		this.#description = description;
		this.#host = host;
		this.#views = views;
		this.#slots = slots;
		this.#cleaning = cleaning;
		this.#passes = new Passes(clock, exports, slots);
		this.#gauges = makeGauges(description, exports, views);
		this.#job = new Job(clock, this.#gauges);
		this.#onError = onError;
		slots.onAdd = (handle, address, weakRef) => {
			this.#job.made(views.word(address + kSerialOffsetBytes) as number);
			this.#policy.added?.(handle, weakRef);
		};
		slots.onRelease = (wrapper) => this.#policy.released?.(wrapper);
		stories.moment = () => ({ policy: this.#policyName, jobSerial: this.#job.firstSerial });
		this.#forgetCollector = collector.onCollection((collection) => {
			exports._engine__noteCollection(collection === 'major' ? 1 : 0);
			if (this.#policy.collected) this.#policy.collected(collection);
			else this.#looks?.collected(collection);
		});
		this.setPolicy(policy ?? kDefaultPolicy, intervalMs);
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
			this.#slots.look(0, this.#slots.length);
			const freed = this.#slots.freeCleared(later);
			this.#passes.overtake(freed);
			return freed;
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
	 * anybody else looks at a WeakRef: within a collection that would keep alive what it is there to find.
	 */
	readonly collectGarbage = async (): Promise<boolean> => {
		this.#asking++;
		this.#passes.hold();
		// In a job of its own: one that called deref() keeps what it looked at.
		await this.#pause(0);
		let collected = true;
		for (let i = 0; collected && i < kCollectionsToBeSure; i++) collected = await this.#ask();
		if (--this.#asking > 0) return collected;
		this.#passes.release();
		const { reclaims } = policies[this.#policyName];
		const frees = reclaims && this.#policy.collected !== undefined;
		await new Promise<void>((resolve) => this.#passes.ask('all', frees, () => resolve()));
		return collected;
	};

	/**
	 * Lets go of the thread if native memory presses, so that collector and policy can do their work; else it costs next
	 * to nothing. For loops that make objects.
	 */
	readonly breathe = (): Promise<void> => {
		const waiting = this.#policy.breathe?.();
		if (waiting !== undefined) return waiting;
		const { liveBytes, limitBytes } = this.#gauges;
		if (this.#policy.breathe !== undefined || liveBytes - this.#breathBytes < limitBytes * kBreathShare) {
			this.#breathBytes = Math.min(this.#breathBytes, liveBytes);
			return kNoWait;
		}
		return new Promise((resolve) =>
			this.#clock.soon(() => {
				this.#breathBytes = this.#gauges.liveBytes;
				resolve();
			}),
		);
	};

	/** Resolves after `ms` milliseconds, in a job of its own. */
	readonly tick = (ms = 0): Promise<void> => {
		if (typeof ms !== 'number' || !(ms >= 0))
			throw new TypeError(`tick(ms): ms must be a number of milliseconds from 0, not ${String(ms)}`);
		return this.#pause(ms);
	};

	/** Changes what decides when to sweep; may be called at any time, and loses nothing. `intervalMs`: of `interval`. */
	setPolicy(name: PolicyName, intervalMs = kDefaultIntervalMs): void {
		if (!Object.hasOwn(policies, name))
			throw new RangeError(`There is no policy ${String(name)}; there are ${Object.keys(policies).join(', ')}`);
		if (!(intervalMs >= kMinIntervalMs && intervalMs <= kMaxIntervalMs))
			throw new RangeError(`The interval must be ${kMinIntervalMs} to ${kMaxIntervalMs} ms, and is ${intervalMs}`);
		this.#stopPolicy();
		const kind = policies[name];
		this.#policyName = name;
		this.exports._engine__setReclaiming(kind.reclaims ? 1 : 0);
		const { host, stop } = this.#hostPolicy();
		const policy = kind.start(host, { intervalMs });
		this.#stopHosting = stop;
		this.#policy = policy;
		if (policy.collected === undefined) this.#looks = this.#lookAfterCollections(kind.reportsLeaks === true);
	}

	/** Tells the policy that the page has nothing else to do. */
	idle(): void {
		this.#policy.idle?.();
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
		this.#forgetCollector();
		this.#stopPolicy();
		this.#passes.stop();
		this.#cleaning.stop();
		this.#host.flush();
	}

	/** A constructor found no room. True if something was freed for it: it is worth trying again. */
	readonly rescue = (): boolean => {
		if (this.#policy.rescues !== true || this.#rescued || this.#asking > 0) return false;
		this.#rescued = true;
		this.#clock.soon(() => {
			this.#rescued = false;
		});
		this.#request(kRescueBytes);
		return this.sweep() > 0;
	};

	#request(sizeBytes: number): void {
		this.exports._engine__notePressureRequest();
		this.#collector.request(sizeBytes);
	}

	/** What a policy has at hand until `stop`; after it, whatever it has begun tells it nothing any more. */
	#hostPolicy(): { host: PolicyHost; stop(): void } {
		let stopped = false;
		const host: PolicyHost = {
			clock: this.#clock,
			gauges: this.#gauges,
			collector: this.#collector,
			sweep: () => this.#sweepForPolicy(),
			sweepInSlices: (reach, done) => this.#passes.ask(reach, true, (result) => stopped || done?.(result), true),
			request: (sizeBytes) => this.#request(sizeBytes),
			take: (handles) => this.#slots.take(handles),
			forEachWrapper: (visit) => this.#slots.forEachWrapper(visit),
		};
		return {
			host,
			stop: () => {
				stopped = true;
			},
		};
	}

	#lookAfterCollections(reportsLeaks: boolean): AfterCollections {
		const run = (reach: Reach, done: (result: PassResult) => void) =>
			this.#passes.ask(
				reach,
				false,
				(result) => {
					done(result);
					if (reportsLeaks && result.found > 0) this.#reportLeaks(result.found);
				},
				true,
			);
		return new AfterCollections({ clock: this.#clock, spacingMs: kLookSpacingMs, run });
	}

	#reportLeaks(found: number): void {
		const leaks = leaksOf(this.#description, this.exports, this.#views, found);
		for (let i = 0; i < leaks.length; i++) this.#onError(leaks[i]);
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
		this.#stopHosting();
		this.#policy.stop();
		this.#looks?.stop();
		this.#looks = undefined;
		this.#passes.cancel();
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
const kNoWait = Promise.resolve();

function exported(exports: EngineExports, name: string): NativeFunction {
	const found: unknown = Reflect.get(exports, name);
	if (typeof found !== 'function') throw new Error(`The module describes ${name}() and does not export it`);
	return found as NativeFunction;
}
