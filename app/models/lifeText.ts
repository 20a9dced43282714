// What is said of an object's life and of a line's objects: their moments, and their lanes in words.
import { formatCount, formatMoment } from '../lib/format.ts';
import type { LineCounts, Row } from '../protocol/snapshot.ts';
import { lookOf } from './states.ts';
import type { LitObject } from './TimeModel.ts';

/** Something that happened to an object. */
export interface Moment {
	timeMs: number;
	/** `last used` is no state, and has no sign. */
	what: Row['state'] | 'last used';
	sign: string;
}

/** What has happened to it so far, in the order of time. */
export function momentsOf(object: LitObject): Moment[] {
	const ended = object.state === 'deleted' ? 'deleted' : 'freed';
	const moments: Moment[] = [
		{ timeMs: object.bornMs, what: 'live', sign: lookOf('live').sign },
		{ timeMs: object.usedMs, what: 'last used', sign: '' },
		{ timeMs: object.clearedMs, what: 'cleared', sign: lookOf('cleared').sign },
		{ timeMs: object.endedMs, what: ended, sign: lookOf(ended).sign },
	];
	return moments.filter(({ timeMs }) => !Number.isNaN(timeMs));
}

/** `#12 MyClass · made 0.340 s, line 3 · last used 0.512 s · freed 1.300 s` */
export function lifeText(object: LitObject): string {
	const words = momentsOf(object).map(({ timeMs, what }) => {
		if (what === 'live') return `made ${formatMoment(timeMs)}${object.line > 0 ? `, line ${object.line}` : ''}`;
		return `${what} ${formatMoment(timeMs)}`;
	});
	const { state } = object;
	if (state === 'live' || state === 'lost') words.push(state);
	return [`#${object.serial} ${object.className}`, ...words].join(' · ');
}

export function lineName(line: number): string {
	return line > 0 ? `line ${line}` : 'line unknown';
}

/** `line 12 · 480 made, 31 live` */
export function lineText({ line, made, live, cleared, lost }: LineCounts): string {
	const words = [`${formatCount(made)} made`, `${formatCount(live)} live`];
	if (cleared > 0) words.push(`${formatCount(cleared)} cleared`);
	if (lost > 0) words.push(`${formatCount(lost)} lost`);
	return `${lineName(line)} · ${words.join(', ')}`;
}
