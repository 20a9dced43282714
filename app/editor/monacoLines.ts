// Tells where Monaco's lines are on the screen, lights one of them, and shows a line's objects by menu and key.
import { effect } from '@preact/signals';
import { type editor, KeyCode, KeyMod, Range } from 'monaco-editor/editor';
import type { EditorModel } from './EditorModel.ts';

/** Gives a function that ends it. */
export function followLines(
	shown: editor.IStandaloneCodeEditor,
	text: editor.ITextModel,
	model: EditorModel,
): () => void {
	const scrolled = () => {
		model.scrollTop.value = shown.getScrollTop();
	};
	scrolled();
	const listening = [
		shown.onDidScrollChange(scrolled),
		// The find widget and a peeked definition push lines down.
		shown.onDidContentSizeChange(() => model.laidOut.value++),
		shown.addAction({
			id: 'sweepground.line',
			label: 'Show objects made at this line',
			keybindings: [KeyMod.Alt | KeyCode.KeyL],
			contextMenuGroupId: 'navigation',
			run: () => model.onToggleLine(model.lineAsRun(shown.getPosition()?.lineNumber ?? 0)),
		}),
	];
	const decorations = shown.createDecorationsCollection();
	const stop = effect(() => {
		const line = model.litLineNow.value;
		const there = line > 0 && line <= text.getLineCount();
		const options = { isWholeLine: true, className: 'editor-line-lit', marginClassName: 'editor-line-lit' };
		decorations.set(there ? [{ range: new Range(line, 1, line, 1), options }] : []);
	});
	return () => {
		stop();
		decorations.clear();
		for (const it of listening) it.dispose();
	};
}
