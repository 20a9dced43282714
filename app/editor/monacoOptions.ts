// How Monaco looks and behaves here.
import { editor } from 'monaco-editor/editor';

export const calmOptions: editor.IStandaloneEditorConstructionOptions = {
	ariaLabel: 'Program',
	automaticLayout: true,
	// One way of taking input in all browsers, by a text area, which automation finds as well.
	editContext: false,
	fixedOverflowWidgets: true,
	// As in editor.css.
	fontSize: 13,
	lineHeight: 20,
	padding: { top: 8, bottom: 8 },
	glyphMargin: true,
	lineNumbersMinChars: 3,
	lineDecorationsWidth: 8,
	folding: false,
	minimap: { enabled: false },
	tabSize: 2,
	detectIndentation: false,
	scrollBeyondLastLine: false,
	stickyScroll: { enabled: false },
	guides: { indentation: true, highlightActiveIndentation: false, bracketPairs: false },
	renderFinalNewline: 'on',
	renderLineHighlight: 'line',
	renderLineHighlightOnlyWhenFocus: true,
	overviewRulerBorder: false,
	hideCursorInOverviewRuler: true,
	scrollbar: {
		verticalScrollbarSize: 10,
		horizontalScrollbarSize: 10,
		useShadows: false,
		alwaysConsumeMouseWheel: false,
	},
	quickSuggestions: { other: true, comments: false, strings: false },
	suggest: { showWords: false },
	wordBasedSuggestions: 'off',
	inlayHints: { enabled: 'off' },
	links: false,
	codeLens: false,
	lightbulb: { enabled: editor.ShowLightbulbIconMode.Off },
};

export function motionOptions(reduced: boolean): editor.IEditorOptions {
	return {
		cursorBlinking: reduced ? 'solid' : 'blink',
		smoothScrolling: false,
		cursorSmoothCaretAnimation: 'off',
	};
}
