// The platform of a browser's worker.
import { platformClock } from '../../../engine/binding/clock.ts';
import { platformCollector } from '../../../engine/binding/collector.ts';
import type { Platform } from './platform.ts';

export function browserPlatform(): Platform {
	const { importScripts } = globalThis;
	const clock = platformClock();
	return {
		clock,
		collector: platformCollector(clock),
		script(text) {
			const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
			return { name: url, run: () => importScripts(url) };
		},
		// Kept from the browser's own console, which would hold the error and all that it reaches.
		onUncaught(onError) {
			addEventListener('error', (event) => {
				event.preventDefault();
				onError(event.error ?? new Error(event.message));
			});
			addEventListener('unhandledrejection', (event) => {
				event.preventDefault();
				onError(event.reason);
			});
		},
	};
}
