// The columns of the grid of managed objects: what each shows, and by what the engine sorts it.
import { formatAddress, formatBytes, formatMoment } from '../lib/format.ts';
import type { ColumnName, Row } from '../models/TableModel.ts';

export interface ObjectColumn {
	readonly id: string;
	readonly title: string;
	readonly hint: string;
	readonly sort: ColumnName;
	readonly text: (row: Row) => string;
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
		id: 'born',
		title: 'made',
		hint: 'When it was made, since the run began',
		sort: 'born',
		text: (row) => formatMoment(row.bornMs),
	},
	{
		id: 'used',
		title: 'last used',
		hint: 'When a method of it was called last, since the run began',
		sort: 'used',
		text: (row) => formatMoment(row.usedMs),
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
	{
		id: 'line',
		title: 'line',
		hint: 'Line of the program that made it',
		sort: 'line',
		text: (row) => (row.line > 0 ? String(row.line) : '–'),
	},
];

function serialText(row: Row): string {
	return String(row.serial);
}
