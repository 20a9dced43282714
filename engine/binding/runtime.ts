// The runtime: the engine of one run, its wrapper classes, its slots, and the policy that frees them.
import type { Description, EngineExports, EngineImports, NativeFunction } from './abi.ts';
import { Births } from './births.ts';
import { CallLine } from './callLine.ts';
import { Cleaning } from './cleaning.ts';
import type { Clock } from './clock.ts';
import type { Collector } from './collector.ts';
import { describeValue } from './convert.ts';
import { withDefaults } from './defaults.ts';
import { checkBytes } from './errors.ts';
import type { Callable } from './held.ts';
import { Host } from './host.ts';
import { type Drained, drainJournal } from './journal.ts';
import { copyObject, type ObjectRequest } from './objectCard.ts';
import type { PolicyName } from './policies/index.ts';
import type { Safety } from './policies/policy.ts';
import { copyRaster, type RasterRequest } from './raster.ts';
import { Reclamation } from './reclamation.ts';
import { copyRegion, type RegionRequest } from './region.ts';
import { makeScope, type Scope } from './scope.ts';
import { type Deleter, Slots } from './slots.ts';
import { copySnapshot, decodeSnapshot, kNoRows, type SnapshotRequest, type Stats } from './snapshot.ts';
import { Stories } from './stories.ts';
import { copyTrace } from './trace.ts';
import { Views } from './views.ts';
import { measured, unmeasured } from './work.ts';
import { makeWrapperClasses, type WrapperClass } from './wrappers.ts';

/** What is left out is the platform's own, or the engine's default: see `defaults.ts`. */
export interface RuntimeOptions {
	clock?: Clock;
	collector?: Collector;
	/** What the native heap may take: 1 MiB to 1 GiB; 64 MiB unless said. */
	heapLimitBytes?: number;
	/** How many freed bytes are kept from being used again, to find who still uses them: 0 to the heap's limit. */
	quarantineBytes?: number;
	/** What decides when to sweep (`pressure` if left out), and the interval of the policy `interval`, as for `setPolicy()`. */
	policy?: PolicyName;
	intervalMs?: number;
	/** The engine keeps a trace, and the stats tell the time that the policy takes. Costs a little. */
	record?: boolean;
	/** The line of the program that is calling, 0 = not known. Asked for each object made or deleted. */
	site?: () => number;
	/**
	 * Is told of errors that nobody is there to catch: of a deleter within a sweep; of a destructor, and of what was
	 * written after it was freed, once the synchronous code has ended. Unless given, they are uncaught errors.
	 */
	onError?: (error: unknown) => void;
}

/** One run, from `Engine.start()` to `end()`. */
export class Runtime {
	/** The module's exports, for programs that write their wrappers by hand. */
	readonly exports: EngineExports;
	/** The wrapper classes by name. */
	readonly classes: Readonly<Record<string, WrapperClass>>;
	/**
	 * Calls `fn`, and then frees what was made meanwhile, or given to `manage()`, all but what `fn` gives back; gives
	 * that. If `fn` throws, all of it is freed. Throws a TypeError, and frees nothing, if `fn` gives a promise.
	 */
	readonly scope: Scope;

	readonly #clock: Clock;
	readonly #description: Description;
	readonly #host: Host;
	readonly #views: Views;
	readonly #births: Births;
	readonly #slots: Slots;
	readonly #cleaning: Cleaning;
	readonly #reclamation: Reclamation;

	constructor(
		instantiate: (imports: EngineImports) => EngineExports,
		description: Description,
		options: RuntimeOptions,
	) {
		const { minLimitBytes, maxLimitBytes } = description;
		const settled = withDefaults(options, description);
		const { clock, collector, heapLimitBytes, quarantineBytes, policy, intervalMs, record, site, onError } = settled;
		checkBytes('heapLimitBytes', heapLimitBytes, minLimitBytes, maxLimitBytes);
		checkBytes('quarantineBytes', quarantineBytes, 0, heapLimitBytes);
		const callLine = new CallLine(site);
		const host = new Host({ clock, description, site: callLine.read, onError });
		const exports = instantiate(host.imports);
		const views = new Views(exports.memory);
		const stories = new Stories(description, exports, views);
		if (exports._engine__start(heapLimitBytes, quarantineBytes) === 0)
			throw new RangeError('There is no memory for a run of the engine');
		if (record && exports._engine__record() === 0) throw new RangeError('There is no memory to record a run');
		host.attach(exports, views, stories);
		const note = (tookMs: number) => exports._engine__noteWork(tookMs);
		const work = record ? measured(clock, collector, note) : unmeasured(clock, collector);
		const slots = new Slots(exports, views, description.batchCapacity, work.clock, onError);
		const cleaning = new Cleaning(work.clock, exports);
		const parts = { work, description, exports, views, slots, cleaning, onError };
		const reclamation = new Reclamation(parts);
		stories.moment = () => reclamation.explain();
		const native = (name: string) => exported(exports, name);
		const pump = () => cleaning.pump();
		const rescue = () => reclamation.rescue();
		this.exports = exports;
		this.classes = makeWrapperClasses(
			{ exports, views, slots, stories, held: host.held, native, pump, rescue },
			description,
		);
		this.scope = makeScope({ exports, views, slots, description, classes: this.classes, callLine, onError });
		this.#clock = clock;
		this.#description = description;
		this.#host = host;
		this.#views = views;
		this.#births = new Births(exports, views, () => host.now());
		this.#slots = slots;
		this.#cleaning = cleaning;
		this.#reclamation = reclamation;
		this.setPolicy(policy, intervalMs);
	}

	/** How many functions of the program's the engine holds. */
	get heldReferences(): number {
		return this.#host.held.count;
	}

	/**
	 * Of the policy at work: its slow sweeps, in case a collection went by unseen. What they found says whether they are
	 * needed.
	 */
	get safety(): Safety {
		return this.#reclamation.safety;
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
		this.#slots.addOwned(ptr, weakRef, deleter);
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
	readonly sweep = (options?: { background?: boolean }): number =>
		this.#reclamation.sweep(options?.background === true);

	/** Destroys at once what waits for the background, for about `budgetMs`; gives how many objects are left. */
	readonly clean = (budgetMs = Number.POSITIVE_INFINITY): number => this.#cleaning.clean(budgetMs);

	/**
	 * Asks JavaScript's collector to run, until it has. False if it did not within about two seconds. What the program
	 * dropped before the call is then cleared, unless something else still holds it; freed, under a policy that sweeps
	 * after collections.
	 */
	readonly collectGarbage = (): Promise<boolean> => this.#reclamation.collectGarbage();

	/**
	 * Lets go of the thread if native memory presses, so that collector and policy can do their work; else it costs next
	 * to nothing. For loops that make objects.
	 */
	readonly breathe = (): Promise<void> => this.#reclamation.breathe();

	/** Resolves after `ms` milliseconds, in a job of its own. */
	readonly tick = (ms = 0): Promise<void> => {
		if (typeof ms !== 'number' || !(ms >= 0))
			throw new TypeError(`tick(ms): ms must be a number of milliseconds from 0, not ${String(ms)}`);
		return new Promise((resolve) => {
			if (ms > 0) this.#clock.after(ms, resolve);
			else this.#clock.soon(resolve);
		});
	};

	/** Changes what decides when to sweep; may be called at any time, and loses nothing. `intervalMs`: of `interval`. */
	setPolicy(name?: PolicyName, intervalMs?: number): void {
		this.#reclamation.setPolicy(name, intervalMs);
	}

	/** Tells the policy that the page has nothing else to do. */
	idle(): void {
		this.#reclamation.idle();
	}

	/** The engine's figures, a window of the table's rows and the newest marks: bytes, the caller's own. */
	snapshot(request: SnapshotRequest): ArrayBuffer {
		return copySnapshot(this.#description, this.exports, this.#views, request, this.#births);
	}

	/** The engine's figures by name; its description says what each is. */
	stats(): Stats {
		return decodeSnapshot(this.#description, this.snapshot(kNoRows)).stats;
	}

	/** The picture of the heap: bytes, the caller's own. */
	raster(request: RasterRequest): ArrayBuffer {
		return copyRaster(this.#description, this.exports, this.#views, this.#births, request);
	}

	/** The blocks of a piece of the heap, and its bytes: bytes, the caller's own. */
	region(request: RegionRequest): ArrayBuffer {
		return copyRegion(this.exports, this.#views, request);
	}

	/** All that is known of one object: bytes, the caller's own. */
	object(request: ObjectRequest): ArrayBuffer {
		return copyObject(this.exports, this.#views, request);
	}

	/** How native bytes and objects went over time, up to now: bytes, the caller's own; none unless it is recorded. */
	trace(): ArrayBuffer {
		return copyTrace(this.exports, this.#views);
	}

	/** The journal's records from a sequence on, as far as it still has them. */
	journal(from: number): Drained {
		return drainJournal(this.exports, this.#views, from);
	}

	/** Ends the policy, the looking and the cleaning; nothing is freed after it. Errors that wait are told. */
	end(): void {
		this.#reclamation.end();
		this.#cleaning.stop();
		this.#host.flush();
	}
}

// A program may replace the global later.
const kWeakRef = WeakRef;

function exported(exports: EngineExports, name: string): NativeFunction {
	const found: unknown = Reflect.get(exports, name);
	if (typeof found !== 'function') throw new Error(`The module describes ${name}() and does not export it`);
	return found as NativeFunction;
}
