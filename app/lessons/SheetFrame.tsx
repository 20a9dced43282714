// The frame of the sheets around the course: a dialog with a title, which closes by Escape and by its button.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { adoptStyles } from '../lib/adoptStyles.ts';
import styles from '../styles/lessonSheets.css?text';
import type { LessonModel } from './LessonModel.ts';

adoptStyles(styles);

interface SheetFrameProps {
	model: LessonModel;
	title: string;
	children: ComponentChildren;
	/** Beside the button that closes. */
	more: ComponentChildren;
}

export function SheetFrame({ model, title, children, more }: SheetFrameProps) {
	const dialog = useRef<HTMLDialogElement>(null);
	const own = useRef(model.sheet.peek());
	// Before anybody can press a key in it.
	useLayoutEffect(() => dialog.current?.showModal(), []);
	return (
		<dialog
			ref={dialog}
			class="sheet"
			aria-labelledby="sheet-title"
			onClose={() => {
				if (model.sheet.peek() === own.current) model.sheet.value = null;
			}}
		>
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
