// Monaco's two themes, in the colours of the page (app/styles/tokens.css).
import { editor } from 'monaco-editor/editor';

export function themeName(theme: 'light' | 'dark'): string {
	return `sweepground-${theme}`;
}

export function defineThemes(): void {
	editor.defineTheme(themeName('light'), {
		base: 'vs',
		inherit: true,
		rules: [
			{ token: 'comment', foreground: '57606a' },
			// Darker than the base theme's, to be read on a marked or lit line as well.
			{ token: 'number', foreground: '076b45' },
			{ token: 'type', foreground: '006d6d' },
			{ token: 'type.identifier', foreground: '006d6d' },
		],
		colors: {
			...colors({
				background: '#ffffff',
				text: '#1b1f24',
				muted: '#5a6370',
				faint: '#6e7781',
				accent: '#3b6fd4',
				raised: '#f6f8fa',
			}),
			'editorError.foreground': '#c62828',
			'editorWarning.foreground': '#9a6700',
		},
	});
	editor.defineTheme(themeName('dark'), {
		base: 'vs-dark',
		inherit: true,
		rules: [
			{ token: 'comment', foreground: '9aa4af' },
			// Lighter than the base theme's, for the same reason.
			{ token: 'keyword', foreground: '6cb0ea' },
		],
		colors: {
			...colors({
				background: '#14171c',
				text: '#e6e8eb',
				muted: '#99a3b0',
				faint: '#7d8590',
				accent: '#7aa7ff',
				raised: '#1c2027',
			}),
			'editorError.foreground': '#ff8a80',
			'editorWarning.foreground': '#e3b341',
		},
	});
}

interface Palette {
	background: string;
	text: string;
	/** Line numbers. */
	muted: string;
	/** Rules. */
	faint: string;
	accent: string;
	/** Background of what floats above the text. */
	raised: string;
}

function colors({ background, text, muted, faint, accent, raised }: Palette): Record<string, string> {
	return {
		'editor.background': background,
		'editor.foreground': text,
		'editorGutter.background': background,
		'editorLineNumber.foreground': muted,
		'editorLineNumber.activeForeground': text,
		'editorCursor.foreground': accent,
		'editor.selectionBackground': `${accent}40`,
		'editor.inactiveSelectionBackground': `${accent}24`,
		'editor.lineHighlightBackground': `${faint}14`,
		'editor.lineHighlightBorder': '#00000000',
		...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, text])),
		'editorIndentGuide.background1': `${faint}30`,
		'editorWidget.background': raised,
		'editorWidget.border': `${faint}50`,
		'editorHoverWidget.background': raised,
		'editorHoverWidget.border': `${faint}50`,
		'editorSuggestWidget.background': raised,
		'editorSuggestWidget.border': `${faint}50`,
		'editorSuggestWidget.selectedBackground': `${accent}30`,
		'editorSuggestWidget.selectedForeground': text,
		'editorSuggestWidget.highlightForeground': accent,
		'editorSuggestWidget.focusHighlightForeground': accent,
		'list.hoverBackground': `${faint}20`,
		focusBorder: accent,
	};
}
