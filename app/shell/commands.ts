// What the page's keys do, wherever the focus is; and files that are dropped on it.

import { focusPart, isDialogOpen, isPopoverOpen, isTyping } from '../lib/keyboard.ts';
import { isApple } from '../lib/keyText.ts';
import type { Side } from '../models/LayoutModel.ts';
import { type Command, commandOf } from '../models/shortcuts.ts';
import { pickFile } from '../panels/FileMenu.tsx';
import type { Page } from './page.ts';

/** Each pane, and what in it takes the focus: the thing itself before the buttons of its head. */
const panes = {
	program: ['.pane.program', '[role="textbox"], textarea:not([hidden])'],
	map: ['.pane.map', '[role="img"], [role="application"], canvas'],
	timeline: ['.pane.timeline', '[role="tab"][aria-selected="true"]'],
	table: ['.pane.objects', '[role="grid"]'],
	lab: ['.sides', '#tab-lab'],
	lesson: ['.pane.lesson', '.lesson-text'],
} as const;

const sideOf: Readonly<Record<keyof typeof panes, Side | null>> = {
	program: null,
	map: 'live',
	timeline: 'live',
	table: 'live',
	lab: 'lab',
	lesson: null,
};

/** Brings the side to the front that the pane is on. */
export function focusPane({ layout }: Pick<Page, 'layout'>, name: keyof typeof panes): void {
	const side = sideOf[name] ?? layout.side.value;
	const [part, wanted] = panes[name];
	const focus = () => focusPart(part, [wanted]);
	if (side === layout.side.value) {
		focus();
		return;
	}
	layout.side.value = side;
	// Its panes are there with the next frame.
	requestAnimationFrame(focus);
}

export function listenForKeys(page: Page): void {
	const { run, files, help, selection, lesson, layout } = page;
	const openLesson = () => {
		if (!layout.lessonOpen.value) layout.toggleLesson();
	};
	const acts: Record<Command, () => unknown> = {
		run: page.runProgram,
		stop: () => run.stop(),
		open: pickFile,
		save: () => files.save(),
		help: () => {
			help.open.value = true;
		},
		collect: () => run.collect(),
		sweep: () => run.sweep(),
		program: () => focusPane(page, 'program'),
		map: () => focusPane(page, 'map'),
		timeline: () => focusPane(page, 'timeline'),
		table: () => focusPane(page, 'table'),
		lab: () => focusPane(page, 'lab'),
		lesson: () => {
			openLesson();
			// A text that was folded away can have the focus from the next frame on.
			requestAnimationFrame(() => focusPane(page, 'lesson'));
		},
		check: () => {
			openLesson();
			// Nothing to do where nothing was run, which the pane says.
			lesson.check().catch(() => {});
		},
	};
	/** What has no focus of its own to hear the key, from the topmost on; false: nothing is open. */
	const closeTopmost = () => {
		const topmost = selection.selected.value ? selection.selected : selection.range.value ? selection.range : null;
		if (topmost) topmost.value = null;
		return topmost !== null;
	};
	const apple = isApple();
	document.addEventListener('keydown', (event) => {
		if (event.defaultPrevented || isDialogOpen()) return;
		if (event.key === 'Escape') {
			if (!isTyping(event.target) && !isPopoverOpen() && closeTopmost()) event.preventDefault();
			return;
		}
		const typing = isTyping(event.target) || !help.singleKeys.value;
		const command = commandOf(event, { typing, apple });
		if (!command) return;
		event.preventDefault();
		if (!event.repeat) acts[command]();
	});
}

/** A file dropped beside the editor would else take the place of the page. */
export function listenForFiles({ files }: Page): void {
	const root = document.documentElement;
	const hint = (shown: boolean) => root.toggleAttribute('data-dropping', shown);
	const ofFiles = (listener: (event: DragEvent) => void) => (event: DragEvent) => {
		if (!event.dataTransfer?.types.includes('Files')) return;
		// On the way down: Monaco has an idea of its own about dropped files.
		event.preventDefault();
		event.stopPropagation();
		listener(event);
	};
	const capture = { capture: true };
	root.addEventListener(
		'dragenter',
		ofFiles(() => hint(true)),
		capture,
	);
	root.addEventListener(
		'dragover',
		ofFiles(() => hint(true)),
		capture,
	);
	root.addEventListener('dragleave', ({ relatedTarget }) => !relatedTarget && hint(false), capture);
	root.addEventListener(
		'drop',
		ofFiles(({ dataTransfer }) => {
			hint(false);
			void files.open([...(dataTransfer?.files ?? [])]);
		}),
		capture,
	);
}
