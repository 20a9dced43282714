// The last program and its settings, kept in the browser over a reload. It is read once, when the page opens: what
// another tab writes never changes this one, and the last to write wins.
import { effect } from '@preact/signals';
import type { Clock } from '../lib/clock.ts';
import type { Storage } from '../lib/storage.ts';
import type { ProgramModel } from './ProgramModel.ts';
import { kMaxProgramChars, type ProgramState, parseState, sameState } from './programState.ts';

const kKey = 'program';
/** After the last change until it is written. */
const kPauseMs = 400;

export class SavedModel {
	readonly #storage: Storage;
	readonly #program: ProgramModel;
	/** What needs no writing: it is written, or nobody here has made it. */
	#settled: ProgramState;
	#cancel: (() => void) | null = null;

	constructor(storage: Storage, clock: Clock, program: ProgramModel) {
		this.#storage = storage;
		this.#program = program;
		this.#settled = program.now.peek();
		effect(() => {
			const now = program.now.value;
			this.#cancel?.();
			this.#cancel = sameState(now, this.#settled) ? null : clock.after(kPauseMs, () => this.flush());
		});
	}

	/** Puts back what was last kept, if it still makes sense. */
	restore(): void {
		const kept = this.#storage.read(kKey);
		if (!kept) return;
		try {
			this.#program.put(parseState(kept));
		} catch {
			// Written by another version, or by hand: the page opens as new.
			return;
		}
		this.settle();
	}

	/** What is shown now came from elsewhere, such as a link or a script; it is kept once the reader changes it. */
	settle(): void {
		this.#cancel?.();
		this.#cancel = null;
		this.#settled = this.#program.now.peek();
	}

	/** Writes at once what is waiting to be written: the page may go. */
	flush(): void {
		if (!this.#cancel) return;
		this.settle();
		const { code } = this.#settled;
		// Too long to be kept: no older one may come in its place.
		this.#storage.write(kKey, code.length > kMaxProgramChars ? '' : JSON.stringify(this.#settled));
	}
}
