// The platform's clock and collector, which also take the time of all that the runtime does when they call it back.
import { type Clock, platformClock } from '../../../../engine/binding/clock.ts';
import { type Collector, platformCollector } from '../../../../engine/binding/collector.ts';

type Callback = (...args: unknown[]) => unknown;

function makePlatform(): { clock: Clock; collector: Collector } {
	const clock = platformClock();
	return { clock, collector: platformCollector(clock) };
}

/** All calls back since the last `reset()`. */
export class TimedClock {
	/** The platform's own, not timed. */
	readonly platform = makePlatform();
	readonly clock: Clock = this.#timed(this.platform.clock);
	readonly collector: Collector = this.#timed(this.platform.collector);
	count = 0;
	totalMs = 0;
	longestMs = 0;

	reset(): void {
		this.count = 0;
		this.totalMs = 0;
		this.longestMs = 0;
	}

	/** The same object, but each function that its methods are given is timed when it is called. */
	#timed<T extends object>(platform: T): T {
		const timed = new Map<string | symbol, unknown>();
		return new Proxy(platform, {
			get: (target, key) => {
				if (!timed.has(key)) timed.set(key, this.#timedMember(target, Reflect.get(target, key)));
				return timed.get(key);
			},
		});
	}

	#timedMember(target: object, member: unknown): unknown {
		if (typeof member !== 'function') return member;
		return (...args: unknown[]) => {
			for (const [i, arg] of args.entries()) if (typeof arg === 'function') args[i] = this.#timing(arg as Callback);
			return Reflect.apply(member, target, args);
		};
	}

	#timing(callback: Callback): Callback {
		return (...args) => {
			const startMs = performance.now();
			try {
				return callback(...args);
			} finally {
				const tookMs = performance.now() - startMs;
				this.count++;
				this.totalMs += tookMs;
				this.longestMs = Math.max(this.longestMs, tookMs);
			}
		};
	}
}
