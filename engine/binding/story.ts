// A story: what the engine knows of one object, as its record of 64 bytes says it, and as words.
import type { Description, EngineExports } from './abi.ts';
import { hex } from './errors.ts';
import type { Views } from './views.ts';

export const kStoryBytes = 64;

/** What the engine found at an address; the numbers are the record's. */
const kFound = ['nothing', 'usable', 'part', 'ending', 'quarantined', 'history'] as const;

export interface Story {
	found: (typeof kFound)[number];
	/** Where the object begins. */
	address: number;
	serial: number;
	className: string;
	/** Of the program, where it was made; 0 = not known. */
	line: number;
	cause: Description['endCauses'][number];
	/** The line that deleted it, or the number of the sweep that freed it; 0 = not known. */
	by: number;
	/** Address of the object whose block it lies in, and that alone frees it; 0 = none. */
	owner: number;
	/** Milliseconds since the run began; NaN = not known. */
	bornMs: number;
	endedMs: number;
	/** How far inside the object the address lies that was asked about. */
	offset: number;
}

export const nameOfClass = ({ classes, parts }: Description, id: number): string | undefined =>
	(classes.find((c) => c.id === id) ?? parts.find((p) => p.id === id))?.name;

/** Of the object that begins at, or holds, an address, and has this serial unless it is 0. Cost: O(slots). */
export function readStory(
	description: Description,
	exports: EngineExports,
	views: Views,
	address: number,
	serial: number,
): Story {
	const bytes = views.copy(exports._engine__story(address, serial) >>> 0, kStoryBytes);
	return decodeStory(description, new DataView(bytes), 0);
}

/** Reads a story's 64 bytes. */
export function decodeStory(description: Description, view: DataView, at: number): Story {
	const u32 = (offset: number) => view.getUint32(at + offset, true);
	return {
		found: kFound[u32(0)] ?? 'nothing',
		address: u32(4),
		serial: u32(8),
		className: nameOfClass(description, u32(16)) ?? 'object',
		line: u32(20),
		cause: description.endCauses[u32(24)] ?? 'none',
		by: u32(28),
		owner: u32(36),
		bornMs: view.getFloat64(at + 40, true),
		endedMs: view.getFloat64(at + 48, true),
		offset: u32(56),
	};
}

export const timeText = (ms: number) => `${Number(ms.toFixed(1))} ms`;

/** `MyClass #3 (made at line 12, freed by sweep 7 after 340 ms)`, with as much of it as is known. */
export function tell(story: Story, ownerName?: string): string {
	const parts = [madeText(story), endedText(story, ownerName)].filter((text) => text !== '');
	return `${story.className} #${story.serial}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

function madeText({ line, bornMs }: Story): string {
	if (line > 0) return `made at line ${line}`;
	return bornMs >= 0 ? `made at ${timeText(bornMs)}` : '';
}

function endedText({ found, cause, by, bornMs, endedMs }: Story, ownerName: string | undefined): string {
	const afterMs = endedMs - bornMs;
	const after = afterMs >= 0 ? ` after ${timeText(afterMs)}` : '';
	switch (cause) {
		case 'deleted':
			return `deleted${by > 0 ? ` at line ${by}` : ''}${after}`;
		case 'swept':
			return `freed by ${by > 0 ? `sweep ${by}` : 'a sweep'}${after}`;
		case 'owner':
			return `ended with ${ownerName ?? 'the object that owned it'}${after}`;
		case 'undone':
			return 'not finished, for want of memory';
		case 'none':
			return found === 'quarantined' || found === 'history' ? `ended${after}` : '';
	}
}

/** `0x00100024 lies 12 bytes inside`, or `0x00100018 is`. */
export const placeText = (address: number, { offset }: Story) =>
	offset > 0 ? `${hex(address)} lies ${offset} ${offset === 1 ? 'byte' : 'bytes'} inside` : `${hex(address)} is`;
