// What the keyboard is meant for at this moment.

/** Letters typed now go into a text, or choose in a list. */
export function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.isContentEditable || target.closest('[role="textbox"], .monaco-editor')) return true;
	if (target instanceof HTMLInputElement)
		return !['range', 'checkbox', 'radio', 'button', 'file'].includes(target.type);
	return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** A panel below a button takes Escape for itself. */
export const isPopoverOpen = () => document.querySelector('[popover]:popover-open') !== null;

/** A dialog has the page to itself. */
export const isDialogOpen = () => document.querySelector('dialog:modal') !== null;

const kFocusable = 'a[href], button, input, select, textarea, [tabindex]';

/** Where the focus goes from a button of the bar, a notice or the steps that goes away by being pressed. */
export const focusRun = () => focusPart('.bar', ['.primary']);

/** The same from a button of the table. */
export const focusTable = () => focusPart('.pane.objects', ['[role="grid"]']);

/** Gives the focus to a part of the page: to the first of `wanted` in it that can have it, else to whatever can. */
export function focusPart(part: string, wanted: readonly string[]): void {
	const pane = document.querySelector(part);
	for (const selector of [...wanted, kFocusable]) {
		for (const element of pane?.querySelectorAll(selector) ?? []) {
			if (!(element instanceof HTMLElement) || !element.checkVisibility()) continue;
			element.focus();
			if (document.activeElement === element) {
				element.scrollIntoView({ block: 'nearest' });
				return;
			}
		}
	}
}
