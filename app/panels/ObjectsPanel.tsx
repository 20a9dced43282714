// Shows the managed objects as a grid with its filter; only the rows on the screen exist.
import { useEffect, useState } from 'preact/hooks';
import { formatCount } from '../lib/format.ts';
import type { Snapshot } from '../models/SnapshotModel.ts';
import { states } from '../models/states.ts';
import { kMostRows, type TableModel } from '../models/TableModel.ts';
import { countOf } from './CountsPanel.tsx';

/** The grid and its library are not part of the shell: they come beside the engine, before a program can run. */
export const gridLoaded = import('./ObjectsGrid.tsx');

interface ObjectsPanelProps {
	table: TableModel;
	snapshot: Snapshot | null;
	nowMs: number;
}

export function ObjectsPanel({ table, snapshot, nowMs }: ObjectsPanelProps) {
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
							{name} <span class="figure">{formatCount(countOf(snapshot, name))}</span>
						</button>
					))}
				</fieldset>
				<span class="pane-note">{rowsNote(table, rowCount)}</span>
			</div>
			<div class="grid-frame">
				{Grid && <Grid table={table} nowMs={nowMs} />}
				{rowCount === 0 && <p class="empty">{emptyText(table, snapshot)}</p>}
			</div>
		</section>
	);
}

function rowsNote(table: TableModel, rowCount: number): string {
	const rows = `${formatCount(rowCount)} ${rowCount === 1 ? 'row' : 'rows'}`;
	if (rowCount > kMostRows) return `first ${formatCount(kMostRows)} of ${rows}`;
	return table.partial.value ? `${rows} last seen` : rows;
}

function emptyText(table: TableModel, snapshot: Snapshot | null): string {
	if (!snapshot) return 'Press Run: each object that the program makes gets a row here.';
	const filter = table.filter.value;
	if (filter.length === 0) return 'The program has made no object yet.';
	return `No row is ${filter.join(' or ')} now. Press the state again to see every row.`;
}
