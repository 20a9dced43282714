// Policy `pressure`: as `gated`, and asks for a collection when native bytes, or objects, have grown since the last one.
import type { Timer } from '../clock.ts';
import type { Collection } from '../collector.ts';
import type { PassResult, Reach } from '../passes.ts';
import { type Gated, startGated } from './gated.ts';
import { kRequestBytes, kTopRung, Ladder } from './ladder.ts';
import type { ActivePolicy, PolicyHost, PolicyKind } from './policy.ts';

const kMiB = 1 << 20;
/**
 * Growth of native bytes that is asked about, and at most this share of the room that is left. Between the two bounds,
 * it follows what collections cost here: rare ones let memory grow cold (the processor's caches hold some tens of MiB),
 * frequent ones take the program's time.
 */
const kLeastGrowthBytes = 16 * kMiB;
const kMostGrowthBytes = 48 * kMiB;
const kShareOfRoom = 1 / 4;
/** Above this share of the time growth is let go further, below half of it less far, by this factor. */
const kDearShare = 1 / 2;
const kGrowthStep = 1.25;
/** While nothing comes of it, further growth by this much is asked about again, more urgently. */
const kRetryBytes = 4 * kMiB;
/** Growth in objects that is asked about at once, or soon. Smaller growth is asked about once it is old. */
const kGrowthObjects = 20_000;
const kSomeObjects = 500;
const kSomeBytes = kMiB;
const kSoonMs = 500;
const kOldMs = 5_000;
/** How long a request may wait for its collection before the next one. */
const kPatienceMs = 50;
/** What does not press takes at most a twentieth of the time; each time nothing came of it, the wait doubles. */
const kRestPerCost = 19;
const kMostDoublings = 6;

/** `calm`: nothing is under way. `asking`: a request is the next job. */
type Phase = 'calm' | 'asking' | 'waiting' | 'sweeping';

class Pressure implements ActivePolicy {
	readonly rescues = true;
	readonly #host: PolicyHost;
	readonly #gated: Gated;
	readonly #ladder = new Ladder();
	#tell: () => Collection | undefined;
	#phase: Phase = 'calm';
	/** Native bytes press: the program outruns the collector. */
	#urgent = false;
	#growthBytes = kLeastGrowthBytes;
	#rung = 0;
	#best: Collection | undefined;
	/** What was there when the collector was last known to have taken what it could. */
	#floorBytes = 0;
	#floorObjects = 0;
	#wakeBytes = 0;
	#wakeObjects = 0;
	#askedBytes = 0;
	/** Of the last request and what followed it. */
	#costMs = 0;
	#endedMs = Number.NEGATIVE_INFINITY;
	#notBeforeMs = Number.NEGATIVE_INFINITY;
	#fruitless = 0;
	#patience: Timer | undefined;
	#later: Timer | undefined;
	#stopped = false;
	#waiters: (() => void)[] = [];

	constructor(host: PolicyHost) {
		this.#host = host;
		this.#gated = startGated(host, (reach, result) => this.#swept(reach, result));
		this.#tell = host.collector.watch();
		this.#settle(0, 0);
		this.added();
	}

	stop(): void {
		this.#stopped = true;
		this.#gated.stop();
		this.#patience?.cancel();
		this.#later?.cancel();
		this.#release();
	}

	collected(collection: Collection): void {
		this.#note(collection);
		this.#gated.collected(collection);
	}

	/** Cost: two comparisons. */
	added(): void {
		const { liveBytes, objects } = this.#host.gauges;
		if (liveBytes >= this.#wakeBytes) this.#press();
		else if (objects >= this.#wakeObjects) this.#mention();
		else if (this.#later === undefined && this.#phase === 'calm') this.#askLater(kSoonMs);
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
		const again = this.#phase === 'waiting';
		this.#urgent = true;
		this.#ask(again ? Math.min(this.#rung + 1, kTopRung) : this.#ladder.best);
	}

	/** There is something to ask about, which does not press. */
	#mention(): void {
		if (this.#phase !== 'calm') return;
		this.#wakeObjects = Number.POSITIVE_INFINITY;
		const waitMs = this.#notBeforeMs - this.#host.clock.now();
		if (waitMs > 0) {
			this.#later?.cancel();
			this.#later = undefined;
			this.#askLater(waitMs);
			return;
		}
		this.#urgent = false;
		this.#ask(0);
	}

	#askLater(delayMs: number): void {
		const { clock, gauges } = this.#host;
		this.#later = clock.after(delayMs * 2 ** this.#fruitless, () => {
			this.#later = undefined;
			if (this.#phase !== 'calm') return;
			const objects = gauges.objects - this.#floorObjects;
			const bytes = gauges.liveBytes - this.#floorBytes;
			if (objects >= kSomeObjects || bytes >= kSomeBytes || (objects > 0 && delayMs !== kSoonMs)) this.#mention();
			else if (objects > 0) this.#askLater(kOldMs - kSoonMs);
		});
		this.#later.detach();
	}

	/** The request comes in a job of its own: one that has looked at a WeakRef, or made one, keeps its target. */
	#ask(rung: number): void {
		const { clock, gauges } = this.#host;
		this.#patience?.cancel();
		if (this.#phase === 'calm') {
			this.#askedBytes = gauges.liveBytes;
			this.#costMs = 0;
			this.#best = undefined;
		}
		this.#phase = 'asking';
		this.#rung = rung;
		clock.soon(() => {
			if (this.#stopped) return;
			const beginMs = clock.now();
			this.#host.request(kRequestBytes[rung] as number);
			this.#costMs += clock.now() - beginMs;
			this.#see();
		});
	}

	/** What has come of the request at once. */
	#see(): void {
		const { clock, gauges, collector } = this.#host;
		const collection = this.#tell();
		this.#ladder.answered(this.#rung, collection !== undefined);
		if (collection !== undefined) {
			this.#note(collection);
			this.#gated.sweeps.follow(collection === 'major' ? 'all' : 'young', true);
		}
		this.#tell = collector.watch();
		if (this.#phase !== 'asking') return;
		this.#phase = 'waiting';
		this.#wakeBytes = gauges.liveBytes + kRetryBytes;
		this.#patience = clock.after(kPatienceMs, () => {
			if (this.#rung < kTopRung) this.#ask(this.#rung + 1);
			else this.#end(false);
		});
	}

	#note(collection: Collection): void {
		if (this.#best !== 'major') this.#best = collection;
		if (this.#phase === 'calm') return;
		this.#patience?.cancel();
		this.#phase = 'sweeping';
	}

	#swept(reach: Reach, { freed, workMs }: PassResult): void {
		const { liveBytes, objects } = this.#host.gauges;
		if (this.#phase !== 'sweeping') {
			// By itself the collector has taken what it could, or at least what was young.
			if (this.#phase !== 'calm') return;
			if (reach === 'all' && freed > 0) this.#settle(liveBytes, objects);
			else this.#settle(Math.min(liveBytes, this.#floorBytes), Math.min(objects, this.#floorObjects));
			return;
		}
		this.#costMs += workMs;
		const enough = liveBytes - this.#floorBytes <= (this.#askedBytes - this.#floorBytes) / 2;
		// What is left may be old, which a minor collection passes by.
		if (!enough && this.#best !== 'major' && this.#rung < kTopRung) this.#ask(this.#rung + 1);
		else this.#end(freed > 0);
	}

	/** The collector has been asked about all that is there. */
	#end(fruitful: boolean): void {
		const { clock, gauges } = this.#host;
		this.#phase = 'calm';
		const nowMs = clock.now();
		if (this.#urgent) this.#adaptGrowth(this.#costMs / (nowMs - this.#endedMs));
		this.#endedMs = nowMs;
		this.#fruitless = fruitful ? 0 : Math.min(this.#fruitless + 1, kMostDoublings);
		this.#notBeforeMs = nowMs + this.#costMs * kRestPerCost * 2 ** this.#fruitless;
		this.#settle(gauges.liveBytes, gauges.objects);
		this.#release();
	}

	#adaptGrowth(share: number): void {
		if (share > kDearShare) this.#growthBytes = Math.min(kMostGrowthBytes, this.#growthBytes * kGrowthStep);
		else if (share < kDearShare / 2) this.#growthBytes = Math.max(kLeastGrowthBytes, this.#growthBytes / kGrowthStep);
	}

	#settle(floorBytes: number, floorObjects: number): void {
		const { limitBytes } = this.#host.gauges;
		this.#floorBytes = floorBytes;
		this.#floorObjects = floorObjects;
		const room = Math.max(0, limitBytes - floorBytes);
		this.#wakeBytes = floorBytes + Math.max(1, Math.min(this.#growthBytes, room * kShareOfRoom));
		this.#wakeObjects = floorObjects + kGrowthObjects * 2 ** this.#fruitless;
	}

	#release(): void {
		const waiters = this.#waiters;
		this.#waiters = [];
		for (let i = 0; i < waiters.length; i++) waiters[i]?.();
	}
}

export const pressure: PolicyKind = { reclaims: true, start: (host) => new Pressure(host) };
