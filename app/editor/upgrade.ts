// Loads Monaco when the page is idle or the editor is touched, and hands it what the plain editor holds.
import type { EditorModel } from './EditorModel.ts';
import { whenIdle } from './whenIdle.ts';

/** Where the user is in the text. Offsets count UTF-16 units, scroll positions CSS pixels. */
export interface Place {
	selectionStart: number;
	selectionEnd: number;
	/** The caret is at the start of the selection. */
	backward: boolean;
	scrollTop: number;
	scrollLeft: number;
	focused: boolean;
}

/**
 * `done` tells whether Monaco stands in `host` now; until then, and if it cannot be loaded, the plain editor works on.
 * Gives a function that calls everything off.
 */
export function upgrade(
	root: HTMLElement,
	host: HTMLElement,
	model: EditorModel,
	done: (loaded: boolean) => void,
): () => void {
	let begun = false;
	let over = false;
	let dispose = () => {};
	const settled = watchGestures(root);

	async function begin() {
		if (begun || over) return;
		begun = true;
		try {
			const { prepare } = await import('./monaco.ts');
			const create = await prepare(model);
			const area = root.querySelector('textarea');
			if (!area) return;
			await settled();
			if (over) return;
			// From here to `done` is one task: no keystroke can fall between the two editors.
			model.edit(area.value);
			const place = placeOf(area);
			host.hidden = false;
			dispose = create(host, place);
			area.removeAttribute('aria-label');
			area.hidden = true;
			done(true);
		} catch (error) {
			host.hidden = true;
			host.replaceChildren();
			console.info('The plain editor stays:', String(error));
			if (!over) done(false);
		}
	}

	// A finger has little use for Monaco, and a phone none for its megabytes, until the text is touched.
	const callOff = matchMedia('(pointer: coarse)').matches ? () => {} : whenIdle(begin);
	root.addEventListener('pointerdown', begin, { once: true });
	root.addEventListener('focusin', begin, { once: true });
	return () => {
		over = true;
		callOff();
		dispose();
	};
}

function placeOf(area: HTMLTextAreaElement): Place {
	return {
		selectionStart: area.selectionStart,
		selectionEnd: area.selectionEnd,
		backward: area.selectionDirection === 'backward',
		scrollTop: area.scrollTop,
		scrollLeft: area.scrollLeft,
		focused: document.activeElement === area,
	};
}

/** Gives a function that waits until no word is being composed by an input method and no pointer is held down. */
function watchGestures(root: HTMLElement): () => Promise<void> {
	let composing = false;
	let held = false;
	let gestureEnded = () => {};
	const end = () => setTimeout(() => !composing && !held && gestureEnded());
	root.addEventListener('compositionstart', () => {
		composing = true;
	});
	root.addEventListener('compositionend', () => {
		composing = false;
		// In a later task: Firefox gives the composition's last `input` after its `compositionend`.
		end();
	});
	root.addEventListener('pointerdown', () => {
		held = true;
	});
	for (const kind of ['pointerup', 'pointercancel'])
		addEventListener(kind, () => {
			held = false;
			end();
		});
	return () => (composing || held ? new Promise((resolve) => (gestureEnded = resolve)) : Promise.resolve());
}
