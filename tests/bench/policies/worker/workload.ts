// What a workload is: it is given a side and sizes, and gives figures.
import type { HeapUsage, Measured } from '../trial.ts';
import type { Ours, Side } from './side.ts';
import { Absent } from './side.ts';

export interface Scene {
	readonly side: Side;
	readonly way: string;
	/** A size by name; a workload that asks for one that the trial lacks fails. */
	size(name: string): number;
	heap(): Promise<HeapUsage>;
}

export interface Workload {
	/** Whether the runtime's callbacks are timed, which costs a little itself. */
	readonly timed?: boolean;
	run(scene: Scene): Promise<Measured>;
}

export function oursOf(side: Side): Ours {
	if (!side.ours) throw new Absent('Not a side of the runtime');
	return side.ours;
}
