// What the bundler gives beside modules: the samples as data, and stylesheets.
declare module 'sweepground:samples' {
	type Policy = import('../protocol/messages.ts').Policy;

	export interface Sample {
		/** The folder's name, `01-by-hand`. */
		readonly id: string;
		/** First heading of its lesson. */
		readonly title: string;
		/** Markdown of the lesson after that heading. */
		readonly lesson: string;
		/** The program that the sample starts with. */
		readonly code: string;
		/** What it wants to be seen under, from its settings.json. */
		readonly policy?: Policy;
		readonly intervalMs?: number;
	}
	/** In the order of their folders' numbers. */
	export const samples: readonly Sample[];
}

declare module '*.css';

/** A stylesheet as text, for a chunk that is no part of the shell. */
declare module '*.css?text' {
	const text: string;
	export default text;
}
