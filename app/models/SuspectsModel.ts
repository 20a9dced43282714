// What in the text of the program, as it was run, may keep wrappers alive: analysed when it is first asked for.
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Analysis, Suspect } from '../analysis/suspect.ts';
import type { Description } from '../protocol/messages.ts';

export type { Suspect } from '../analysis/suspect.ts';

/** The analysis, which is no part of the shell. */
export interface Analyser {
	/** Beside the page's own thread; rejects if it fails, and when it is given up. */
	analyse(code: string, classNames: readonly string[], signal: AbortSignal): Promise<Analysis>;
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
	/** Gives the analysis under way up. */
	#giveUp = new AbortController();

	constructor(parts: Parts) {
		this.#parts = parts;
		this.analysis = this.#analysis;
		this.failed = this.#failed;
		effect(() => {
			parts.ran.value;
			this.#giveUp.abort();
			this.#analysis.value = null;
			this.#failed.value = false;
		});
	}

	/** Analyses the program that ran last, unless that was done, failed, or is under way. */
	ask(): void {
		const ran = this.#parts.ran.value;
		if (!ran || ran === this.#asked) return;
		this.#asked = ran;
		this.#giveUp = new AbortController();
		void this.#analyse(ran, this.#giveUp.signal);
	}

	/** For the objects of this class that the line made, surest first; none while there is no analysis. */
	suspectsOf(line: number, className: string): readonly Suspect[] {
		const analysis = this.#analysis.value;
		return analysis && this.#analyser ? this.#analyser.suspectsFor(analysis, line, { className }) : [];
	}

	/** An analyser that fails on a program must not take the page with it. */
	async #analyse(ran: { readonly code: string }, signal: AbortSignal): Promise<void> {
		const classNames = this.#parts.description.peek()?.classes.map(({ name }) => name) ?? [];
		try {
			const analyser = await this.#parts.load();
			if (signal.aborted) return;
			const analysis = await analyser.analyse(ran.code, classNames, signal);
			if (signal.aborted) return;
			this.#analyser = analyser;
			this.#analysis.value = analysis;
		} catch (error) {
			if (signal.aborted) return;
			console.info('The program could not be analysed:', String(error));
			this.#failed.value = true;
		}
	}
}
