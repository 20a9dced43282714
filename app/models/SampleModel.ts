// The lessons' programs to pick from, the one whose lesson is shown, and the settings that come with it.
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Policy } from '../protocol/messages.ts';
import { kDefaultIntervalMs, kDefaultPolicy } from './policies.ts';
import { kDefaultHeapLimitBytes, kDefaultQuarantineBytes } from './RunModel.ts';

/** What a run is made under, and a lesson brings. */
export interface RunSettings {
	readonly policy: Policy;
	readonly intervalMs: number;
	readonly heapLimitBytes: number;
	readonly quarantineBytes: number;
}

/** The views of which a lesson may bring one to the front. */
export const lessonViews = ['table', 'map', 'timeline', 'lifetimes', 'lab'] as const;
export type LessonView = (typeof lessonViews)[number];

/** What of a setting is left out is the page's default. */
export interface Sample extends Partial<RunSettings> {
	/** The folder's name, `01-the-original-loop`. */
	readonly id: string;
	readonly title: string;
	/** The program that it starts with; left out: it comes with the lesson's chunk. */
	readonly code?: string;
	readonly show?: LessonView;
	/** Teaching time. */
	readonly minutes: number;
	/** There is something to repair. */
	readonly repair: boolean;
}

/** What a sample changes when it is chosen. */
export interface SamplePlaces {
	/** What the editor holds. */
	code: ReadonlySignal<string>;
	setCode(code: string): void;
	policy: Signal<Policy>;
	intervalMs: Signal<number>;
	heapLimitBytes: Signal<number>;
	quarantineBytes: Signal<number>;
}

const kDefaults: RunSettings = {
	policy: kDefaultPolicy,
	intervalMs: kDefaultIntervalMs,
	heapLimitBytes: kDefaultHeapLimitBytes,
	quarantineBytes: kDefaultQuarantineBytes,
};

/** Why a lesson is not shown. */
export class NotLoaded extends Error {
	override name = 'NotLoaded';

	constructor({ title }: Sample) {
		super(`The lesson ${title} could not be loaded. Is the network there?`);
	}
}

export class SampleModel {
	readonly samples: readonly Sample[];
	readonly current: Signal<Sample>;
	/** The editor holds another program than the sample's; true also while that is not known. */
	readonly edited: ReadonlySignal<boolean>;
	/** Brings the view of this kind to the front; whoever lays the page out sets it. */
	onShow: (view: LessonView) => void = () => {};
	/** What was chosen last is shown, or is known not to come: before that a run would be of the program before it. */
	chosen: Promise<void> = Promise.resolve();
	readonly #places: SamplePlaces;
	readonly #load: (id: string) => Promise<string>;
	/** The start programs that are here, by id. */
	readonly #codes: Signal<ReadonlyMap<string, string>>;
	/** What the sample brought and neither reader nor script has given since. */
	#brought: Partial<RunSettings> = {};
	/** Counts what was chosen: the latest holds. */
	#turn = 0;

	/** The editor holds the first sample's program already. `load`: of one whose program is not here yet. */
	constructor(samples: readonly Sample[], places: SamplePlaces, load?: (id: string) => Promise<string>) {
		const [first] = samples;
		if (!first) throw new Error('There are no samples');
		this.samples = samples;
		this.current = signal(first);
		this.#places = places;
		this.#load = load ?? (() => Promise.reject(new Error('no program')));
		this.#codes = signal(
			new Map(samples.flatMap(({ id, code }): [string, string][] => (code === undefined ? [] : [[id, code]]))),
		);
		this.edited = computed(() => places.code.value !== this.#codes.value.get(this.current.value.id));
		this.#settle(this.settingsOf(first));
	}

	find(id: string): Sample | undefined {
		return this.samples.find((sample) => sample.id === id);
	}

	/** The program that the sample starts with. Rejects with `NotLoaded`. */
	async startOf(sample: Sample): Promise<string> {
		const known = this.#codes.peek().get(sample.id);
		if (known !== undefined) return known;
		const code = await this.#load(sample.id).catch(() => Promise.reject(new NotLoaded(sample)));
		this.#codes.value = new Map([...this.#codes.peek(), [sample.id, code]]);
		return code;
	}

	/**
	 * Shows its lesson, with its program and its settings: the defaults where it has none. `code`: what the reader has
	 * made of the program, in its place. At once where the program is known; of several calls the last holds.
	 */
	choose(sample: Sample, code?: string): Promise<void> {
		const turn = this.#begin();
		const known = this.#codes.peek().get(sample.id);
		if (known !== undefined) {
			this.#show(sample, code ?? known);
			return this.chosen;
		}
		const shown = this.startOf(sample).then((start) => {
			if (turn === this.#turn) this.#show(sample, code ?? start);
		});
		this.chosen = shown.catch(() => {}).then(() => (turn === this.#turn ? undefined : this.chosen));
		return shown;
	}

	/** Shows a program from elsewhere beside the sample's lesson, with the settings that came with it. */
	open(sample: Sample, program: { code: string } & RunSettings): void {
		this.#begin();
		batch(() => {
			this.current.value = sample;
			this.#places.setCode(program.code);
			this.#settle(program);
		});
		// So that it is known whether that is another program.
		void this.startOf(sample).catch(() => {});
	}

	/** What the sample is to be seen under. */
	settingsOf({ policy, intervalMs, heapLimitBytes, quarantineBytes }: Sample): RunSettings {
		return {
			policy: policy ?? kDefaults.policy,
			intervalMs: intervalMs ?? kDefaults.intervalMs,
			heapLimitBytes: heapLimitBytes ?? kDefaults.heapLimitBytes,
			quarantineBytes: quarantineBytes ?? kDefaults.quarantineBytes,
		};
	}

	/** What holds now. */
	settings(): RunSettings {
		const { policy, intervalMs, heapLimitBytes, quarantineBytes } = this.#places;
		return {
			policy: policy.peek(),
			intervalMs: intervalMs.peek(),
			heapLimitBytes: heapLimitBytes.peek(),
			quarantineBytes: quarantineBytes.peek(),
		};
	}

	/** What holds for a program that a script brings: what came with the one before it goes, what was chosen stays. */
	settingsForScript(): RunSettings {
		const now = this.settings();
		const brought = this.#brought;
		return {
			policy: now.policy === brought.policy ? kDefaults.policy : now.policy,
			intervalMs: now.intervalMs === brought.intervalMs ? kDefaults.intervalMs : now.intervalMs,
			heapLimitBytes: now.heapLimitBytes === brought.heapLimitBytes ? kDefaults.heapLimitBytes : now.heapLimitBytes,
			quarantineBytes:
				now.quarantineBytes === brought.quarantineBytes ? kDefaults.quarantineBytes : now.quarantineBytes,
		};
	}

	/** A script has put in a program of its own. */
	replaced(): void {
		this.#begin();
		const settings = this.settingsForScript();
		this.#brought = {};
		this.#set(settings);
	}

	/** A script gives settings: what it gives holds until a sample is chosen. */
	override(given: Partial<RunSettings>): void {
		this.#brought = { ...this.#brought };
		for (const name of ['policy', 'intervalMs', 'heapLimitBytes', 'quarantineBytes'] as const)
			if (given[name] !== undefined) delete this.#brought[name];
		this.#set({ ...this.settings(), ...given });
	}

	/** Whatever is on its way is out of date. */
	#begin(): number {
		this.chosen = Promise.resolve();
		return ++this.#turn;
	}

	#show(sample: Sample, code: string): void {
		batch(() => {
			this.current.value = sample;
			this.#places.setCode(code);
			this.#settle(this.settingsOf(sample));
		});
		if (sample.show) this.onShow(sample.show);
	}

	#settle({ policy, intervalMs, heapLimitBytes, quarantineBytes }: RunSettings): void {
		this.#brought = { policy, intervalMs, heapLimitBytes, quarantineBytes };
		this.#set({ policy, intervalMs, heapLimitBytes, quarantineBytes });
	}

	#set({ policy, intervalMs, heapLimitBytes, quarantineBytes }: RunSettings): void {
		const places = this.#places;
		batch(() => {
			places.policy.value = policy;
			places.intervalMs.value = intervalMs;
			places.heapLimitBytes.value = heapLimitBytes;
			places.quarantineBytes.value = quarantineBytes;
		});
	}
}
