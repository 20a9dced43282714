// Counts in as little room as a margin has, and counts with their word.
import { formatCount } from './format.ts';

/** At most four characters: `999`, `1.2k`, `12k`, `1.2M`, `12M`. Rounded down. */
export function formatShort(count: number): string {
	if (count < 1000) return String(count);
	const [unit, sign] = count < 1_000_000 ? [1000, 'k'] : [1_000_000, 'M'];
	const tenths = Math.floor((10 * count) / unit);
	return `${tenths < 100 ? tenths / 10 : Math.floor(tenths / 10)}${sign}`;
}

/** `1 object`, `1,480 objects` */
export function countOf(count: number, what: string): string {
	return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}
