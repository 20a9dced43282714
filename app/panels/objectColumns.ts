// The columns of the grid of managed objects: what each shows, and by what the engine sorts it.
import { formatAddress, formatBytes, formatMoment, formatMs } from '../lib/format.ts';
import type { ColumnName, Row } from '../models/TableModel.ts';

export interface ObjectColumn {
	readonly id: string;
	readonly title: string;
	readonly hint: string;
	readonly sort: ColumnName;
	/** What it shows falls as its sort key rises: ages, by the time of birth. */
	readonly falling?: true;
	readonly text: (row: Row, nowMs: number) => string;
}

export const objectColumns: readonly ObjectColumn[] = [
	{ id: 'serial', title: '#', hint: 'Number of the allocation in this run', sort: 'serial', text: serialText },
	{ id: 'class', title: 'class', hint: 'C++ class', sort: 'class', text: (row) => row.className },
	{
		id: 'pointer',
		title: 'pointer',
		hint: 'Address in the native heap',
		sort: 'address',
		text: (row) => formatAddress(row.address),
	},
	{
		id: 'size',
		title: 'size',
		hint: 'Bytes of its block in the native heap',
		sort: 'size',
		text: (row) => formatBytes(row.sizeBytes),
	},
	{
		id: 'state',
		title: 'state',
		hint: 'live, cleared, freed, deleted or lost',
		sort: 'state',
		text: (row) => row.state,
	},
	{
		id: 'age',
		title: 'age',
		hint: 'Time since it was made; of one that is gone, how long it lived',
		sort: 'born',
		falling: true,
		text: ageText,
	},
	{
		id: 'cleared',
		title: 'cleared',
		hint: 'When its WeakRef was seen empty, since the run began',
		sort: 'cleared',
		text: (row) => formatMoment(row.clearedMs),
	},
	{
		id: 'freed',
		title: 'freed',
		hint: 'When it was freed or deleted, since the run began',
		sort: 'ended',
		text: (row) => formatMoment(row.endedMs),
	},
];

function serialText(row: Row): string {
	return String(row.serial);
}

function ageText(row: Row, nowMs: number): string {
	const untilMs = Number.isNaN(row.endedMs) ? nowMs : row.endedMs;
	return formatMs(Math.max(0, untilMs - row.bornMs));
}
