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
/** For the collector, which may take its time, or be asked: `left` says for whom, "9 of 50 are still live". */
export const waitingForCollection = (left: string, collection = 'a collection'): Verdict =>
	waiting(`${collection}: ${left}. Collect garbage asks for one.`);

/** Of all lines of the program together: made, and where those are now. */
export function totals({ stats }: RunFacts) {
	const { madeCount: made, liveCount: live, clearedCount: cleared, lostCount: lost } = stats;
	return { made, live, cleared, lost, freed: stats.freedCount, deleted: stats.deletedCount };
}

/** The text of each line that the program has logged, without the page's own notes and the errors. */
export const logged = ({ console }: RunFacts): string[] =>
	console.filter(({ level }) => level !== 'system' && level !== 'error').map(({ text }) => text);

/** Enough major collections for whatever nothing holds. */
export const kEnoughCollections = 3;

/** What is said while not all objects have ended, where the usual words do not tell enough. */
export interface UnendedWords {
	/** What is waited for while some are live, and while some are cleared; `a collection` and `a sweep` unless said. */
	collection?: string;
	sweep?: string;
	/** Why some are lost, after "3 of 50 are lost"; that the policy frees none, unless said. */
	lost?: string | undefined;
	/**
	 * After "3 of 50 are still live after 6 collections", in a lesson about what holds objects: so many collections are
	 * enough then to fail. Left out: more are waited for.
	 */
	held?: string | undefined;
}

/**
 * The verdict while some object of the program has not ended, or never will; undefined once all have. With `endedBadly`
 * the first line of most checks:
 * `const unfinished = endedBadly(facts) ?? notAllEnded(facts); if (unfinished) return unfinished;`
 */
export function notAllEnded(facts: RunFacts, words: UnendedWords = {}): Verdict | undefined {
	const { made, live, cleared, lost } = totals(facts);
	const { majorCollections } = facts.stats;
	const some = (part: number) => `${of(part, made)} ${part === 1 ? 'is' : 'are'}`;
	if (made === 0) return failed('The program made no object.');
	if (lost > 0) return failed(`${some(lost)} lost: ${words.lost ?? 'under this policy nobody frees them'}.`);
	if (live > 0 && words.held !== undefined && majorCollections >= kEnoughCollections)
		return failed(`${some(live)} still live after ${plural(majorCollections, 'collection')}: ${words.held}.`);
	if (live > 0) return waitingForCollection(`${some(live)} still live`, words.collection);
	if (cleared > 0) return waiting(`${words.sweep ?? 'a sweep'}: ${some(cleared)} cleared, and not yet freed.`);
	return undefined;
}

/** Why objects are lost whose deleters the program brings itself, for `UnendedWords`; undefined if it is the policy. */
export function lostByDeleters({ errors, stats }: RunFacts): string | undefined {
	const [error] = errors;
	if (error) return `a deleter failed at line ${error.line} with ${error.name}`;
	return stats.sweepCount > 0 ? 'their deleters were called, and did not destroy them' : undefined;
}

/** `10 made at line 18 and 1 made at line 20`: of the lines that have some. */
export const whereMade = ({ lines }: RunFacts, state: 'live' | 'lost'): string =>
	list(lines.filter((it) => it[state] > 0).map((it) => `${count(it[state])} made at line ${it.line}`));

/** The verdict of a program that had to end well and did not; undefined if it did. */
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
