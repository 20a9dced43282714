// A line's counts in words and as its mark in the gutter shows them.
import { countOf, formatShort } from '../lib/countText.ts';
import { formatBytes, formatCount } from '../lib/format.ts';
import type { LineCounts } from '../models/LineCountsModel.ts';
import { lookOf } from '../models/states.ts';
import type { StateName } from '../protocol/messages.ts';

/** `line 12 made 480 objects, 31 live` */
export function lineText(line: number, { made, live }: LineCounts): string {
	return `line ${line} made ${countOf(made, 'object')}, ${formatCount(live)} live`;
}

/** Everything, for the tooltip: what else became of them, and what they hold. */
export function lineDetails(line: number, counts: LineCounts): string {
	const others = (['cleared', 'lost', 'freed', 'deleted'] as const)
		.filter((state) => counts[state] > 0)
		.map((state) => `${formatCount(counts[state])} ${state}`);
	const held = counts.heldBytes > 0 ? `; they hold ${formatBytes(counts.heldBytes)}` : '';
	return `${[lineText(line, counts), ...others].join(', ')}${held}`;
}

/** What the mark shows: how many are live, or where none is, what is left of them; muted where nothing is. */
export function markOf(counts: LineCounts): { state: StateName; sign: string; text: string; over: boolean } {
	const left = (['live', 'cleared', 'lost'] as const).find((state) => counts[state] > 0);
	const state = left ?? 'live';
	return { state, sign: lookOf(state).sign, text: formatShort(counts[state]), over: left === undefined };
}
