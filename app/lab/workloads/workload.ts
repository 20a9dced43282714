// What a built-in workload is: a program made from sizes and a seed, which a reader may open in the editor.

export interface Size {
	readonly name: string;
	readonly label: string;
	/** Written behind the number: `ms`, `KiB`; empty for a count. */
	readonly unit: string;
	readonly min: number;
	readonly max: number;
	readonly initial: number;
}

export type Sizes = Readonly<Record<string, number>>;

export interface BuiltIn {
	readonly title: string;
	/** One sentence: what it does, and which question it answers. */
	readonly what: string;
	readonly sizes: readonly Size[];
	/** The whole program, commented for readers; the same sizes and seed give the same text and make the same objects. */
	program(sizes: Sizes, seed: number): string;
	/** How many of its objects it holds on purpose until the trial is over. */
	holds(sizes: Sizes): number;
	/** About how long its own code takes. */
	estimateMs(sizes: Sizes): number;
}
