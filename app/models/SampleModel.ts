// The samples to pick from, and the one whose lesson is shown.
import { type Signal, signal } from '@preact/signals';

export interface Sample {
	/** The folder's name, `01-by-hand`. */
	readonly id: string;
	readonly title: string;
	/** Markdown. */
	readonly lesson: string;
	readonly code: string;
}

export class SampleModel {
	readonly samples: readonly Sample[];
	readonly current: Signal<Sample>;
	readonly #setCode: (code: string) => void;

	/** `setCode` puts a sample's program in the place of the one that is there. */
	constructor(samples: readonly Sample[], setCode: (code: string) => void) {
		const [first] = samples;
		if (!first) throw new Error('There are no samples');
		this.samples = samples;
		this.current = signal(first);
		this.#setCode = setCode;
	}

	find(id: string): Sample | undefined {
		return this.samples.find((sample) => sample.id === id);
	}

	choose(sample: Sample): void {
		this.current.value = sample;
		this.#setCode(sample.code);
	}
}
