// The states of an object as the page shows them: one sign, one word, one sentence each, the same everywhere.
import type { StateName } from '../protocol/messages.ts';

export interface StateLook {
	readonly name: StateName;
	/** Told apart by form as well as by colour. */
	readonly sign: string;
	readonly meaning: string;
}

export const states: readonly StateLook[] = [
	{ name: 'live', sign: '●', meaning: 'deref() gave the wrapper at the last look' },
	{ name: 'cleared', sign: '◐', meaning: 'the WeakRef is empty, the native object not yet freed' },
	{ name: 'freed', sign: '○', meaning: 'destroyed by a policy; total of the run' },
	{ name: 'deleted', sign: '◇', meaning: 'destroyed by delete() or using; total of the run' },
	{ name: 'lost', sign: '▲', meaning: 'cleared, and no policy will ever free it' },
];

export function lookOf(name: StateName): StateLook {
	const look = states.find((state) => state.name === name);
	if (!look) throw new Error(`No look for the state ${name}`);
	return look;
}
