// A lesson as the builder makes it of its folder: HTML that is already safe, programs, and its check. Data alone.
import type { Check } from './check.ts';

export interface Question {
	/** HTML: what is asked. */
	readonly html: string;
	/** HTML of each choice, two to four. */
	readonly choices: readonly string[];
	/** Which of them is right, from 0. */
	readonly right: number;
	/** HTML: why. Shown after a run alone. */
	readonly answer: string;
}

/** In the order of the page. */
export type LessonPart = { readonly kind: 'text'; readonly html: string } | { readonly kind: 'question' };

export interface Lesson {
	readonly parts: readonly LessonPart[];
	readonly question: Question;
	/** The program that the lesson starts with. */
	readonly start: string;
	/** Null where nothing is to be repaired. */
	readonly solution: string | null;
	readonly check: Check;
	/** How long the check may wait after the program's end. */
	readonly patienceMs: number;
}

/** A line of the teacher's page. */
export interface TeachersLesson {
	readonly id: string;
	readonly title: string;
	readonly minutes: number;
	readonly repair: boolean;
	/** HTML of a sentence or two: what students get wrong. */
	readonly wrong: string;
}
