// Every key that does something, once: the page's handler and the help sheet both come from this list.

export type Command =
	| 'run'
	| 'stop'
	| 'open'
	| 'save'
	| 'help'
	| 'collect'
	| 'sweep'
	| 'program'
	| 'map'
	| 'timeline'
	| 'table'
	| 'lab'
	| 'lesson'
	| 'check';

export interface Shortcut {
	/** Alternatives; joined by `+`, `Mod` being ⌘ on Apple's keyboards and Ctrl elsewhere. */
	readonly keys: readonly string[];
	readonly what: string;
	/** What the page does for it; the others are a part's own, and work while that part has the focus. */
	readonly command?: Command;
	/** A letter alone: not while a text is being typed, and only where the reader has not switched these off. */
	readonly single?: true;
}

export interface ShortcutGroup {
	readonly where: string;
	readonly shortcuts: readonly Shortcut[];
}

/** Alt with a digit would be a choice of tab in Linux's browsers, and a letter on Apple's keyboards. */
export const shortcutGroups: readonly ShortcutGroup[] = [
	{
		where: 'Anywhere',
		shortcuts: [
			{ keys: ['Mod+Enter'], what: 'Run the program from a fresh heap', command: 'run' },
			{ keys: ['Ctrl+Shift+Backspace'], what: 'Stop it', command: 'stop' },
			{ keys: ['Ctrl+Shift+1'], what: 'Go to the program', command: 'program' },
			{ keys: ['Ctrl+Shift+2'], what: 'Go to the heap map', command: 'map' },
			{ keys: ['Ctrl+Shift+3'], what: 'Go to the timeline', command: 'timeline' },
			{ keys: ['Ctrl+Shift+4'], what: 'Go to Managed objects', command: 'table' },
			{ keys: ['Ctrl+Shift+5'], what: 'Go to the Lab', command: 'lab' },
			{ keys: ['Ctrl+Shift+6'], what: 'Go to the text of the lesson', command: 'lesson' },
			{ keys: ['Mod+O'], what: 'Open a program from a file', command: 'open' },
			{ keys: ['Mod+S'], what: 'Save the program as a file', command: 'save' },
			{ keys: ['Escape'], what: 'Close what is open: card, range, menu, this sheet' },
		],
	},
	{
		where: 'Single keys, while no text is being typed',
		shortcuts: [
			{ keys: ['G'], what: 'Collect garbage', command: 'collect', single: true },
			{ keys: ['S'], what: 'Sweep now', command: 'sweep', single: true },
			{ keys: ['C'], what: 'Check the lesson', command: 'check', single: true },
			{ keys: ['?'], what: 'This help', command: 'help', single: true },
		],
	},
	{
		where: 'Program',
		shortcuts: [
			{ keys: ['Tab'], what: 'Indent, once the full editor is loaded' },
			{ keys: ['Ctrl+M'], what: 'Let Tab leave the editor; Control+Shift+M on a Mac' },
			{ keys: ['F1'], what: "All of the editor's commands" },
		],
	},
	{
		where: 'Heap map',
		shortcuts: [
			{ keys: ['← ↑ → ↓'], what: 'Move over the heap' },
			{ keys: ['+', '−'], what: 'Zoom in, zoom out' },
			{ keys: ['0'], what: 'The whole heap' },
			{ keys: ['Enter'], what: 'Select the object there' },
		],
	},
	{
		where: 'Timeline and lifetimes',
		shortcuts: [
			{ keys: ['← →'], what: 'Move through time, or from tab to tab' },
			{ keys: ['Shift+← →'], what: 'Mark a stretch of time' },
			{ keys: ['↑ ↓'], what: 'Move from lane to lane' },
			{ keys: ['Enter'], what: 'Select the object or the line' },
		],
	},
	{
		where: 'Managed objects',
		shortcuts: [
			{ keys: ['↑ ↓', 'Page Up', 'Page Down', 'Home', 'End'], what: 'Move from row to row' },
			{ keys: ['Enter'], what: 'Open the card of the object' },
		],
	},
	{
		where: 'Rules between the panes',
		shortcuts: [{ keys: ['← →', '↑ ↓', 'Home', 'End'], what: 'Make a pane larger or smaller' }],
	},
];

/** What of a KeyboardEvent is needed. */
export type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What the page is asked to do by this press, if anything. `typing`: it may be meant for a text. */
export function commandOf(press: Press, { typing, apple }: { typing: boolean; apple: boolean }): Command | undefined {
	for (const { shortcuts } of shortcutGroups) {
		for (const { command, keys, single } of shortcuts) {
			if (command && !(single && typing) && keys.some((it) => fits(press, it, apple))) return command;
		}
	}
	return undefined;
}

function fits(press: Press, combination: string, apple: boolean): boolean {
	const parts = combination.split('+');
	const key = parts.pop() ?? '';
	const { ctrlKey, metaKey, shiftKey } = press;
	if (press.altKey) return false;
	// Enter runs with either, since many a hand knows only one of them.
	const mod = key === 'Enter' ? ctrlKey !== metaKey : apple ? metaKey && !ctrlKey : ctrlKey && !metaKey;
	if (parts.includes('Mod') ? !mod : ctrlKey !== parts.includes('Ctrl') || metaKey) return false;
	// A question mark needs Shift on most keyboards.
	if (key !== '?' && shiftKey !== parts.includes('Shift')) return false;
	// Shift makes another sign of a digit, a different one on each keyboard.
	return /^\d$/.test(key) ? press.code === `Digit${key}` : press.key.toLowerCase() === key.toLowerCase();
}
