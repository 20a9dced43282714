// A dialog over the page with a title and a text to scroll, which closes by Escape and by its button. What has the focus
// when it opens has it again when it closes, so whoever closes it from within calls the dialog's own `close()`.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { adoptStyles } from '../lib/adoptStyles.ts';
import styles from '../styles/sheet.css?text';

adoptStyles(styles);

interface SheetProps {
	title: string;
	class: string;
	/** Before the button that closes. */
	more?: ComponentChildren;
	children: ComponentChildren;
	onClose(): void;
}

export function Sheet({ title, more, children, onClose, ...rest }: SheetProps) {
	const dialog = useRef<HTMLDialogElement>(null);
	// Before anybody can press a key in it.
	useLayoutEffect(() => dialog.current?.showModal(), []);
	return (
		<dialog ref={dialog} class={`sheet ${rest.class}`} aria-labelledby="sheet-title" onClose={onClose}>
			<div class="sheet-frame">
				<header class="sheet-head">
					<h2 id="sheet-title">{title}</h2>
					{more}
					<button type="button" onClick={() => dialog.current?.close()}>
						Close
					</button>
				</header>
				{/* Wider or longer than the screen, it is scrolled by the keyboard too. */}
				<div class="sheet-text" tabIndex={0} role="group" aria-label={`${title}: text`}>
					{children}
				</div>
			</div>
		</dialog>
	);
}

/** For what is clicked in a sheet and ends it. */
export const closeSheet = ({ currentTarget }: { currentTarget: Element }) => currentTarget.closest('dialog')?.close();
