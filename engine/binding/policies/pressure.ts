// Policy `pressure`: as `gated`, and asks for a collection when native bytes, or objects, have grown since the last one.
import type { Timer } from '../clock.ts';
import type { Collection } from '../collector.ts';
import type { PassResult, Reach } from '../passes.ts';
import { type Gated, startGated } from './gated.ts';
import { Growth } from './growth.ts';
import { kTopRung, Ladder } from './ladder.ts';
import type { ActivePolicy, PolicyHost, PolicyKind, Safety } from './policy.ts';

/** While a request is not answered, further growth by this much is asked about again, more urgently. */
const kRetryBytes = 4 << 20;
/** When growth is asked about that does not press: if there is some, and if there is little. */
const kSoonMs = 250;
const kOldMs = 5_000;
/** What does not press takes at most a twentieth of the time; each time nothing came of it, the wait doubles. */
const kRestPerCost = 19;
const kMostDoublings = 6;

/** `asking`: a request is the next job. `waiting`: for its collection. `sweeping`: for the end of the sweep after it. */
type Phase = 'calm' | 'asking' | 'waiting' | 'sweeping';

class Pressure implements ActivePolicy {
	readonly rescues = true;
	readonly #host: PolicyHost;
	readonly #gated: Gated;
	readonly #ladder = new Ladder();
	readonly #growth: Growth;
	#watch: () => Collection | undefined;
	#phase: Phase = 'calm';
	/** Native bytes press: the program outruns the collector. */
	#urgent = false;
	#rung = 0;
	/** The furthest collection since the first request of this phase. */
	#came: Collection | undefined;
	/** The next sweep that ends had begun before that collection. */
	#earlier = false;
	/** What was seen at once will be told once more, or as part of something that went further. */
	#told: Collection | undefined;
	/** Of the requests since it was last calm, and of the sweeps after them. */
	#costMs = 0;
	#freed = 0;
	#endedMs: number;
	#notBeforeMs = Number.NEGATIVE_INFINITY;
	#fruitless = 0;
	#patience: Timer | undefined;
	#later: Timer | undefined;
	#waiters: (() => void)[] = [];

	constructor(host: PolicyHost) {
		this.#host = host;
		this.#gated = startGated(host, (reach, result) => this.#swept(reach, result));
		this.#growth = new Growth(host.gauges);
		this.#watch = host.collector.watch();
		this.#endedMs = host.clock.now();
		this.added();
	}

	get safety(): Safety {
		return this.#gated.safety;
	}

	stop(): void {
		this.#gated.stop();
		this.#patience?.cancel();
		this.#later?.cancel();
		this.#release();
	}

	collected(collection: Collection): void {
		const told = this.#told;
		this.#told = undefined;
		if (told === 'major' || told === collection) return;
		this.#growth.collected();
		if (this.#phase === 'waiting') this.#answered(collection);
		this.#gated.collected(collection);
	}

	/** Cost: two comparisons. */
	added(): void {
		const { liveBytes, objects } = this.#host.gauges;
		if (liveBytes >= this.#growth.wakeBytes) this.#press();
		else if (this.#phase !== 'calm') return;
		else if (objects >= this.#growth.wakeObjects) this.#mention();
		else if (this.#later === undefined) this.#askSoon();
	}

	breathe(): Promise<void> | undefined {
		if (this.#phase === 'calm' || !this.#urgent) return undefined;
		return new Promise((resolve) => {
			this.#waiters[this.#waiters.length] = resolve;
		});
	}

	/** Native bytes have grown by as much as is asked about. */
	#press(): void {
		if (this.#phase === 'asking' || this.#phase === 'sweeping') return;
		this.#urgent = true;
		this.#ask(this.#phase === 'waiting' ? this.#rung + 1 : this.#ladder.best);
	}

	/** There is something to ask about, which does not press; what is old takes a major collection. */
	#mention(isOld = false): void {
		const waitMs = this.#notBeforeMs - this.#host.clock.now();
		if (waitMs > 0) {
			this.#growth.wakeObjects = Number.POSITIVE_INFINITY;
			this.#later?.cancel();
			this.#askLater(waitMs, isOld);
			return;
		}
		this.#urgent = false;
		this.#ask(isOld ? kTopRung : 0);
	}

	/** `isOld`: then also about little. */
	#askLater(delayMs: number, isOld: boolean): void {
		this.#later = this.#host.clock.after(delayMs, () => {
			this.#later = undefined;
			const { amount } = this.#growth;
			if (this.#phase !== 'calm' || amount === 'none') return;
			if (isOld || amount === 'some') this.#mention(isOld);
			else this.#askLater((kOldMs - kSoonMs) * 2 ** this.#fruitless, true);
		});
		this.#later.detach();
	}

	/** A request comes in a job of its own: one that has made a WeakRef, or looked at one, keeps its target. */
	#ask(rung: number): void {
		const { clock, collector } = this.#host;
		this.#patience?.cancel();
		if (this.#phase === 'calm') {
			this.#costMs = 0;
			this.#freed = 0;
			this.#came = undefined;
		}
		this.#phase = 'asking';
		this.#rung = Math.min(rung, kTopRung);
		this.#host.whenSettled(() => {
			const beginMs = clock.now();
			this.#ladder.rung(this.#rung).ask(collector);
			const collection = this.#watch();
			this.#costMs += clock.now() - beginMs;
			this.#watch = collector.watch();
			this.#ladder.answered(this.#rung, collection !== undefined);
			if (collection === undefined) {
				this.#wait();
				return;
			}
			this.#told = collection;
			this.#growth.collected();
			this.#answered(collection);
			this.#gated.sweeps.follow(collection === 'major' ? 'all' : 'young', true);
		});
	}

	/** Nothing has come yet. */
	#wait(): void {
		const { clock, gauges } = this.#host;
		const { patienceMs } = this.#ladder.rung(this.#rung);
		if (patienceMs === 0) {
			this.#ask(this.#rung + 1);
			return;
		}
		this.#phase = 'waiting';
		this.#growth.wakeBytes = gauges.liveBytes + kRetryBytes;
		// Not detached: breathe() may wait for it.
		this.#patience = clock.after(patienceMs, () => {
			if (this.#rung < kTopRung) this.#ask(this.#rung + 1);
			else this.#end();
		});
	}

	#answered(collection: Collection): void {
		this.#patience?.cancel();
		this.#phase = 'sweeping';
		this.#earlier = this.#gated.sweeps.isRunning;
		if (this.#came !== 'major') this.#came = collection;
	}

	#swept(reach: Reach, { freed, workMs }: PassResult): void {
		if (this.#phase === 'sweeping') {
			this.#costMs += workMs;
			this.#freed += freed;
			if (this.#earlier) {
				this.#earlier = false;
				return;
			}
			if (this.#came === 'major') this.#growth.settle();
			// What is left may be old, which a minor collection passes by.
			if (this.#came === 'minor' && this.#growth.hasOld && this.#rung < kTopRung) this.#ask(this.#rung + 1);
			else this.#end();
		} else if (this.#phase === 'calm') {
			// The collector has come by itself.
			if (reach === 'all') this.#growth.settle();
			this.#growth.wake(this.#fruitless);
			this.#askAboutRest();
		}
	}

	/** The collector has been asked about all that is there. */
	#end(): void {
		const nowMs = this.#host.clock.now();
		this.#phase = 'calm';
		this.#fruitless = this.#freed > 0 ? 0 : Math.min(this.#fruitless + 1, kMostDoublings);
		this.#notBeforeMs = nowMs + this.#costMs * kRestPerCost * 2 ** this.#fruitless;
		if (this.#urgent) this.#growth.spent(this.#costMs, nowMs - this.#endedMs);
		this.#endedMs = nowMs;
		this.#growth.wake(this.#fruitless);
		this.#askAboutRest();
		this.#release();
	}

	/** What the last collection has not seen, or passed by, is asked about also if nothing is added any more. */
	#askAboutRest(): void {
		if (this.#later === undefined && this.#growth.amount !== 'none') this.#askSoon();
	}

	#askSoon(): void {
		this.#askLater(kSoonMs * 2 ** this.#fruitless, false);
	}

	#release(): void {
		const waiters = this.#waiters;
		this.#waiters = [];
		for (let i = 0; i < waiters.length; i++) waiters[i]?.();
	}
}

export const pressure: PolicyKind = { reclaims: true, start: (host) => new Pressure(host) };
