// The usual words of verdicts, so that all lessons speak alike. Figures always carry their unit.
import { countOf } from '../lib/countText.ts';
import { formatBytes, formatCount, formatInterval, formatMs } from '../lib/format.ts';
import type { Facts, RunFacts, Verdict } from './check.ts';

/** `12,345` */
export const count = formatCount;
/** `12 ms`, `1.25 s` */
export const ms = formatMs;
/** `100 ms`, `2.5 s`: a setting, as its slider says it */
export const interval = formatInterval;
/** `1,632 B`, `12.4 KiB`, `64 MiB` */
export const bytes = formatBytes;

/** `1 object`, `50 objects`; `1 entry`, `2 entries` with the plural given. */
export function plural(many: number, one: string, more?: string): string {
	return many === 1 || more === undefined ? countOf(many, one) : `${count(many)} ${more}`;
}

/** `0 %`, `0.4 %`, `12 %`, `100 %`: never 100 of what is not all, nor 0 of what is some. */
export function percent(part: number, whole: number): string {
	if (!(whole > 0)) return '0\u00a0%';
	const share = (100 * part) / whole;
	if (share <= 0 || share >= 100) return `${share <= 0 ? 0 : 100}\u00a0%`;
	const shown = share < 1 ? Math.max(0.1, Math.floor(share * 10) / 10) : Math.min(99, Math.round(share));
	return `${shown}\u00a0%`;
}

/** `50 of 50` */
export const of = (part: number, whole: number): string => `${count(part)} of ${count(whole)}`;

/** `a`, `a and b`, `a, b and c` */
export function list(parts: readonly string[]): string {
	const [last, ...before] = parts.toReversed();
	if (last === undefined) return '';
	return before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`;
}

export const passed = (text: string): Verdict => ({ verdict: 'passed', text });
export const failed = (text: string): Verdict => ({ verdict: 'failed', text });
/** `what` follows "Waiting for": "a collection: 50 are still live". */
export const waiting = (what: string): Verdict => ({ verdict: 'waiting', text: `Waiting for ${what}` });

/** Of all lines of the program together: made, and where those are now. */
export function totals({ stats }: RunFacts) {
	const { madeCount: made, liveCount: live, clearedCount: cleared, lostCount: lost } = stats;
	return { made, live, cleared, lost, freed: stats.freedCount, deleted: stats.deletedCount };
}

/** The text of each line that the program has logged, without the page's own notes and the errors. */
export const logged = ({ console }: RunFacts): string[] =>
	console.filter(({ level }) => level !== 'system' && level !== 'error').map(({ text }) => text);

/**
 * The verdict of a program that had to end well and did not; undefined if it did. The first line of most checks:
 * `const bad = endedBadly(facts); if (bad) return bad;`
 */
export function endedBadly({ ended, errors }: Facts): Verdict | undefined {
	if (ended === 'crashed') return failed('The program was ended: it did not answer, or ran out of memory.');
	const [error] = errors;
	if (ended === 'ok' || !error) return undefined;
	const place = error.line > 0 ? ` at line ${error.line}` : '';
	// The console has all of it.
	return failed(`The program ended with an error${place}, ${error.name}: ${firstWords(error.message)}`);
}

const kErrorChars = 80;

function firstWords(message: string): string {
	if (message.length <= kErrorChars) return message;
	const cut = message.lastIndexOf(' ', kErrorChars);
	return `${message.slice(0, cut > 0 ? cut : kErrorChars)}…`;
}
