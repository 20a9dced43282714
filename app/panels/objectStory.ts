// What happened to one object, in a sentence and as facts; from what was seen of it, and nothing invented.
import { countOf } from '../lib/countText.ts';
import { formatAddress, formatBytes, formatMs, formatSeconds } from '../lib/format.ts';
import type { GraphNode, Row, Shown } from '../models/CardModel.ts';
import { lookOf } from '../models/states.ts';

/** What the object is now; `unknown`: the engine never said. */
type Being = GraphNode['state'] | 'ended' | 'unknown';

export interface Look {
	being: Being;
	sign: string;
	text: string;
}

export interface Fact {
	name: string;
	text: string;
	/** Given: the text is a link to this line of the program. */
	line?: number;
	mono?: boolean;
}

export function lookOfShown(shown: Shown): Look {
	const being = beingOf(shown);
	return { being, sign: signOf(being), text: being === 'unknown' ? 'not known any more' : being };
}

export function signOf(being: Being | 'function'): string {
	switch (being) {
		case 'unmanaged':
			return '□';
		case 'part':
			return '▪';
		case 'function':
			return 'ƒ';
		case 'ended':
			return '○';
		case 'unknown':
			return '?';
		default:
			return lookOf(being).sign;
	}
}

function beingOf({ row, card }: Shown): Being {
	if (row) return row.state;
	if (!card) return 'unknown';
	const { found } = card.story;
	if (found === 'quarantined' || found === 'history') return 'ended';
	return card.nodes[0]?.state ?? 'unknown';
}

/** `nowMs`: the run's time at the last look. */
export function storyOf(shown: Shown, nowMs: number): string {
	const { row, forgotten } = shown;
	const sentence = row ? rowStory(row, nowMs) : strayStory(shown, nowMs);
	return forgotten ? `${sentence} This is what was seen last: it has left the engine's history.` : sentence;
}

function rowStory(row: Row, nowMs: number): string {
	const begin = [madeText(row.line, row.bornMs), usedText(row)];
	const seenEmpty = `its WeakRef was seen empty at ${formatSeconds(row.clearedMs)}`;
	const cleared = Number.isNaN(row.clearedMs) ? [] : [seenEmpty];
	switch (row.state) {
		case 'live': {
			const survived = `survived ${countOf(row.survived, 'detected collection')}`;
			return `${begin.join(', ')}; alive for ${aboutMs(nowMs - row.bornMs)}, ${survived}.`;
		}
		case 'cleared':
			return `${[...begin, ...cleared].join(', ')}; its bytes are still held, for ${aboutMs(nowMs - row.clearedMs)} by now.`;
		case 'lost':
			return `${[...begin, ...cleared].join(', ')}; no policy will ever free it.`;
		case 'freed': {
			const by = row.by > 0 ? `freed by sweep ${row.by}` : 'freed';
			const later = cleared.length > 0 ? `, ${formatMs(row.endedMs - row.clearedMs)} later` : '';
			return `${[...begin, ...cleared, `${by} at ${formatSeconds(row.endedMs)}${later}`].join(', ')}.`;
		}
		case 'deleted': {
			const by = row.by > 0 ? ` at line ${row.by}` : '';
			const age = formatMs(row.endedMs - row.bornMs);
			return `${[...begin, ...cleared, `deleted${by} at ${formatSeconds(row.endedMs)}, ${age} old`].join(', ')}.`;
		}
	}
}

/** Of what has no row: what the heap knows of it. */
function strayStory({ spot, card }: Shown, nowMs: number): string {
	const made = madeText(card?.story.line ?? spot.line, card?.story.bornMs ?? spot.bornMs);
	if (!card) return `${made}; no more is known of it yet.`;
	const { story } = card;
	const age = Number.isNaN(story.endedMs) ? '' : ` at ${formatSeconds(story.endedMs)}`;
	switch (story.cause) {
		case 'deleted':
			return `${made}, deleted${story.by > 0 ? ` at line ${story.by}` : ''}${age}.`;
		case 'swept':
			return `${made}, freed by ${story.by > 0 ? `sweep ${story.by}` : 'a sweep'}${age}.`;
		case 'owner':
			return `${made}, ended with the object that owned it${age}.`;
		case 'undone':
			return `${made}, not finished for want of memory.`;
		case 'none':
	}
	if (story.found === 'quarantined' || story.found === 'history') return `${made}; it has ended${age}.`;
	if (beingOf({ spot, card, row: null, forgotten: false }) === 'part')
		return `${made} by another object for itself, and ends with those that hold it.`;
	const since = Number.isNaN(story.bornMs) ? '' : `, alive for ${aboutMs(nowMs - story.bornMs)}`;
	if (story.owner > 0)
		return `${made}${since}; it lies in the object at ${formatAddress(story.owner)} and ends with it.`;
	return `${made}${since}; it is not managed, so no sweep will ever free it.`;
}

function madeText(line: number, bornMs: number): string {
	const where = line > 0 ? ` at line ${line}` : '';
	return `Made${where}${Number.isNaN(bornMs) ? '' : ` at ${formatSeconds(bornMs)}`}`;
}

function usedText({ usedMs }: Row): string {
	return Number.isNaN(usedMs) ? 'never used' : `last used at ${formatSeconds(usedMs)}`;
}

/** To a tenth of a second from one second on: what grows under the reader's eyes must be readable. */
function aboutMs(durationMs: number): string {
	if (durationMs < 1000) return formatMs(Math.max(0, durationMs));
	return durationMs < 60_000 ? `${(durationMs / 1000).toFixed(1)}\u00a0s` : formatMs(durationMs);
}

const wrappers: Record<Row['state'], string> = {
	live: 'there at the last look',
	cleared: 'collected',
	lost: 'collected',
	freed: 'collected',
	deleted: 'its ptr is 0',
};

export function factsOf({ spot, row, card }: Shown): Fact[] {
	const line = row?.line ?? card?.story.line ?? spot.line;
	const sizeBytes = row?.sizeBytes ?? spot.sizeBytes;
	return [
		{ name: 'pointer', text: formatAddress(row?.address ?? spot.address), mono: true },
		...(sizeBytes > 0 ? [{ name: 'size', text: formatBytes(sizeBytes) }] : []),
		...(line > 0 ? [{ name: 'made at', text: `line ${line}`, line }] : []),
		...(row?.state === 'deleted' && row.by > 0 ? [{ name: 'deleted at', text: `line ${row.by}`, line: row.by }] : []),
		...(row
			? [
					{ name: 'wrapper', text: wrappers[row.state] },
					{ name: 'handle', text: `${formatAddress(row.handle)}, generation ${row.generation}` },
				]
			: []),
	];
}
