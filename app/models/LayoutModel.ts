// How the panes share the page, in percent of what they divide, whether the lesson is folded, and which views are open;
// remembered, but for the side: who comes back begins with the program and its run.
import { type Signal, signal } from '@preact/signals';
import type { Storage } from '../lib/storage.ts';
import type { LessonView } from './SampleModel.ts';

export interface Split {
	/** Percent that the first pane (or the last, for the console) takes. */
	readonly percent: Signal<number>;
	readonly min: number;
	readonly max: number;
	/** For the separator's accessible name. */
	readonly label: string;
	readonly key: string;
}

/** The views over time, of which one is open. */
export const timeViews = ['timeline', 'lifetimes'] as const;
export type TimeView = (typeof timeViews)[number];

/** What the right column shows: the run, or the Lab. */
export const sides = ['live', 'lab'] as const;
export type Side = (typeof sides)[number];

export class LayoutModel {
	/** Left column of the page's width. */
	readonly left: Split;
	/** Lesson of the left column's height. */
	readonly lesson: Split;
	/** Console of the left column's height. */
	readonly console: Split;
	/** Heap map of the right column's height. */
	readonly map: Split;
	/** Timeline of the right column's height. */
	readonly timeline: Split;
	/** Object card of the table's width. */
	readonly card: Split;
	readonly lessonOpen: Signal<boolean>;
	readonly timeView: Signal<TimeView>;
	/** Not remembered: a visit begins with what runs. */
	readonly side: Signal<Side> = signal('live');
	readonly #storage: Storage;

	constructor(storage: Storage) {
		this.#storage = storage;
		this.left = this.#split('left', 'Width of the program', 42, 20, 70);
		this.lesson = this.#split('lesson', 'Height of the lesson', 48, 8, 70);
		this.console = this.#split('console', 'Height of the console', 18, 8, 60);
		this.map = this.#split('map', 'Height of the heap map', 27, 10, 70);
		this.timeline = this.#split('timeline', 'Height of the timeline', 24, 12, 65);
		this.card = this.#split('card', 'Width of the object card', 40, 20, 70);
		this.lessonOpen = signal(storage.read('lessonOpen') !== 'no');
		this.timeView = signal(timeViews.find((view) => view === storage.read('timeView')) ?? 'timeline');
	}

	resize(split: Split, percent: number): void {
		split.percent.value = Math.min(split.max, Math.max(split.min, percent));
		this.#storage.write(split.key, split.percent.value.toFixed(1));
	}

	toggleLesson(): void {
		this.lessonOpen.value = !this.lessonOpen.value;
		this.#storage.write('lessonOpen', this.lessonOpen.value ? 'yes' : 'no');
	}

	showOverTime(view: TimeView): void {
		this.timeView.value = view;
		this.#storage.write('timeView', view);
	}

	/** A lesson wants this view in front; nothing of that is remembered. */
	bring(view: LessonView): void {
		this.side.value = view === 'lab' ? 'lab' : 'live';
		this.timeView.value = timeViews.find((it) => it === view) ?? this.timeView.value;
	}

	#split(name: string, label: string, percent: number, min: number, max: number): Split {
		const key = `split.${name}`;
		const stored = Number(this.#storage.read(key) ?? Number.NaN);
		const start = stored >= min && stored <= max ? stored : percent;
		return { percent: signal(start), min, max, label, key };
	}
}
