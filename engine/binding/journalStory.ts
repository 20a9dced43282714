// What the journal still knows of an object that has left quarantine and has no row: found by a walk, in place.
import type { Description, EngineExports } from './abi.ts';
import { kTicksPerMs, spansOf } from './journal.ts';
import { nameOfClass, type Story } from './story.ts';
import type { Views } from './views.ts';

const kWordsPerRecord = 8;

/** Of the object with this serial or, if it is 0, of the last one that began at the address. Cost: O(records). */
export function findInJournal(
	description: Description,
	exports: EngineExports,
	views: Views,
	address: number,
	serial: number,
): Story | undefined {
	const { journalKinds, endCauses } = description;
	const [alloc, place, ending, free] = (['alloc', 'place', 'ending', 'free'] as const).map((it) =>
		journalKinds.indexOf(it),
	);
	let story: Story | undefined;
	const begin = (at: number): Story => ({
		found: 'history',
		address: u32[at + 4] as number,
		serial: u32[at + 3] as number,
		className: nameOfClass(description, ((u32[at + 2] as number) >>> 8) & 0xff) ?? 'object',
		line: 0,
		cause: 'none',
		by: 0,
		owner: 0,
		bornMs: Number.NaN,
		endedMs: Number.NaN,
		offset: 0,
	});
	const spans = spansOf(exports, views, 1);
	const { u32 } = views;
	for (const span of spans) {
		const first = span.address >>> 2;
		for (let at = first; at < first + span.count * kWordsPerRecord; at += kWordsPerRecord) {
			if (serial > 0 ? u32[at + 3] !== serial : u32[at + 4] !== address) continue;
			const kind = (u32[at + 2] as number) & 0xff;
			const timeMs = ((u32[at + 1] as number) - 1) / kTicksPerMs;
			if (kind === alloc || kind === place) {
				story = { ...begin(at), bornMs: timeMs, line: u32[at + 7] as number };
			} else if (kind === free) {
				const { bornMs, line } = story ?? { bornMs: Number.NaN, line: 0 };
				const cause = endCauses[(u32[at + 2] as number) >>> 16] ?? 'none';
				story = { ...begin(at), bornMs, line, cause, by: u32[at + 7] as number, endedMs: timeMs };
			} else if (kind === ending && story) {
				story.endedMs = timeMs;
			}
		}
	}
	return story;
}
