// What JavaScript's collector can see of managed objects: an estimate, for no page can measure its heap so finely.

/**
 * Bytes of JavaScript's heap for each live object: its wrapper, its WeakRef and the binding's bookkeeping. Measured in
 * Chromium, in which most will look at the page; Node takes 84, Firefox lets nobody measure.
 */
export const kSeenBytesPerObject = 44;

/** From this ratio on it is worth telling. */
const kTellingRatio = 10;

export const seenEstimate = `An estimate: live objects × ${kSeenBytesPerObject} B, measured in Chromium for a wrapper, its WeakRef and the bookkeeping (84 B in Node; Firefox cannot be measured). What a program adds to its wrappers is not in it.`;

export function seenBytes(liveCount: number): number {
	return liveCount * kSeenBytesPerObject;
}

/** How many times as much the native heap holds, to two digits; 0: not telling, or nothing is seen. */
export function blindRatio(liveCount: number, nativeBytes: number): number {
	if (liveCount === 0) return 0;
	const ratio = nativeBytes / seenBytes(liveCount);
	return ratio < kTellingRatio ? 0 : Number(ratio.toPrecision(2));
}
