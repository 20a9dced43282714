// The lesson that is shown: its text, the reader's guess and what a run reveals, the check, the solution, and the
// reader's own program, which comes back with the lesson.
import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { Storage } from '../lib/storage.ts';
import type { NoticeModel } from '../models/NoticeModel.ts';
import type { RunModel } from '../models/RunModel.ts';
import type { Sample, SampleModel } from '../models/SampleModel.ts';
import { CheckModel, type Settled } from './CheckModel.ts';
import { type Kept, LessonStore } from './LessonStore.ts';
import type { Lesson } from './lesson.ts';
import { type RunPhase, RunsModel, type RunsParts } from './RunsModel.ts';

/** After the last key until the reader's program is written. */
const kPauseMs = 400;

export interface LessonParts extends Omit<RunsParts, 'samples' | 'run'> {
	run: RunsParts['run'] & Pick<RunModel, 'reset'>;
	samples: SampleModel;
	storage: Storage;
	editor: {
		code: ReadonlySignal<string>;
		/** Counts the reader's own edits. */
		typed: ReadonlySignal<number>;
		setCode(code: string): void;
	};
	load(id: string): Promise<Lesson>;
	notices: Pick<NoticeModel, 'show'>;
}

/** `asked`: once; `shown`: the editor holds it. */
export type SolutionState = 'hidden' | 'asked' | 'shown';

export class LessonModel {
	/** Of the current sample; null while it is not here. */
	readonly lesson: ReadonlySignal<Lesson | null>;
	/** It never will be, for now. */
	readonly missing: ReadonlySignal<boolean>;
	/** The text of the first lesson is here, or is known not to come. */
	readonly opened: Promise<void>;
	readonly samples: SampleModel;
	readonly store: LessonStore;
	/** What is kept of the current lesson. */
	readonly kept: ReadonlySignal<Kept>;
	readonly checking: CheckModel;
	readonly phase: ReadonlySignal<RunPhase>;
	readonly solution: ReadonlySignal<SolutionState>;
	/** The key of the name in the text that the reader points at. */
	readonly pointed: Signal<string | null> = signal(null);
	/** The list of lessons, or the teacher's page, is open. */
	readonly sheet: Signal<'lessons' | 'teachers' | null> = signal(null);
	readonly #lesson: Signal<Lesson | null> = signal(null);
	readonly #missing = signal(false);
	readonly #solution: Signal<SolutionState> = signal('hidden');
	readonly #parts: LessonParts;
	readonly #runs: RunsModel;
	#own = '';
	/** What waits to be written. */
	#edit: { id: string; code: string; cancel(): void } | null = null;

	constructor(parts: LessonParts) {
		const { samples, storage, snapshots, clock, editor } = parts;
		this.#parts = parts;
		this.samples = samples;
		this.store = new LessonStore(
			storage,
			samples.samples.map(({ id }) => id),
		);
		this.#runs = new RunsModel(parts);
		this.phase = this.#runs.phase;
		this.lesson = this.#lesson;
		this.missing = this.#missing;
		this.solution = this.#solution;
		this.kept = computed(() => this.store.of(samples.current.value.id));
		this.checking = new CheckModel({
			runs: this.#runs,
			latest: snapshots.latest,
			clock,
			lesson: () => this.#lesson.peek(),
			settled: (verdict) => this.#settled(verdict),
		});
		let opening = Promise.resolve();
		effect(() => {
			const { id } = samples.current.value;
			untracked(() => {
				opening = this.#open(id);
				// What ran was another lesson's.
				this.#emptyRun();
			});
		});
		this.opened = opening;
		effect(() => {
			const phase = this.#runs.phase.value;
			untracked(() => this.#follow(phase));
		});
		let typed = editor.typed.peek();
		effect(() => {
			if (editor.typed.value === typed) return;
			typed = editor.typed.value;
			untracked(() => this.#edited());
		});
	}

	/** 1 of 30 */
	get number(): number {
		return this.samples.samples.indexOf(this.samples.current.value) + 1;
	}

	/** With the reader's own program, if there is one. */
	async choose(sample: Sample): Promise<void> {
		this.flush();
		const code = this.store.of(sample.id).code ?? undefined;
		await this.samples.choose(sample, code).catch((error: unknown) => {
			this.say(error instanceof Error ? error.message : String(error));
		});
	}

	/** So many lessons on, or back; nothing happens at the ends. */
	step(by: 1 | -1): void {
		const sample = this.samples.samples[this.number - 1 + by];
		if (sample) void this.choose(sample);
	}

	guess(choice: number): void {
		if (!this.kept.peek().revealed) this.store.set(this.#id, { choice });
	}

	/** Rejects if nothing was run. */
	check(): Promise<Settled> {
		if (this.#runs.phase.peek() !== 'none') this.store.set(this.#id, { verdict: null });
		return this.checking.start();
	}

	/** Asked for twice it is shown in the place of the program; a third time that comes back. */
	showSolution(): void {
		const { editor } = this.#parts;
		const solution = this.#lesson.peek()?.solution;
		if (!solution) return;
		const state = this.#solution.peek();
		if (state === 'asked') {
			this.flush();
			this.#own = editor.code.peek();
			editor.setCode(solution);
		}
		if (state === 'shown') editor.setCode(this.#own);
		this.#solution.value = state === 'hidden' ? 'asked' : state === 'asked' ? 'shown' : 'hidden';
	}

	/**
	 * The start program, its settings, its question and the views as if nobody had run anything. A program of the reader's
	 * own can be had back.
	 */
	async reset(): Promise<void> {
		const sample = this.samples.current.peek();
		this.flush();
		const own = this.store.of(sample.id).code;
		this.loaded(true);
		this.store.reset(sample.id);
		this.#emptyRun();
		await this.samples.choose(sample).catch(() => {});
		if (own !== null) this.#offerBack(sample, own, `${sample.title} is as it was at first.`);
	}

	#offerBack(sample: Sample, code: string, text: string): void {
		const act = () => {
			this.flush();
			this.store.set(sample.id, { code });
			void this.choose(sample);
		};
		this.#parts.notices.show({
			text,
			tone: 'note',
			actions: [{ label: 'Bring my program back', act }],
		});
	}

	/** A script has put in a program; `lesson`: with its lesson, which begins anew. What it brings is not kept. */
	loaded(lesson: boolean): void {
		this.#dropEdit();
		if (!lesson) return;
		batch(() => {
			this.checking.giveUp();
			this.#runs.forgetAll(this.#id);
			this.#solution.value = 'hidden';
		});
	}

	/** Something could not be had; a text to read. */
	say(text: string): void {
		this.#parts.notices.show({ text, tone: 'warning' });
	}

	/** The next run is the page showing itself: nothing is revealed by it, and nothing passed. */
	showsNext(): void {
		this.#runs.showsNext = true;
	}

	/** Writes at once what waits to be written: the page may go. */
	flush(): void {
		if (!this.#edit) return;
		const { id, code } = this.#edit;
		this.#dropEdit();
		const start = id === this.#id ? this.#lesson.peek()?.start : undefined;
		this.store.set(id, { code: code === start ? null : code });
	}

	#emptyRun(): void {
		const { run } = this.#parts;
		if (run.ran.peek() && run.state.peek() !== 'ready') void run.reset();
	}

	get #id(): string {
		return this.samples.current.peek().id;
	}

	async #open(id: string): Promise<void> {
		batch(() => {
			this.checking.giveUp();
			this.#lesson.value = null;
			this.#missing.value = false;
			this.#solution.value = 'hidden';
			this.pointed.value = null;
		});
		const lesson = await this.#parts.load(id).catch(() => null);
		if (id !== this.#id) return;
		this.#lesson.value = lesson;
		this.#missing.value = lesson === null;
	}

	#follow(phase: RunPhase): void {
		if (phase === 'running') {
			this.checking.giveUp();
			if (this.#solution.peek() === 'asked') this.#solution.value = 'hidden';
			const { progress } = this.store.of(this.#id);
			this.store.set(this.#id, { verdict: null, progress: progress === 'none' ? 'run' : progress });
		}
		if (phase === 'ended') this.store.set(this.#id, { revealed: true });
	}

	#settled(verdict: Settled): void {
		const passed = verdict.verdict === 'passed' ? ({ progress: 'passed' } as const) : {};
		this.store.set(this.#id, { verdict, ...passed });
	}

	#edited(): void {
		this.#dropEdit();
		const cancel = this.#parts.clock.after(kPauseMs, () => this.flush());
		this.#edit = { id: this.#id, code: this.#parts.editor.code.peek(), cancel };
		if (this.#solution.peek() !== 'shown') return;
		// From now on it is kept in the place of what the reader had.
		this.#solution.value = 'hidden';
		if (this.#own !== this.#lesson.peek()?.start)
			this.#offerBack(this.samples.current.peek(), this.#own, 'The solution, as you change it, is your program now.');
	}

	#dropEdit(): void {
		this.#edit?.cancel();
		this.#edit = null;
	}
}
