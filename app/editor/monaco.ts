// Monaco as the program's editor: created in place of the plain one and kept in step with the model.
import { effect } from '@preact/signals';
import { editor, KeyCode, KeyMod, Selection, Uri } from 'monaco-editor/editor';
import './monacoFeatures.ts';
import type { EditorModel } from './EditorModel.ts';
import { teach } from './monacoLanguage.ts';
import { showMarkers } from './monacoMarkers.ts';
import { calmOptions, motionOptions } from './monacoOptions.ts';
import { defineThemes, themeName } from './monacoTheme.ts';
import type { Place } from './upgrade.ts';

/** Once Monaco's style sheet is there. Rejects if it cannot be loaded. */
export function ready(): Promise<void> {
	return new Promise((resolve, reject) => {
		const link = document.createElement('link');
		link.rel = 'stylesheet';
		link.href = new URL('./monaco.css', document.baseURI).href;
		link.onload = () => resolve();
		link.onerror = () => {
			link.remove();
			reject(new Error('monaco.css cannot be loaded'));
		};
		document.head.append(link);
	});
}

/** Fills `host` with an editor that shows the model from `place` on. Gives a function that takes it down. */
export function create(host: HTMLElement, model: EditorModel, place: Place): () => void {
	self.MonacoEnvironment = {
		getWorker: (_moduleId, label) =>
			new Worker(new URL(label === 'javascript' ? './ts.worker.js' : './editor.worker.js', document.baseURI)),
	};
	defineThemes();
	const stopTeaching = teach(model.description);
	const text = editor.createModel(model.code.peek(), 'javascript', Uri.parse('file:///program.js'));
	text.setEOL(editor.EndOfLineSequence.LF);
	const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
	const shown = editor.create(host, {
		...calmOptions,
		...motionOptions(reducedMotion.matches),
		model: text,
		theme: themeName(model.theme.peek()),
		fontFamily: getComputedStyle(host).fontFamily,
	});
	goTo(shown, text, place);

	const ends = [
		stopTeaching,
		followText(shown, text, model),
		showMarkers(shown, text, model.markers),
		effect(() => editor.setTheme(themeName(model.theme.value))),
		model.attach({
			reveal(lineNumber, column) {
				shown.setPosition({ lineNumber, column });
				shown.revealLineInCenterIfOutsideViewport(lineNumber);
				shown.focus();
			},
		}),
	];
	shown.addAction({
		id: 'sweepground.run',
		label: 'Run the program',
		keybindings: [KeyMod.CtrlCmd | KeyCode.Enter],
		run: () => model.onRun(),
	});
	const onMotion = () => shown.updateOptions(motionOptions(reducedMotion.matches));
	reducedMotion.addEventListener('change', onMotion);

	return () => {
		reducedMotion.removeEventListener('change', onMotion);
		for (const end of ends) end();
		shown.dispose();
		text.dispose();
	};
}

/** The user's edits go to the model; a text put into the model comes here, as one step of undo. */
function followText(shown: editor.IStandaloneCodeEditor, text: editor.ITextModel, model: EditorModel): () => void {
	const listening = text.onDidChangeContent(() => model.edit(text.getValue()));
	const stop = effect(() => {
		const code = model.code.value;
		if (code === text.getValue()) return;
		text.pushStackElement();
		text.pushEditOperations([], [{ range: text.getFullModelRange(), text: code }], () => null);
		text.pushStackElement();
		shown.setPosition({ lineNumber: 1, column: 1 });
		shown.setScrollPosition({ scrollTop: 0, scrollLeft: 0 });
	});
	return () => {
		listening.dispose();
		stop();
	};
}

function goTo(shown: editor.IStandaloneCodeEditor, text: editor.ITextModel, place: Place): void {
	const start = text.getPositionAt(place.selectionStart);
	const end = text.getPositionAt(place.selectionEnd);
	const [anchor, caret] = place.backward ? [end, start] : [start, end];
	shown.setSelection(new Selection(anchor.lineNumber, anchor.column, caret.lineNumber, caret.column));
	shown.setScrollPosition({ scrollTop: place.scrollTop, scrollLeft: place.scrollLeft });
	if (place.focused) shown.focus();
}
