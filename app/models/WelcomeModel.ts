// The three steps that explain a first visit: which of them the run has taken, which part of the page one points at,
// and whether they are shown. Closed once, they stay away until they are asked for.
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Storage } from '../lib/storage.ts';
import type { StateName } from '../protocol/messages.ts';
import type { Snapshot } from '../protocol/snapshot.ts';

const kKey = 'welcome';

/** What a step points at. */
export type Part = 'objects' | 'cleared' | 'freed';

export interface Step {
	readonly before: string;
	/** The name of the part, with its sign if it is a state. */
	readonly part: Part;
	readonly state?: StateName;
	readonly name: string;
}

export const steps: readonly Step[] = [
	{ before: 'Objects appear in', part: 'objects', name: 'Managed objects' },
	{
		before: 'The collector empties their WeakRefs:',
		part: 'cleared',
		state: 'cleared',
		name: 'cleared',
	},
	{ before: 'A sweep frees their native memory:', part: 'freed', state: 'freed', name: 'freed' },
];

export interface WelcomeParts {
	storage: Storage;
	latest: ReadonlySignal<Snapshot | null>;
	/** The first sample is shown as it is, and not because of a link. */
	firstVisit: ReadonlySignal<boolean>;
}

export class WelcomeModel {
	readonly shown: ReadonlySignal<boolean>;
	/** How many of the steps this run has taken. */
	readonly taken: ReadonlySignal<number>;
	/** What the reader points at in the steps. */
	readonly pointed: Signal<Part | null> = signal(null);
	readonly #asked = signal(false);
	readonly #closed: Signal<boolean>;
	readonly #taken = signal(0);
	readonly #storage: Storage;

	constructor({ storage, latest, firstVisit }: WelcomeParts) {
		this.#storage = storage;
		this.#closed = signal(storage.read(kKey) === 'closed');
		this.taken = this.#taken;
		this.shown = computed(() => this.#asked.value || (!this.#closed.value && firstVisit.value));
		effect(() => {
			const taken = takenIn(latest.value);
			// A state may be passed between two looks, and is left again: what was seen stays seen until the next run.
			this.#taken.value = latest.value ? Math.max(taken, this.#taken.peek()) : 0;
		});
	}

	close(): void {
		this.#asked.value = false;
		this.#closed.value = true;
		this.pointed.value = null;
		this.#storage.write(kKey, 'closed');
	}

	/** From the help sheet. */
	ask(): void {
		this.#asked.value = true;
	}
}

function takenIn(snapshot: Snapshot | null): number {
	if (!snapshot) return 0;
	const { madeCount, clearedCount, lostCount, freedCount } = snapshot.stats;
	if (freedCount > 0) return 3;
	if (clearedCount + lostCount > 0) return 2;
	return madeCount > 0 ? 1 : 0;
}
