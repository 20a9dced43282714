// What the page has to tell beside any run: one notice at a time, and words that only a screen reader needs to hear.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';

export interface Notice {
	readonly text: string;
	readonly tone: 'note' | 'warning';
	/** Buttons beside it; each ends the notice. */
	readonly actions?: readonly { readonly label: string; readonly act: () => void }[];
	/** It was closed without any of them. */
	readonly closed?: () => void;
}

export class NoticeModel {
	readonly current: ReadonlySignal<Notice | null>;
	/** Said, not shown: something visible has changed elsewhere. */
	readonly said = signal('');
	readonly #current: Signal<Notice | null> = signal(null);

	constructor() {
		this.current = this.#current;
	}

	/** In the place of whatever was shown. */
	show(notice: Notice): void {
		this.#current.value = notice;
	}

	close(): void {
		const notice = this.#current.value;
		this.#current.value = null;
		notice?.closed?.();
	}

	take(action: { act: () => void }): void {
		this.#current.value = null;
		action.act();
	}

	/** A run begins: what was only to be read has been; what asks stays. */
	runBegins(): void {
		if (!this.#current.peek()?.actions) this.#current.value = null;
	}
}
