// Monaco as the program's editor: created in place of the plain one and kept in step with the model.
import { effect } from '@preact/signals';
import { editor, KeyCode, KeyMod, Selection, Uri } from 'monaco-editor/editor';
import 'monaco-editor/features/register.all';
import type { EditorModel } from './EditorModel.ts';
import { languageService, teach } from './monacoLanguage.ts';
import { followLines } from './monacoLines.ts';
import { showMarkers } from './monacoMarkers.ts';
import { calmOptions, motionOptions } from './monacoOptions.ts';
import { defineThemes, themeName } from './monacoTheme.ts';
import type { Place } from './upgrade.ts';

/** Puts Monaco into `host`, from `place` on. Gives a function that takes it down. */
type Create = (host: HTMLElement, place: Place) => () => void;

/** Loads what Monaco needs beside this module, so that `Create` is complete at once. Rejects if that cannot be had. */
export async function prepare(model: EditorModel): Promise<Create> {
	self.MonacoEnvironment = {
		getWorker: (_moduleId, label) =>
			new Worker(new URL(label === 'javascript' ? './ts.worker.js' : './editor.worker.js', document.baseURI)),
	};
	const stopTeaching = teach(model.description, model.code);
	const text = editor.createModel(model.code.peek(), 'javascript', Uri.parse('file:///program.js'));
	text.setEOL(editor.EndOfLineSequence.LF);
	try {
		await Promise.all([styleSheet(), languageService()]);
	} catch (error) {
		stopTeaching();
		text.dispose();
		throw error;
	}
	return (host, place) => {
		text.setValue(model.code.peek());
		const takeDown = create(host, text, model, place);
		return () => {
			takeDown();
			stopTeaching();
			text.dispose();
		};
	};
}

function styleSheet(): Promise<void> {
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

function create(host: HTMLElement, text: editor.ITextModel, model: EditorModel, place: Place): () => void {
	defineThemes();
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
		followText(shown, text, model),
		showMarkers(shown, text, model.markers),
		followLines(shown, text, model),
		effect(() => editor.setTheme(themeName(model.theme.value))),
		model.attach({
			reveal(lineNumber, column) {
				shown.setPosition({ lineNumber, column });
				shown.revealLineInCenterIfOutsideViewport(lineNumber);
				shown.focus();
			},
			topOf: (line) => shown.getTopForLineNumber(line),
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
