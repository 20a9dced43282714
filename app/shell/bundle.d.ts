// What the bundler gives beside modules: the lessons as data, and stylesheets.
declare module 'sweepground:samples' {
	/** In the order of their folders' numbers; the first has its program. */
	export const samples: readonly import('../models/SampleModel.ts').Sample[];
	/** The text, programs and check of the lesson of this id: a chunk of its own. */
	export function loadLesson(id: string): Promise<import('../lessons/lesson.ts').Lesson>;
	export function loadTeachers(): Promise<readonly import('../lessons/lesson.ts').TeachersLesson[]>;
}

declare module '*.css';

/** A stylesheet as text, for a chunk that is no part of the shell. */
declare module '*.css?text' {
	const text: string;
	export default text;
}
