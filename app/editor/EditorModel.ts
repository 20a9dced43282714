// The program's text, its marks and what the editor needs to know; both editors show this one model.
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { LineCounts } from '../models/LineCountsModel.ts';
import type { EngineDescription } from './programTypes.ts';
import { linesAfterEdit } from './textEdit.ts';

/** An error or a warning at a place of the program; line and column count from 1. */
export interface Marker {
	line: number;
	column: number;
	message: string;
	severity: 'error' | 'warning';
}

/** What an editor that shows a model can be asked to do. */
export interface EditorView {
	/** Scrolls to the place, puts the caret there and takes the focus. */
	reveal(line: number, column: number): void;
	/** Where the line begins in the unscrolled text, CSS pixels. */
	topOf(line: number): number;
}

/** A line of the text as it is now, and what became of the objects that it made as it was run. */
export interface LineMark {
	line: number;
	counts: LineCounts;
}

export class EditorModel {
	/** The whole program; lines end in `\n` alone. */
	readonly code: Signal<string>;
	/** Shown at their lines until the line is edited; whoever runs the program replaces them. */
	readonly markers: Signal<Marker[]> = signal([]);
	/** The engine's own description of its classes: completion and checks are made from it; null until it is known. */
	readonly description: Signal<EngineDescription | null> = signal(null);
	readonly theme: Signal<'light' | 'dark'> = signal('light');
	/** By lines of the program as it was run, in their order. */
	readonly lineCounts: Signal<readonly LineCounts[]> = signal([]);
	/** The line, as it was run, that lights up; 0: none. */
	readonly litLine = signal(0);
	/** The line, as it was run, whose objects alone are shown; 0: those of all. */
	readonly chosenLine = signal(0);
	/** Where the lines of the run are in the text; those that were edited since are nowhere. */
	readonly lineMarks: ReadonlySignal<readonly LineMark[]>;
	/** The lit line in the text; 0: none, or it was edited. */
	readonly litLineNow: ReadonlySignal<number>;
	/** Counts the user's own edits. */
	readonly typed = signal(0);
	/** How far the text is scrolled, CSS pixels; set by the editor that shows it. */
	readonly scrollTop = signal(0);
	/** Counts up when lines have moved on the screen other than by scrolling. */
	readonly laidOut = signal(0);
	/** Called for Ctrl+Enter and Cmd+Enter. */
	onRun: () => void = () => {};
	/** The pointer is on the mark of this line, as it was run; 0: on none. */
	onHoverLine: (line: number) => void = () => {};
	/** The reader asks for the objects of this line, as it was run, alone, or no longer for them alone. */
	onToggleLine: (line: number) => void = () => {};
	private view: EditorView | null = null;
	/** The run's text and from each of its lines to the line now, 0 where it was edited; null: all are where they were. */
	private readonly moved: Signal<readonly number[] | null> = signal(null);

	constructor(code = '') {
		this.code = signal(withLineFeeds(code));
		this.lineMarks = computed(() =>
			this.lineCounts.value.flatMap((counts) => {
				const line = this.lineNow(counts.line);
				return line === 0 ? [] : [{ line, counts }];
			}),
		);
		this.litLineNow = computed(() => this.lineNow(this.litLine.value));
	}

	/** Another program: replaces the whole text and takes the marks away. Monaco can undo it, the plain editor cannot. */
	setCode(text: string): void {
		this.markers.value = [];
		const code = withLineFeeds(text);
		if (code !== this.code.value) this.moved.value = [];
		this.code.value = code;
	}

	/** The user's own edit: marks move with their lines, and go with the lines that were edited. */
	edit(text: string): void {
		const before = this.code.value;
		const after = withLineFeeds(text);
		if (before === after) return;
		batch(() => {
			this.code.value = after;
			this.typed.value++;
		});
		const moves = linesAfterEdit(before, after);
		this.move(before, moves);
		if (this.markers.value.length === 0) return;
		this.markers.value = this.markers.value.flatMap((marker) => {
			const line = moves(marker.line);
			return line === 0 ? [] : [{ ...marker, line }];
		});
	}

	/** This text has begun to run: lines are counted in it from now on. */
	ran(text: string): void {
		this.moved.value = null;
		const ran = withLineFeeds(text);
		if (ran !== this.code.peek()) this.move(ran, linesAfterEdit(ran, this.code.peek()));
	}

	/** Where a line of the run is now; 0: it was edited. */
	lineNow(line: number): number {
		const moved = this.moved.value;
		return moved ? (moved[line - 1] ?? 0) : line;
	}

	/** The line of the run that is at this line now; 0: none. */
	lineAsRun(line: number): number {
		const moved = this.moved.peek();
		return moved ? moved.indexOf(line) + 1 : line;
	}

	/** Nothing happens while no editor shows the model. */
	reveal(line: number, column: number): void {
		this.view?.reveal(line, column);
	}

	/** The same of a line of the run, where it is now; of one that was edited, where it was. */
	revealAsRun(line: number): void {
		this.reveal(this.lineNow(line) || line, 1);
	}

	/** Where the line begins in the unscrolled text, CSS pixels. */
	topOf(line: number): number {
		return this.view?.topOf(line) ?? 0;
	}

	/** The editor that shows the model from now on; gives a function that takes it away again. */
	attach(view: EditorView): () => void {
		this.view = view;
		this.laidOut.value++;
		return () => {
			if (this.view === view) this.view = null;
		};
	}

	private move(before: string, moves: (line: number) => number): void {
		const lines = this.moved.peek() ?? Array.from({ length: before.split('\n').length }, (_, i) => i + 1);
		const moved = lines.map((line) => (line === 0 ? 0 : moves(line)));
		const unmoved = moved.length > 0 && moved.every((line, i) => line === i + 1);
		this.moved.value = unmoved ? null : moved;
	}
}

function withLineFeeds(text: string): string {
	return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
