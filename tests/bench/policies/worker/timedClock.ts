// The platform's clock and collector, which also take the time of all that the runtime does when they call it back.
import { type Clock, platformClock } from '../../../../engine/binding/clock.ts';
import { type Collector, platformCollector } from '../../../../engine/binding/collector.ts';
import { measured } from '../../../../engine/binding/work.ts';

function makePlatform(): { clock: Clock; collector: Collector } {
	const clock = platformClock();
	return { clock, collector: platformCollector(clock) };
}

/** All calls back since the last `reset()`, but for those that end a stretch. */
export class TimedClock {
	/** The platform's own, not timed. */
	readonly platform = makePlatform();
	readonly clock: Clock;
	readonly collector: Collector;
	count = 0;
	totalMs = 0;
	longestMs = 0;

	constructor() {
		const { clock, collector } = measured(this.platform.clock, this.platform.collector, (tookMs) => {
			this.count++;
			this.totalMs += tookMs;
			this.longestMs = Math.max(this.longestMs, tookMs);
		});
		this.clock = clock;
		this.collector = collector;
	}

	reset(): void {
		this.count = 0;
		this.totalMs = 0;
		this.longestMs = 0;
	}
}
