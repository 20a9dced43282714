// What the analysis gives: suspects, how sure each is, and the order in which they are told.

/** What may keep a wrapper alive; the surest first, and each has its file in kinds/. */
export const suspectKinds = [
	'deleter-this',
	'sibling-closure',
	'held-value',
	'native-callback',
	'console-global',
	'strong-store',
	'stored-deref',
	'timer',
	'listener',
	'suspended',
	'variable',
] as const;

export type SuspectKind = (typeof suspectKinds)[number];

export const confidences = ['sure', 'likely', 'possible'] as const;

export type Confidence = (typeof confidences)[number];

/** A cycle across the border: C++ holds the function, the function holds the wrapper, the wrapper owns the object. */
export interface BorderCycle {
	/** Where the object is made that holds the function. */
	wrapperLine: number;
	callbackLine: number;
	/** By which the function knows the wrapper. */
	names: string[];
}

/** A place of the program that may keep wrappers alive. Lines and columns count from 1; the end is exclusive. */
export interface Suspect {
	kind: SuspectKind;
	line: number;
	column: number;
	endLine: number;
	endColumn: number;
	confidence: Confidence;
	/** Lines that make the objects which it may keep, as the engine notes them; empty: not known. */
	allocationLines: number[];
	/** Classes of these objects; empty: not known. */
	classNames: string[];
	/** Of the program's text: what holds. */
	names: string[];
	sentence: string;
	remedy: string;
	cycle?: BorderCycle;
}

export interface Analysis {
	/** Surest first. */
	suspects: Suspect[];
	/** Why there is no suspect, or not all of them. */
	error?: { message: string; line: number };
}

/** Surest first, then by kind and place. */
export function compareSuspects(a: Suspect, b: Suspect): number {
	return (
		confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
		suspectKinds.indexOf(a.kind) - suspectKinds.indexOf(b.kind) ||
		a.line - b.line ||
		a.column - b.column
	);
}
