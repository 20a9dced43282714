// Shows the managed objects as a grid with its filter; only the rows on the screen exist.
import { useEffect, useState } from 'preact/hooks';
import { formatCount, formatRange } from '../lib/format.ts';
import { painted } from '../lib/painted.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';
import type { Snapshot } from '../models/SnapshotModel.ts';
import { states } from '../models/states.ts';
import { kMostRows, type TableModel } from '../models/TableModel.ts';
import { countOf } from './CountsPanel.tsx';
import { ObjectFilters } from './ObjectFilters.tsx';

/** The grid and its library are not part of the shell: they come beside the engine, before a program can run. */
export const gridLoaded = painted.then(() => import('./ObjectsGrid.tsx'));

interface ObjectsPanelProps {
	table: TableModel;
	selection: SelectionModel;
	snapshot: Snapshot | null;
	nowMs: number;
}

export function ObjectsPanel({ table, selection, snapshot, nowMs }: ObjectsPanelProps) {
	const [Grid, setGrid] = useState<typeof import('./ObjectsGrid.tsx')['ObjectsGrid'] | null>(null);
	const filter = table.filter.value;
	const rowCount = table.rowCount.value;
	useEffect(() => {
		gridLoaded.then(({ ObjectsGrid }) => setGrid(() => ObjectsGrid));
	}, []);
	return (
		<section class="pane objects" aria-labelledby="objects-title">
			<div class="pane-head">
				<h2 id="objects-title">Managed objects</h2>
				<fieldset class="chips">
					<legend class="hidden">Show only these states</legend>
					{states.map(({ name, sign, meaning }) => (
						<button
							key={name}
							type="button"
							class="chip"
							data-state={name}
							aria-pressed={filter.includes(name)}
							title={`Show only ${name}: ${meaning}`}
							onClick={() => table.toggleState(name)}
						>
							<span class="sign" aria-hidden="true">
								{sign}
							</span>
							<span class="chip-name">{name}</span> <span class="figure">{formatCount(countOf(snapshot, name))}</span>
						</button>
					))}
				</fieldset>
				<ObjectFilters selection={selection} />
				<span class="pane-note">{rowsNote(table, rowCount)}</span>
			</div>
			<div class="grid-frame">
				{Grid && <Grid table={table} selection={selection} nowMs={nowMs} />}
				{rowCount === 0 && (
					<p class="empty">
						{emptyText(table, selection, snapshot)}
						{snapshot && isFiltered(table, selection) && (
							<button type="button" class="show-all" onClick={() => table.clearFilters()}>
								Show every row
							</button>
						)}
					</p>
				)}
			</div>
		</section>
	);
}

function rowsNote(table: TableModel, rowCount: number): string {
	const rows = `${formatCount(rowCount)} ${rowCount === 1 ? 'row' : 'rows'}`;
	if (rowCount > kMostRows) return `first ${formatCount(kMostRows)} of ${rows}`;
	return table.partial.value ? `${rows} last seen` : rows;
}

function isFiltered(table: TableModel, { line, range }: SelectionModel): boolean {
	return table.filter.value.length > 0 || line.value > 0 || range.value !== null;
}

function emptyText(table: TableModel, selection: SelectionModel, snapshot: Snapshot | null): string {
	if (!snapshot) return 'Press Run: each object that the program makes gets a row here.';
	if (!isFiltered(table, selection)) return 'The program has made no object yet.';
	const states = table.filter.value;
	const line = selection.line.value;
	const range = selection.range.value;
	const wanted = [
		...(states.length > 0 ? [`is ${states.join(' or ')} now`] : []),
		...(line > 0 ? [`was made at line ${line}`] : []),
		...(range ? [`was made from ${formatRange(range.fromMs, range.toMs)}`] : []),
	];
	return `No row ${wanted.join(' and ')}. `;
}
