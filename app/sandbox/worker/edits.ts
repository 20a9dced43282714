// Insertions into a text that keep its lines, and the way back from columns of the new text to those of the old.
import type { AnyNode, Position } from 'acorn';
import { startOf } from './tree.ts';

interface Insertion {
	readonly at: number;
	readonly place: Position;
	readonly text: string;
}

/** Of the insertions of one line, in their order: each begins at a column of the new text. Columns count from 0. */
interface Moved {
	readonly begins: number[];
	/** The column of the old text. */
	readonly columns: number[];
	/** By how much what comes after it has moved. */
	readonly moves: number[];
}

/** Insertions at the beginnings and ends of nodes; whoever holds a node adds its own before those within it. */
export class Edits {
	readonly #opens: Insertion[] = [];
	readonly #closes: Insertion[] = [];

	open(node: AnyNode, text: string): void {
		this.#opens.push({ at: node.start, place: startOf(node), text });
	}

	/** `offset`: 0, or before characters at the end of the node, which are no line's end. */
	close(node: AnyNode, text: string, offset = 0): void {
		const { line, column } = endOf(node);
		this.#closes.push({ at: node.end + offset, place: { line, column: column + offset }, text });
	}

	around(node: AnyNode, before: string, after: string): void {
		this.open(node, before);
		this.close(node, after);
	}

	apply(code: string) {
		// The sort is stable: what ends somewhere ends before what begins there, and the inner before the outer.
		const insertions = [...this.#closes.reverse(), ...this.#opens].sort((a, b) => a.at - b.at);
		const pieces: string[] = [];
		let end = 0;
		for (const { at, text } of insertions) {
			pieces.push(code.slice(end, at), text);
			end = at;
		}
		pieces.push(code.slice(end));
		return { text: pieces.join(''), originalColumn: columnsOf(insertions) };
	}
}

const endOf = (node: AnyNode): Position => node.loc?.end ?? { line: 0, column: 0 };

/** `(line, column)` of the new text to the column of the old, both from 1; within an insertion: where it was made. */
function columnsOf(insertions: readonly Insertion[]): (line: number, column: number) => number {
	// Neither holds what a program can replace: errors are looked at while it runs.
	const lines: (Moved | undefined)[] = [];
	for (const { place, text } of insertions) {
		const moved = lines[place.line] ?? { begins: [], columns: [], moves: [] };
		lines[place.line] = moved;
		const before = moved.moves.at(-1) ?? 0;
		moved.begins.push(place.column + before);
		moved.columns.push(place.column);
		moved.moves.push(before + text.length);
	}
	return (line, column) => {
		const moved = lines[line];
		if (!moved) return column;
		let low = 0;
		for (let high = moved.begins.length; low < high; ) {
			const middle = (low + high) >> 1;
			if ((moved.begins[middle] as number) < column) low = middle + 1;
			else high = middle;
		}
		if (low === 0) return column;
		const i = low - 1;
		const back = column - (moved.moves[i] as number);
		const made = (moved.columns[i] as number) + 1;
		return back > made ? back : made;
	};
}
