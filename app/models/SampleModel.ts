// The samples to pick from, the one whose lesson is shown, and the policy that comes with it.
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Policy } from '../protocol/messages.ts';
import { kDefaultIntervalMs, kDefaultPolicy } from './policies.ts';

export interface Sample {
	/** The folder's name, `01-by-hand`. */
	readonly id: string;
	readonly title: string;
	/** Markdown. */
	readonly lesson: string;
	readonly code: string;
	/** What it wants to be seen under; left out: the page's default. */
	readonly policy?: Policy;
	readonly intervalMs?: number;
}

/** What a sample changes when it is chosen. */
export interface SamplePlaces {
	/** What the editor holds. */
	code: ReadonlySignal<string>;
	setCode(code: string): void;
	policy: Signal<Policy>;
	intervalMs: Signal<number>;
}

export class SampleModel {
	readonly samples: readonly Sample[];
	readonly current: Signal<Sample>;
	/** The editor holds another program than the sample's. */
	readonly edited: ReadonlySignal<boolean>;
	readonly #places: SamplePlaces;
	/** What the sample brought and no script has given since; the reader may have changed it. */
	#brought: { policy?: Policy; intervalMs?: number } = {};

	/** The editor holds the first sample's program already. */
	constructor(samples: readonly Sample[], places: SamplePlaces) {
		const [first] = samples;
		if (!first) throw new Error('There are no samples');
		this.samples = samples;
		this.current = signal(first);
		this.edited = computed(() => places.code.value !== this.current.value.code);
		this.#places = places;
		this.#settle(this.settingsOf(first));
	}

	find(id: string): Sample | undefined {
		return this.samples.find((sample) => sample.id === id);
	}

	/** Shows its lesson, and puts in its program, its policy and its interval: the defaults where it has none. */
	choose(sample: Sample): void {
		batch(() => {
			this.current.value = sample;
			this.#places.setCode(sample.code);
			this.#settle(this.settingsOf(sample));
		});
	}

	/** Shows a program from elsewhere beside the sample's lesson, with the policy and interval that came with it. */
	open(sample: Sample, program: { code: string; policy: Policy; intervalMs: number }): void {
		batch(() => {
			this.current.value = sample;
			this.#places.setCode(program.code);
			this.#settle(program);
		});
	}

	/** What the sample is to be seen under. */
	settingsOf({ policy = kDefaultPolicy, intervalMs = kDefaultIntervalMs }: Sample) {
		return { policy, intervalMs };
	}

	/** Puts the current sample's program back; policy and interval stay as they are. */
	restore(): void {
		this.#places.setCode(this.current.value.code);
	}

	/** A script has put in a program of its own: what the sample brought goes with it, what was chosen since stays. */
	replaced(): void {
		const brought = this.#brought;
		this.#brought = {};
		const { policy, intervalMs } = this.#places;
		batch(() => {
			if (policy.value === brought.policy) policy.value = kDefaultPolicy;
			if (intervalMs.value === brought.intervalMs) intervalMs.value = kDefaultIntervalMs;
		});
	}

	/** A script gives policy or interval, or both: what it gives holds until a sample is chosen. */
	override(policy: Policy | undefined, intervalMs: number | undefined): void {
		batch(() => {
			if (policy !== undefined) {
				delete this.#brought.policy;
				this.#places.policy.value = policy;
			}
			if (intervalMs !== undefined) {
				delete this.#brought.intervalMs;
				this.#places.intervalMs.value = intervalMs;
			}
		});
	}

	#settle({ policy, intervalMs }: { policy: Policy; intervalMs: number }): void {
		this.#brought = { policy, intervalMs };
		this.#places.policy.value = policy;
		this.#places.intervalMs.value = intervalMs;
	}
}
