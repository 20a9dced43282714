// Time and scheduling as the runtime needs them; a test hands in a clock that it moves by hand.

export interface Clock {
	/** Milliseconds since an origin of the clock's own; never goes back. */
	now(): number;
	/** Calls back once, not before `delayMs`, in a job of its own. */
	after(delayMs: number, callback: () => void): Timer;
	/** Calls back once, in the next job that the platform gives: a timer of 0 ms waits for up to 4 in browsers. */
	soon(callback: () => void): void;
	/** Calls back once, when the synchronous code that is running now has ended. */
	afterStretch(callback: () => void): void;
}

/** A call that is still to come. */
export interface Timer {
	cancel(): void;
	/** Nobody waits for this call: where the platform is a process, it may end before. Gives the timer itself. */
	detach(): Timer;
}

/** The platform's clock. Takes what it needs now, so that a program that replaces it later changes nothing here. */
export function platformClock(): Clock {
	const { performance, setTimeout, clearTimeout, queueMicrotask } = globalThis;
	const now = performance.now.bind(performance);
	return {
		now,
		after(delayMs, callback) {
			const id = setTimeout(callback, delayMs);
			const timer: Timer = {
				cancel: () => clearTimeout(id),
				detach() {
					// Node's is an object.
					(id as { unref?(): void }).unref?.();
					return timer;
				},
			};
			return timer;
		},
		soon: immediately(),
		afterStretch: (callback) => queueMicrotask(callback),
	};
}

/** Node's setImmediate, which lets its process end; elsewhere a message. */
function immediately(): (callback: () => void) => void {
	const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => void };
	if (setImmediate !== undefined) return (callback) => setImmediate(callback);
	const { port1, port2 } = new MessageChannel();
	const post = port2.postMessage.bind(port2);
	let waiting: (() => void)[] = [];
	let at = 0;
	port1.onmessage = () => {
		const callback = waiting[at] as () => void;
		if (++at === waiting.length) {
			waiting = [];
			at = 0;
		}
		callback();
	};
	return (callback) => {
		waiting[waiting.length] = callback;
		post(null);
	};
}
