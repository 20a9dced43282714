// Calls a function once in an idle moment after the first paint.

/** The longest wait for an idle moment, ms. */
const kIdleTimeoutMs = 2000;
/** The wait where a browser (Safari) does not tell when it is idle, ms. */
const kFallbackMs = 500;

/** Gives a function that calls it off. */
export function whenIdle(call: () => void): () => void {
	let timer = 0;
	let idle = 0;
	const frame = requestAnimationFrame(() => {
		if ('requestIdleCallback' in window) idle = requestIdleCallback(call, { timeout: kIdleTimeoutMs });
		else timer = setTimeout(call, kFallbackMs);
	});
	return () => {
		cancelAnimationFrame(frame);
		clearTimeout(timer);
		if (idle !== 0) cancelIdleCallback(idle);
	};
}
