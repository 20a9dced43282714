// Where an axis of time has its labels, and what they say.

/** Least distance of two labels, CSS pixels. */
const kLeastApartPx = 64;

/** Moments from 0 to `spanMs`, a round step apart: 1, 2 or 5 of some power of ten. */
export function timeTicks(spanMs: number, widthPx: number): number[] {
	const leastMs = (spanMs * kLeastApartPx) / Math.max(kLeastApartPx, widthPx);
	const power = 10 ** Math.floor(Math.log10(leastMs));
	const stepMs = ([1, 2, 5, 10].find((times) => times * power >= leastMs) ?? 10) * power;
	return Array.from({ length: Math.floor(spanMs / stepMs + 1e-9) + 1 }, (_, i) => i * stepMs);
}

/** `1.2 s` */
export function formatTick(timeMs: number): string {
	return `${Number((timeMs / 1000).toFixed(3))}\u00a0s`;
}
