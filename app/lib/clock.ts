// Time, animation frames and idle moments of the page behind one interface, so that tests decide when they come.

export interface Clock {
	/** Milliseconds from a fixed point; never goes back. */
	nowMs(): number;
	/** Before the next paint; does not come while the page is hidden. Gives a function that cancels. */
	frame(callback: () => void): () => void;
	after(delayMs: number, callback: () => void): () => void;
	/** When the page has nothing else to do. */
	idle(callback: () => void): () => void;
}

/** Safari has no requestIdleCallback; a macrotask a little later stands in for it. */
const kIdleFallbackMs = 16;

export const pageClock: Clock = {
	nowMs: () => performance.now(),
	frame(callback) {
		const id = requestAnimationFrame(callback);
		return () => cancelAnimationFrame(id);
	},
	after(delayMs, callback) {
		const id = setTimeout(callback, delayMs);
		return () => clearTimeout(id);
	},
	idle(callback) {
		if (typeof requestIdleCallback !== 'function') return this.after(kIdleFallbackMs, callback);
		const id = requestIdleCallback(callback);
		return () => cancelIdleCallback(id);
	},
};
