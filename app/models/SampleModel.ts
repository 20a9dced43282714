// The samples to pick from, and the one whose lesson is shown.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';

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
	/** The editor holds another program than the sample's. */
	readonly edited: ReadonlySignal<boolean>;
	readonly #setCode: (code: string) => void;

	/** `code`: what the editor holds; `setCode` puts a sample's program in its place. */
	constructor(samples: readonly Sample[], code: ReadonlySignal<string>, setCode: (code: string) => void) {
		const [first] = samples;
		if (!first) throw new Error('There are no samples');
		this.samples = samples;
		this.current = signal(first);
		this.edited = computed(() => code.value !== this.current.value.code);
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
