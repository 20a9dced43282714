// The program and its settings as one value: what links, files and the page's memory take, and where they put one back.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type ProgramState, sameState } from './programState.ts';
import type { RunModel } from './RunModel.ts';
import type { SampleModel } from './SampleModel.ts';

export interface ProgramPlaces {
	/** What the editor holds. */
	code: ReadonlySignal<string>;
	setCode(code: string): void;
	run: Pick<RunModel, 'policy' | 'intervalMs' | 'heapLimitBytes' | 'quarantineBytes'>;
	samples: SampleModel;
}

export class ProgramModel {
	readonly now: ReadonlySignal<ProgramState>;
	/** The reader has written what is nowhere else: in no sample, link or file. */
	readonly unsaved: ReadonlySignal<boolean>;
	readonly #places: ProgramPlaces;
	/** A text that can be had again. */
	readonly #kept: Signal<string | null> = signal(null);

	constructor(places: ProgramPlaces) {
		const { code, run, samples } = places;
		this.#places = places;
		this.now = computed(() => ({
			code: code.value,
			sample: samples.current.value.id,
			policy: run.policy.value,
			intervalMs: run.intervalMs.value,
			heapLimitBytes: run.heapLimitBytes.value,
			quarantineBytes: run.quarantineBytes.value,
		}));
		this.unsaved = computed(() => samples.edited.value && code.value !== this.#kept.value);
	}

	/** Replaces program and settings; the lesson stays if its sample is not known here. */
	put(state: ProgramState): void {
		const { samples } = this.#places;
		samples.open(samples.find(state.sample) ?? samples.current.value, state);
	}

	/** Replaces the text alone. */
	setCode(code: string): void {
		this.#places.setCode(code);
	}

	/** The text as it is now can be had again: it came from elsewhere, or went there. */
	kept(): void {
		this.#kept.value = this.now.peek().code;
	}

	holds(state: ProgramState): boolean {
		return sameState(this.now.value, state);
	}
}
