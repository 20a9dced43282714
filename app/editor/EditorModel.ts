// The program's text, its error marks and what the editor needs to know; both editors show this one model.
import { type Signal, signal } from '@preact/signals';
import type { EngineDescription } from './programTypes.ts';
import { lineAfterEdit } from './textEdit.ts';

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
}

export class EditorModel {
	/** The whole program; lines end in `\n` alone. */
	readonly code: Signal<string>;
	/** Shown at their lines until the line is edited; whoever runs the program replaces them. */
	readonly markers: Signal<Marker[]> = signal([]);
	/** The engine's own description of its classes: completion and checks are made from it; null until it is known. */
	readonly description: Signal<EngineDescription | null> = signal(null);
	readonly theme: Signal<'light' | 'dark'> = signal('light');
	/** Called for Ctrl+Enter and Cmd+Enter. */
	onRun: () => void = () => {};
	private view: EditorView | null = null;

	constructor(code = '') {
		this.code = signal(withLineFeeds(code));
	}

	/** Another program: replaces the whole text and takes the marks away. Monaco can undo it, the plain editor cannot. */
	setCode(text: string): void {
		this.markers.value = [];
		this.code.value = withLineFeeds(text);
	}

	/** The user's own edit: marks move with their lines, and go with the lines that were edited. */
	edit(text: string): void {
		const before = this.code.value;
		const after = withLineFeeds(text);
		if (before === after) return;
		this.code.value = after;
		if (this.markers.value.length === 0) return;
		this.markers.value = this.markers.value.flatMap((marker) => {
			const line = lineAfterEdit(before, after, marker.line);
			return line === 0 ? [] : [{ ...marker, line }];
		});
	}

	/** Nothing happens while no editor shows the model. */
	reveal(line: number, column: number): void {
		this.view?.reveal(line, column);
	}

	/** The editor that `reveal` speaks to from now on; gives a function that takes it away again. */
	attach(view: EditorView): () => void {
		this.view = view;
		return () => {
			if (this.view === view) this.view = null;
		};
	}
}

function withLineFeeds(text: string): string {
	return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
