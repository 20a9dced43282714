// Shows the program's errors in Monaco: underlined, with a sign in the margin, the message on hover.
import { effect, type Signal } from '@preact/signals';
import { editor, MarkerSeverity, Range } from 'monaco-editor/editor';
import type { Marker } from './EditorModel.ts';

const kOwner = 'program';

/** Gives a function that ends it. */
export function showMarkers(
	shown: editor.IStandaloneCodeEditor,
	text: editor.ITextModel,
	markers: Signal<Marker[]>,
): () => void {
	const decorations = shown.createDecorationsCollection();
	const stop = effect(() => {
		const placed = markers.value
			.filter((marker) => marker.line >= 1 && marker.line <= text.getLineCount())
			.map((marker) => ({ marker, range: rangeOf(text, marker) }));
		editor.setModelMarkers(
			text,
			kOwner,
			placed.map(({ marker, range }) => ({
				...range,
				message: marker.message,
				severity: marker.severity === 'error' ? MarkerSeverity.Error : MarkerSeverity.Warning,
			})),
		);
		decorations.set(placed.map(({ marker, range }) => ({ range, options: decorationOf(marker) })));
	});
	return () => {
		stop();
		decorations.clear();
		editor.setModelMarkers(text, kOwner, []);
	};
}

function decorationOf(marker: Marker): editor.IModelDecorationOptions {
	return {
		isWholeLine: true,
		className: `editor-line-${marker.severity}`,
		glyphMarginClassName: `editor-mark editor-mark-${marker.severity}`,
		glyphMarginHoverMessage: { value: plainText(marker.message) },
	};
}

/** The word at the place; where there is none, the line without its indentation. */
function rangeOf(text: editor.ITextModel, { line, column }: Marker): Range {
	const word = column >= 1 ? text.getWordAtPosition({ lineNumber: line, column }) : null;
	if (word) return new Range(line, word.startColumn, line, word.endColumn);
	const end = text.getLineMaxColumn(line);
	const start = text.getLineFirstNonWhitespaceColumn(line) || 1;
	return new Range(line, start, line, end);
}

/** The message as Markdown that shows it as it is. */
function plainText(message: string): string {
	return message.replace(/[\\`*_{}[\]()#+\-.!<>|~&]/g, '\\$&');
}
