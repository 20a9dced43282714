// What is to be said of a configuration's trials beside their figures: why some did not end, what may have spoilt some,
// and which errors nobody caught.
import { countOf } from '../lib/countText.ts';
import type { ProgramError } from '../protocol/messages.ts';
import type { Report } from './report.ts';
import type { ResultRow } from './rows.ts';
import { outcomeWords } from './words.ts';

export interface Note {
	readonly kind: 'outcome' | 'disturbed' | 'errors';
	/** `3 of 3 threw` */
	readonly what: string;
	/** What the program or the Lab said; may be long, and be anything. */
	readonly why: string;
}

/** How a note is marked where it belongs. */
export const noteSigns: Readonly<Record<Note['kind'], string>> = { outcome: '✕', disturbed: '≈', errors: '!' };

export function errorText({ name, message, line }: ProgramError): string {
	return `${name}: ${message}${line > 0 ? ` (line ${line})` : ''}`;
}

export function notesOf(report: Pick<Report, 'trials'>, row: ResultRow): Note[] {
	const trials = report.trials.filter((it) => it.configuration === row.index);
	const notes: Note[] = [];
	const ends = Object.values(outcomeWords).map(({ word }) => word);
	const odd = trials.filter((it) => it.outcome !== 'ended');
	if (odd.length > 0) {
		const words = ends.flatMap((word) => {
			const count = odd.filter((it) => outcomeWords[it.outcome].word === word).length;
			return count > 0 ? [`${count} of ${trials.length} ${word}`] : [];
		});
		const reasons = [...new Set(odd.map((it) => it.reason))].filter((it) => it !== '');
		notes.push({ kind: 'outcome', what: words.join(', '), why: reasons.join('; ') });
	}
	const disturbed = trials.filter((it) => it.disturbances.length > 0);
	if (disturbed.length > 0) {
		const all = disturbed.length === trials.length;
		const kept = all ? 'disturbed; its figures are shown, for there are no others' : 'disturbed, and left out';
		const why = [...new Set(disturbed.flatMap((it) => it.disturbances.map(({ what }) => what)))].join('; ');
		notes.push({ kind: 'disturbed', what: `${disturbed.length} of ${trials.length} ${kept}`, why });
	}
	// What a program threw is its reason already.
	const late = trials.filter((it) => it.outcome === 'ended' && it.errors.length > 0);
	const [first] = late[0]?.errors ?? [];
	if (first) {
		const what = `${countOf(late.length, 'trial')} had errors that nobody caught, the first`;
		notes.push({ kind: 'errors', what, why: errorText(first) });
	}
	return notes;
}
