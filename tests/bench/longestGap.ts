// How long a page's main thread is held up while something goes on.
import type { Visit } from '../support/visit.ts';

/** The page's longest gap between two of its own tasks while `body` goes on, in ms. */
export async function longestGapMs({ page }: Visit, body: () => Promise<unknown>): Promise<number> {
	await page.evaluate(() => {
		const { port1, port2 } = new MessageChannel();
		const watch = { longestMs: 0, lastMs: performance.now(), stop: () => port1.close() };
		port1.onmessage = () => {
			const nowMs = performance.now();
			watch.longestMs = Math.max(watch.longestMs, nowMs - watch.lastMs);
			watch.lastMs = nowMs;
			// Room for the page's other tasks, which a loop of messages alone could starve.
			setTimeout(() => port2.postMessage(null), 1);
		};
		port2.postMessage(null);
		Reflect.set(window, 'watch', watch);
	});
	await body();
	return page.evaluate(() => {
		const watch = Reflect.get(window, 'watch') as { longestMs: number; stop(): void };
		watch.stop();
		return watch.longestMs;
	});
}
