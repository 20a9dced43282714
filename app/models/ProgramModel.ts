// The program and its settings as one value: what links, files and the page's memory take, and where they put one back.
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type ProgramState, sameState } from './programState.ts';
import { kDefaultHeapLimitBytes, kDefaultQuarantineBytes, type RunModel } from './RunModel.ts';
import type { SampleModel } from './SampleModel.ts';

export interface ProgramPlaces {
	/** What the editor holds. */
	code: ReadonlySignal<string>;
	setCode(code: string): void;
	run: Pick<RunModel, 'policy' | 'intervalMs' | 'heapLimitBytes' | 'quarantineBytes'>;
	samples: SampleModel;
}

type Limits = Pick<ProgramState, 'heapLimitBytes' | 'quarantineBytes'>;

export class ProgramModel {
	readonly now: ReadonlySignal<ProgramState>;
	/** The reader has written what is nowhere else: in no sample, link or file. */
	readonly unsaved: ReadonlySignal<boolean>;
	readonly #places: ProgramPlaces;
	/** A text that can be had again. */
	readonly #kept: Signal<string | null> = signal(null);
	/** Limits that came with a program and that nobody has chosen here. */
	#brought: Partial<Limits> = {};

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
		const { run, samples } = this.#places;
		const sample = samples.find(state.sample) ?? samples.current.value;
		batch(() => {
			samples.open(sample, state);
			run.heapLimitBytes.value = state.heapLimitBytes;
			run.quarantineBytes.value = state.quarantineBytes;
		});
		this.#brought = { heapLimitBytes: state.heapLimitBytes, quarantineBytes: state.quarantineBytes };
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

	/** The limits that hold for a program which a script brings: what came with the one before it goes with that. */
	limitsForScript(): Limits {
		const { heapLimitBytes, quarantineBytes } = this.now.peek();
		const { heapLimitBytes: limit, quarantineBytes: quarantine } = this.#brought;
		return {
			heapLimitBytes: heapLimitBytes === limit ? kDefaultHeapLimitBytes : heapLimitBytes,
			quarantineBytes: quarantineBytes === quarantine ? kDefaultQuarantineBytes : quarantineBytes,
		};
	}

	setLimits({ heapLimitBytes, quarantineBytes }: Limits): void {
		this.#brought = {};
		batch(() => {
			this.#places.run.heapLimitBytes.value = heapLimitBytes;
			this.#places.run.quarantineBytes.value = quarantineBytes;
		});
	}
}
