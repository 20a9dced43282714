// What the browser keeps of each lesson: how far the reader came, the guess, the last verdict, and the reader's own
// program. Bounded: one entry for each lesson, and no long program.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Storage } from '../lib/storage.ts';
import type { Verdict } from './check.ts';

/** A longer program of the reader's is not kept; thirty of them fit into what a browser gives a page. */
export const kMaxKeptChars = 32 * 1024;
const kMaxVerdictChars = 1000;

export type Progress = 'none' | 'run' | 'passed';

export interface Kept {
	readonly progress: Progress;
	/** Which choice the reader took, from 0; null: none yet. */
	readonly choice: number | null;
	/** A run has revealed the answer. */
	readonly revealed: boolean;
	readonly verdict: Verdict | null;
	/** What the reader has made of the program; null: nothing. */
	readonly code: string | null;
}

export const kNothing: Kept = { progress: 'none', choice: null, revealed: false, verdict: null, code: null };

export class LessonStore {
	/** By the lesson's id. */
	readonly all: ReadonlySignal<ReadonlyMap<string, Kept>>;
	readonly #all: Signal<ReadonlyMap<string, Kept>>;
	readonly #storage: Storage;

	constructor(storage: Storage, ids: readonly string[]) {
		this.#storage = storage;
		this.#all = signal(new Map(ids.map((id) => [id, parseKept(storage.read(keyOf(id)))])));
		this.all = this.#all;
	}

	/** Subscribes whoever reads it in an effect or a render. */
	of(id: string): Kept {
		return this.#all.value.get(id) ?? kNothing;
	}

	set(id: string, changed: Partial<Kept>): void {
		const before = this.#all.peek().get(id) ?? kNothing;
		const kept = { ...before, ...changed };
		if (Object.keys(changed).length === 0 || JSON.stringify(kept) === JSON.stringify(before)) return;
		this.#all.value = new Map([...this.#all.peek(), [id, kept]]);
		const fits = kept.code === null || kept.code.length <= kMaxKeptChars;
		this.#storage.write(keyOf(id), JSON.stringify(fits ? kept : { ...kept, code: null }));
	}

	/** As at the start; that it was passed once stays. */
	reset(id: string): void {
		const passed = this.#all.peek().get(id)?.progress === 'passed';
		this.set(id, { ...kNothing, progress: passed ? 'passed' : 'none' });
	}
}

const keyOf = (id: string) => `lesson.${id}`;

/** Written by another version, or by hand: what makes no sense counts for nothing. */
export function parseKept(json: string | null): Kept {
	let value: unknown;
	try {
		value = JSON.parse(json ?? 'null');
	} catch {
		return kNothing;
	}
	if (typeof value !== 'object' || value === null) return kNothing;
	const { progress, choice, revealed, verdict, code }: Partial<Record<keyof Kept, unknown>> = value;
	return {
		progress: progress === 'run' || progress === 'passed' ? progress : 'none',
		choice: typeof choice === 'number' && Number.isInteger(choice) && choice >= 0 && choice < 4 ? choice : null,
		revealed: revealed === true,
		verdict: parseVerdict(verdict),
		code: typeof code === 'string' && code.length <= kMaxKeptChars ? code : null,
	};
}

function parseVerdict(value: unknown): Verdict | null {
	if (typeof value !== 'object' || value === null) return null;
	const { verdict, text }: Partial<Record<keyof Verdict, unknown>> = value;
	if (verdict !== 'passed' && verdict !== 'failed') return null;
	return typeof text === 'string' && text.length <= kMaxVerdictChars ? { verdict, text } : null;
}
