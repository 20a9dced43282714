// When the page has been seen for the first time: what is heavy begins after it, so that it does not come in its way.

/** The longest wait for a paint, ms: a page in a hidden tab has none. */
const kHiddenMs = 500;

let seen = () => {};

/** Fulfilled some time after `rendered()`. */
export const painted = new Promise<void>((resolve) => {
	seen = resolve;
});

/** The page's elements are there, for the first time. */
export function rendered(): void {
	setTimeout(seen, kHiddenMs);
	// A task that an animation frame begins comes after this frame's paint.
	requestAnimationFrame(() => setTimeout(seen));
}
