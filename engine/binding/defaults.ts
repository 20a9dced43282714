// What a runtime takes where its options say nothing: the platform's own clock and collector, the engine's own sizes.
import type { Description } from './abi.ts';
import { type Clock, platformClock } from './clock.ts';
import { type Collector, platformCollector } from './collector.ts';
import { kDefaultIntervalMs, kDefaultPolicy } from './policies/index.ts';
import type { RuntimeOptions } from './runtime.ts';

export function withDefaults(options: RuntimeOptions, description: Description): Required<RuntimeOptions> {
	return {
		clock: options.clock ?? shared().clock,
		collector: options.collector ?? shared().collector,
		heapLimitBytes: options.heapLimitBytes ?? description.defaultLimitBytes,
		quarantineBytes: options.quarantineBytes ?? description.defaultQuarantineBytes,
		policy: options.policy ?? kDefaultPolicy,
		intervalMs: options.intervalMs ?? kDefaultIntervalMs,
		record: options.record ?? false,
		site: options.site ?? (() => 0),
		onError: guarded(options.onError ?? uncaught()),
	};
}

let platform: { clock: Clock; collector: Collector } | undefined;

/** One for all runs, since a collector lives as long as its realm. */
function shared(): { clock: Clock; collector: Collector } {
	if (platform === undefined) {
		const clock = platformClock();
		platform = { clock, collector: platformCollector(clock) };
	}
	return platform;
}

/** One that throws must stop nothing: a sweep may be under way. */
function guarded(onError: (error: unknown) => void): (error: unknown) => void {
	const late = uncaught();
	return (error) => {
		try {
			onError(error);
		} catch (thrown) {
			late(thrown);
		}
	};
}

/** Makes of an error one that nobody caught, as if thrown outside of everything: a process of Node's ends by it. */
function uncaught(): (error: unknown) => void {
	const { reportError, setTimeout } = globalThis;
	if (typeof reportError === 'function') return (error) => reportError(error);
	return (error) => {
		setTimeout(() => {
			throw error;
		}, 0);
	};
}
