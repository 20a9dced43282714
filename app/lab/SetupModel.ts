// How the Lab's panel stands: whether the set-up is folded, what went wrong, and what is said of the progress to those
// who hear it: each quarter and the end. Measures nothing.
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { LabModel, Progress } from './LabModel.ts';
import { quarterText } from './progressText.ts';
import type { Report } from './report.ts';

/** What the panel needs of the model. */
export type Lab = Pick<LabModel, keyof LabModel>;

export class SetupModel {
	/** The set-up is unfolded. It folds by itself when trials begin. */
	readonly open: Signal<boolean> = signal(true);
	/** Why what was asked for last could not be done; null: nothing went wrong. */
	readonly failure: ReadonlySignal<string | null>;
	/** Said, not shown. */
	readonly said: ReadonlySignal<string>;
	readonly #failure: Signal<string | null> = signal(null);
	readonly #said = signal('');
	readonly #lab: Lab;

	constructor(lab: Lab) {
		this.#lab = lab;
		this.failure = this.#failure;
		this.said = this.#said;
		let begun: string | null = null;
		effect(() => {
			const report = lab.report.value;
			if (report?.state !== 'running' || report.date === begun) return;
			begun = report.date;
			this.open.value = false;
		});
		let before: Progress | null = null;
		effect(() => {
			const [now, state] = [lab.progress.value, lab.report.value?.state];
			// How it ended is told by the report, and may come after.
			if (!now && state === 'running') return;
			this.#hear(before, now, state);
			before = now;
		});
	}

	/** While something is measured it ends that; else it starts the trials, unless there is a reason not to. */
	startOrCancel(): void {
		if (this.#lab.progress.value) this.#lab.cancel();
		else if (this.#lab.problem.value === null) this.#try(this.#lab.start());
	}

	measureOwnCost(): void {
		if (!this.#lab.progress.value && this.#lab.problem.value === null) this.#try(this.#lab.measureOwnCost());
	}

	openInEditor(): void {
		this.#try((async () => this.#lab.openInEditor())());
	}

	share(): void {
		if (this.#lab.problem.value === null) this.#try(this.#lab.share());
	}

	#try(doing: Promise<unknown>): void {
		this.#failure.value = null;
		doing.catch((error: unknown) => {
			this.#failure.value = error instanceof Error ? error.message : String(error);
		});
	}

	#hear(before: Progress | null, now: Progress | null, state: Report['state'] | undefined): void {
		if (now) {
			const quarter = quarterOf(now);
			if (!before) this.#said.value = '';
			else if (quarter > quarterOf(before) && quarter < 4) this.#said.value = quarterText(quarter, now);
			return;
		}
		if (!before) return;
		const { done, total } = before;
		this.#said.value = state === 'cancelled' ? `Cancelled after ${done} of ${total} trials` : 'All trials are done';
	}
}

const quarterOf = ({ done, total }: Progress) => Math.floor((4 * done) / Math.max(1, total));
