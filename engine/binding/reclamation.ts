// How objects whose wrappers are gone are found and freed: the policy at work, what it has at hand, and the calls by
// which a program takes part.
import type { Description, EngineExports } from './abi.ts';
import { kSerialOffsetBytes } from './abi.ts';
import { AfterCollections } from './afterCollections.ts';
import { untilCollected } from './asking.ts';
import type { Cleaning } from './cleaning.ts';
import type { Clock, Timer } from './clock.ts';
import { kSureRequestBytes } from './collector.ts';
import type { Moment } from './exhaustion.ts';
import { makeGauges } from './gauges.ts';
import { Job, oncePerJob } from './job.ts';
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
import type { ActivePolicy, Gauges, PolicyHost, Safety } from './policies/policy.ts';
import type { Slots } from './slots.ts';
import type { Views } from './views.ts';
import { kWeakRefsPerJob, type WeakRefs } from './weakRefs.ts';
import type { Work } from './work.ts';

/** Looks begin no more often than this: Chromium detects minor collections too, many a second. */
const kLookSpacingMs = 100;
/** Growth of native bytes at which breathe() lets go of the thread under a policy that asks for nothing. */
const kBreathShareOfLimit = 1 / 16;
/** By how much a policy's sweep is put off while a collection is asked for, and how many times at the most. */
const kPostponedMs = 100;
const kMostPostponements = 10;

const kNoWait = Promise.resolve();
const kNoPolicy: ActivePolicy = { stop() {} };
const kNoSafety: Safety = { sweeps: 0, found: 0 };

export interface ReclamationParts {
	readonly work: Work;
	readonly description: Description;
	readonly exports: EngineExports;
	readonly views: Views;
	readonly slots: Slots;
	readonly cleaning: Cleaning;
	onError(error: unknown): void;
}

/** Of one run. Policy `none`, and nobody looks, until `setPolicy()`. */
export class Reclamation {
	readonly #parts: ReclamationParts;
	readonly #passes: Passes;
	readonly #gauges: Gauges;
	readonly #job: Job;
	/** Ends the collector's calls: it may live longer than the run, and would keep all of it. */
	readonly #forgetCollector: () => void;
	#name: PolicyName = 'none';
	#policy = kNoPolicy;
	/** Ends what the policy was given to work with. */
	#retire = (): void => {};
	/** Looks after collections, where the policy does not. */
	#looks: AfterCollections | undefined;
	/** Native bytes when breathe() last let go of the thread. */
	#breathBytes = 0;
	/** What is looked at in a job is kept until its end: a second rescue in it would find nothing more. */
	readonly #mayRescue: () => boolean;
	readonly #mayLookToExplain: () => boolean;
	/** How many calls of collectGarbage() are under way, and the policy's sweep that waits for their end. */
	#asking = 0;
	#postponed: Timer | undefined;
	#ended = false;

	constructor(parts: ReclamationParts) {
		const { work, description, exports, views, slots } = parts;
		const { clock, collector } = work;
		this.#parts = parts;
		this.#passes = new Passes(clock, exports, slots);
		this.#gauges = makeGauges(description, exports, views);
		this.#job = new Job(clock, this.#gauges);
		this.#mayRescue = oncePerJob(clock);
		this.#mayLookToExplain = oncePerJob(clock);
		slots.onAdd = (handle, address, wrapper) => {
			this.#job.made(views.word(address + kSerialOffsetBytes) as number);
			this.#policy.added?.(handle, wrapper);
		};
		slots.onRelease = (wrapper) => this.#policy.released?.(wrapper);
		this.#forgetCollector = collector.onCollection((collection) => {
			exports._engine__noteCollection(collection === 'major' ? 1 : 0);
			if (this.#policy.collected) this.#policy.collected(collection);
			else this.#looks?.collected(collection);
		});
	}

	/** For errors that explain it. What is cleared and not seen yet is looked at first, once a job. */
	explain(): Moment {
		const { slots } = this.#parts;
		if (this.#mayLookToExplain()) slots.look(0, slots.length);
		return { policy: this.#name, jobSerial: this.#job.firstSerial };
	}

	/** See `Runtime.setPolicy()`. */
	setPolicy(name: PolicyName = kDefaultPolicy, intervalMs = kDefaultIntervalMs): void {
		if (!Object.hasOwn(policies, name))
			throw new RangeError(`There is no policy ${String(name)}; there are ${Object.keys(policies).join(', ')}`);
		if (!(intervalMs >= kMinIntervalMs && intervalMs <= kMaxIntervalMs))
			throw new RangeError(`The interval must be ${kMinIntervalMs} to ${kMaxIntervalMs} ms, and is ${intervalMs}`);
		if (this.#ended) return;
		this.#stopPolicy();
		const kind = policies[name];
		this.#name = name;
		this.#parts.exports._engine__setReclaiming(kind.reclaims ? 1 : 0);
		this.#policy = kind.start(this.#host(), { intervalMs });
		if (this.#policy.collected === undefined) this.#looks = this.#makeLooks(kind.reportsLeaks === true);
	}

	/** See `Runtime.safety`. */
	get safety(): Safety {
		return this.#policy.safety ?? kNoSafety;
	}

	/** The page is idle. */
	idle(): void {
		this.#parts.work.run(() => this.#policy.idle?.());
	}

	/** See `Runtime.sweep()`. */
	sweep(background = false): number {
		const { exports, slots, cleaning } = this.#parts;
		exports._engine__beginSweep();
		const outer = this.#passes.enter();
		try {
			slots.look(0, slots.length);
			const freed = slots.freeCleared(background);
			this.#passes.overtake(freed);
			return freed;
		} finally {
			this.#passes.leave(outer);
			exports._engine__endSweep();
			if (background) cleaning.pump();
		}
	}

	/** See `Runtime.collectGarbage()`. Meanwhile nobody looks at a WeakRef, which could keep what it is there to find. */
	async collectGarbage(): Promise<boolean> {
		this.#asking++;
		this.#passes.hold();
		const { work, slots } = this.#parts;
		const { clock, collector } = work;
		await new Promise<void>((resolve) => whenSettled(clock, slots.weakRefs, resolve));
		const collected = await untilCollected(clock, collector);
		if (--this.#asking > 0) return collected;
		this.#passes.release();
		const frees = this.#policy.collected !== undefined;
		await new Promise<void>((resolve) => this.#passes.ask('all', frees, () => resolve()));
		return collected;
	}

	/** See `Runtime.breathe()`. */
	breathe(): Promise<void> {
		if (this.#policy.breathe !== undefined) return this.#policy.breathe() ?? kNoWait;
		const { liveBytes, limitBytes } = this.#gauges;
		if (liveBytes < this.#breathBytes) this.#breathBytes = liveBytes;
		if (liveBytes - this.#breathBytes < limitBytes * kBreathShareOfLimit) return kNoWait;
		return new Promise((resolve) =>
			this.#parts.work.clock.soon(() => {
				this.#breathBytes = this.#gauges.liveBytes;
				resolve();
			}),
		);
	}

	/** A constructor has found no room. True if something was freed for it: it is worth trying again. */
	rescue(): boolean {
		if (this.#policy.rescues !== true || this.#asking > 0 || !this.#mayRescue()) return false;
		const { work, exports } = this.#parts;
		const freed = work.run(() => {
			this.#asked(() => work.collector.request(kSureRequestBytes));
			return this.sweep();
		});
		if (freed === 0) return false;
		exports._engine__noteRescue();
		return true;
	}

	/** Nothing is freed any more. */
	end(): void {
		this.#ended = true;
		this.#forgetCollector();
		this.#stopPolicy();
		this.#passes.stop();
	}

	/** What a policy has at hand, until it is stopped: after that nothing that it has begun calls it back. */
	#host(): PolicyHost {
		let atWork = true;
		this.#retire = () => {
			atWork = false;
		};
		const { work, slots } = this.#parts;
		const { clock, collector } = work;
		return {
			clock,
			gauges: this.#gauges,
			collector: {
				litter: (sizeBytes) => this.#asked(() => collector.litter(sizeBytes)),
				request: (sizeBytes) => this.#asked(() => collector.request(sizeBytes)),
				watch: () => collector.watch(),
			},
			sweep: () => this.#sweepForPolicy(),
			sweepInSlices: (reach, done) => this.#passes.ask(reach, true, (result) => atWork && done?.(result), true),
			whenSettled: (callback) => whenSettled(clock, slots.weakRefs, () => atWork && callback()),
			take: (handles) => slots.take(handles),
			visitWrappers: (visit, done) => {
				const { weakRefs } = slots;
				weakRefs.forEachFresh(visit);
				const { length } = weakRefs;
				const visitSome = (begin: number) => {
					if (!atWork) return;
					weakRefs.forEachWrapper(begin, begin + kWeakRefsPerJob, visit);
					if (begin + kWeakRefsPerJob < length) clock.soon(() => visitSome(begin + kWeakRefsPerJob));
					else done();
				};
				clock.soon(() => visitSome(0));
			},
		};
	}

	#asked(ask: () => void): void {
		this.#parts.exports._engine__notePressureRequest();
		ask();
	}

	#makeLooks(reportsLeaks: boolean): AfterCollections {
		const run = (reach: Reach, done: (result: PassResult) => void) =>
			this.#passes.ask(reach, false, (result) => this.#looked(result, done, reportsLeaks), true);
		return new AfterCollections({ clock: this.#parts.work.clock, spacingMs: kLookSpacingMs, run });
	}

	#looked(result: PassResult, done: (result: PassResult) => void, reportsLeaks: boolean): void {
		done(result);
		if (!reportsLeaks || result.found === 0) return;
		const { description, exports, views, onError } = this.#parts;
		const leaks = leaksOf(description, exports, views, result.found);
		for (let i = 0; i < leaks.length; i++) onError(leaks[i]);
	}

	/** A sweep that falls due while a collection is asked for comes a little later, and not much. */
	#sweepForPolicy(postponements = kMostPostponements): void {
		if (this.#asking === 0 || postponements === 0) {
			this.sweep();
			return;
		}
		this.#postponed ??= this.#parts.work.clock.after(kPostponedMs, () => {
			this.#postponed = undefined;
			this.#sweepForPolicy(postponements - 1);
		});
	}

	#stopPolicy(): void {
		this.#retire();
		this.#policy.stop();
		this.#policy = kNoPolicy;
		this.#looks?.stop();
		this.#looks = undefined;
		this.#passes.cancel();
		// What a sweep has taken in hand is not usable any more: it ends in the background, whatever the next policy.
		if (this.#parts.slots.isWaiting) this.#parts.cleaning.pump();
		this.#postponed?.cancel();
		this.#postponed = undefined;
	}
}

/** In a job of its own, which has looked at no WeakRef and made none. */
function whenSettled(clock: Clock, weakRefs: WeakRefs, callback: () => void): void {
	clock.soon(() => {
		if (weakRefs.areComing) whenSettled(clock, weakRefs, callback);
		else callback();
	});
}
