// What in the text of the program, as it was run, may keep wrappers alive: analysed when it is first asked for.
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Analysis, Suspect } from '../analysis/suspect.ts';
import type { Description } from '../protocol/messages.ts';

export type { Suspect } from '../analysis/suspect.ts';

/** The analysis, which is no part of the shell. */
export interface Analyser {
	analyse(code: string, classNames: readonly string[]): Analysis;
	suspectsFor(analysis: Analysis, line: number, asked: { className: string }): Suspect[];
}

interface Parts {
	ran: ReadonlySignal<{ readonly code: string } | null>;
	description: ReadonlySignal<Description | null>;
	load(): Promise<Analyser>;
}

export class SuspectsModel {
	/** Null until it was asked for and has come. */
	readonly analysis: ReadonlySignal<Analysis | null>;
	/** The analysis could not be loaded, or failed. */
	readonly failed: ReadonlySignal<boolean>;
	readonly #analysis: Signal<Analysis | null> = signal(null);
	readonly #failed = signal(false);
	readonly #parts: Parts;
	#analyser: Analyser | null = null;
	/** The run whose text is being analysed, or was. */
	#asked: { readonly code: string } | null = null;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.analysis = this.#analysis;
		this.failed = this.#failed;
		effect(() => {
			parts.ran.value;
			this.#analysis.value = null;
			this.#failed.value = false;
		});
	}

	/** Analyses the program that ran last, unless that was done or is under way. */
	ask(): void {
		const ran = this.#parts.ran.value;
		if (!ran || ran === this.#asked) return;
		this.#asked = ran;
		this.#parts.load().then(
			(analyser) => {
				this.#analyser = analyser;
				if (this.#parts.ran.peek() === ran) this.#analyse(analyser, ran.code);
			},
			() => {
				this.#asked = null;
				this.#failed.value = true;
			},
		);
	}

	/** For the objects of this class that the line made, surest first; none while there is no analysis. */
	suspectsOf(line: number, className: string): readonly Suspect[] {
		const analysis = this.#analysis.value;
		return analysis && this.#analyser ? this.#analyser.suspectsFor(analysis, line, { className }) : [];
	}

	/** An analyser that fails on a program must not take the page with it. */
	#analyse({ analyse }: Analyser, code: string): void {
		const classNames = this.#parts.description.peek()?.classes.map(({ name }) => name) ?? [];
		try {
			this.#analysis.value = analyse(code, classNames);
		} catch (error) {
			console.info('The program could not be analysed:', String(error));
			this.#failed.value = true;
		}
	}
}
