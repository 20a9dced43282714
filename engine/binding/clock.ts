// Time and scheduling as the runtime needs them; a test hands in a clock that it moves by hand.

export interface Clock {
	/** Milliseconds since an origin of the clock's own; never goes back. */
	now(): number;
	/** Calls back once, not before `delayMs`, in a job of its own. */
	after(delayMs: number, callback: () => void): Timer;
	/** Calls back once, when the synchronous code that is running now has ended. */
	afterStretch(callback: () => void): void;
}

/** A call that is still to come. */
export interface Timer {
	cancel(): void;
}

/** The platform's clock. Takes the timers now, so that a program that replaces them later changes nothing here. */
export function platformClock(): Clock {
	const { performance, setTimeout, clearTimeout, queueMicrotask } = globalThis;
	const now = performance.now.bind(performance);
	return {
		now,
		after(delayMs, callback) {
			const id = setTimeout(callback, delayMs);
			return { cancel: () => clearTimeout(id) };
		},
		afterStretch: (callback) => queueMicrotask(callback),
	};
}
