// Figures as the page writes them: always with their unit, always the same width of digits.
const kKiB = 1024;
const kMiB = 1024 * kKiB;
const kGiB = 1024 * kMiB;

/** A space that does not break, between a figure and its unit. */
const kNarrow = '\u00a0';

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 12,345 */
export function formatCount(count: number): string {
	return grouped.format(count);
}

/** Exact below 10,000 bytes, then three significant digits: `1,632 B`, `12.4 KiB`, `64 MiB`. */
export function formatBytes(sizeBytes: number): string {
	if (sizeBytes < 10_000) return `${grouped.format(sizeBytes)}${kNarrow}B`;
	if (sizeBytes < kMiB - kKiB / 2) return `${digits(sizeBytes / kKiB)}${kNarrow}KiB`;
	if (sizeBytes < kGiB - kMiB / 2) return `${digits(sizeBytes / kMiB)}${kNarrow}MiB`;
	return `${digits(sizeBytes / kGiB)}${kNarrow}GiB`;
}

/** `0.32 ms`, `12 ms`, `340 ms`, `1.25 s`, `2 min 5 s` */
export function formatMs(durationMs: number): string {
	if (durationMs < 999.5) return `${digits(durationMs)}${kNarrow}ms`;
	if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(2)}${kNarrow}s`;
	const seconds = Math.floor(durationMs / 1000);
	return `${Math.floor(seconds / 60)}${kNarrow}min ${seconds % 60}${kNarrow}s`;
}

/** A moment of the run, in seconds to the millisecond: `1.234 s`. NaN, "not yet", is empty. */
export function formatMoment(timeMs: number): string {
	return Number.isNaN(timeMs) ? '' : `${(timeMs / 1000).toFixed(3)}${kNarrow}s`;
}

/** A moment of the run as a sentence tells it: `0.34 s`. */
export function formatSeconds(timeMs: number): string {
	return `${(timeMs / 1000).toFixed(2)}${kNarrow}s`;
}

/** A range of the run, `1.20–1.80 s`, with as many digits as tell its ends apart. */
export function formatRange(fromMs: number, toMs: number): string {
	const widthMs = toMs - fromMs;
	const digits = widthMs < 100 ? 3 : widthMs < 10_000 ? 2 : 1;
	return `${(fromMs / 1000).toFixed(digits)}–${(toMs / 1000).toFixed(digits)}${kNarrow}s`;
}

/** Time of an interval as a person says it: `100 ms`, `1 s`, `2.5 s`. */
export function formatInterval(intervalMs: number): string {
	return intervalMs < 1000 ? `${Math.round(intervalMs)} ms` : `${Number((intervalMs / 1000).toFixed(2))} s`;
}

/** A native address: `0x00104a30`. */
export function formatAddress(address: number): string {
	return `0x${address.toString(16).padStart(8, '0')}`;
}

function digits(value: number): string {
	if (value >= 100) return grouped.format(value);
	const shown = value >= 10 ? value.toFixed(1) : value.toFixed(2);
	return shown.replace(/\.?0+$/, '');
}
