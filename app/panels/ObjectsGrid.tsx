// The grid itself: header, rows on the screen, keyboard. It says which rows it shows; the model gets them.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its row by aria-activedescendant
import { computed } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { useVirtualRows } from '../lib/useVirtualRows.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';
import { lookOf } from '../models/states.ts';
import { kMostRows, kRowPx, type Row, type TableModel } from '../models/TableModel.ts';
import { type ObjectColumn, objectColumns } from './objectColumns.ts';

/** How long a change of state is shown as just having happened. */
const kFreshMs = 700;

interface ObjectsGridProps {
	table: TableModel;
	selection: SelectionModel;
	nowMs: number;
}

export function ObjectsGrid({ table, selection, nowMs }: ObjectsGridProps) {
	const scroller = useRef<HTMLDivElement>(null);
	const rowCount = Math.min(table.rowCount.value, kMostRows);
	const virtual = useVirtualRows({ scroller, rowCount, rowHeightPx: kRowPx, headerHeightPx: kRowPx });
	// Rows that leave at one end are used again at the other: keys repeat after at least as many as are rendered.
	const ring = 2 ** Math.ceil(Math.log2(virtual.rows.length + 1));
	const focused = Math.min(table.focusedRow.value, rowCount - 1);

	useLayoutEffect(() => {
		table.topRow.value = virtual.firstVisible;
	}, [table, virtual.firstVisible]);

	// What is selected elsewhere is scrolled to if its row is here.
	const selected = selection.selected.value;
	useEffect(() => {
		const found = selected && table.find(selected.serial);
		if (!found || found.index >= rowCount) return;
		table.focusedRow.value = found.index;
		virtual.scrollTo(found.index);
	}, [selected]);

	const moveTo = (index: number) => {
		const target = Math.max(0, Math.min(rowCount - 1, index));
		table.focusedRow.value = target;
		selection.hovered.value = table.rowAt(target) ?? null;
		virtual.scrollTo(target);
	};
	const press = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
		if (event.key === 'Escape' && selected) {
			event.preventDefault();
			selection.selected.value = null;
		}
		if (event.target !== event.currentTarget || rowCount === 0) return;
		if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			selection.selected.value = table.rowAt(focused) ?? null;
		}
		const pageRows = Math.max(1, Math.floor(event.currentTarget.clientHeight / kRowPx) - 2);
		const target = new Map([
			['ArrowDown', focused + 1],
			['ArrowUp', focused - 1],
			['PageDown', focused + pageRows],
			['PageUp', focused - pageRows],
			['Home', 0],
			['End', rowCount - 1],
		]).get(event.key);
		if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
		event.preventDefault();
		moveTo(target);
	};

	return (
		<div
			ref={scroller}
			class="grid"
			role="grid"
			aria-label="Managed objects"
			aria-readonly="true"
			aria-rowcount={rowCount + 1}
			aria-colcount={objectColumns.length}
			aria-activedescendant={virtual.rows.some((row) => row.index === focused) ? `object-${focused}` : undefined}
			tabIndex={0}
			onKeyDown={press}
			onBlur={() => {
				selection.hovered.value = null;
			}}
		>
			<div role="rowgroup" class="grid-head">
				<div role="row" class="grid-row" aria-rowindex={1}>
					{objectColumns.map((column, at) => (
						<HeaderCell key={column.id} at={at + 1} column={column} table={table} />
					))}
				</div>
			</div>
			<div
				role="rowgroup"
				class="grid-body"
				style={{ height: `${rowCount * kRowPx}px` }}
				onPointerLeave={() => {
					selection.hovered.value = null;
				}}
			>
				{virtual.rows.map(({ index, startPx }) => (
					<ObjectRow
						key={index % ring}
						index={index}
						startPx={startPx}
						row={table.rowAt(index)}
						selection={selection}
						nowMs={nowMs}
						focused={index === focused}
						onPick={(row) => {
							table.focusedRow.value = index;
							selection.selected.value = row;
						}}
					/>
				))}
			</div>
		</div>
	);
}

/** `at`: its place among all columns, also those that are hidden for want of room. */
function HeaderCell({ at, column, table }: { at: number; column: ObjectColumn; table: TableModel }) {
	const sorted = table.sort.value === column.sort;
	const rising = !table.descending.value;
	const order = rising ? 'ascending' : 'descending';
	return (
		<div role="columnheader" class={`cell ${column.id}`} aria-colindex={at} aria-sort={sorted ? order : 'none'}>
			<button type="button" title={column.hint} onClick={() => table.sortBy(column.sort)}>
				{column.title}
				<span class="sort-sign" aria-hidden="true">
					{sorted ? (rising ? '▴' : '▾') : ''}
				</span>
			</button>
		</div>
	);
}

interface ObjectRowProps {
	index: number;
	startPx: number;
	/** Undefined while it is on its way. */
	row: Row | undefined;
	selection: SelectionModel;
	nowMs: number;
	focused: boolean;
	onPick(row: Row): void;
}

function ObjectRow({ index, startPx, row, selection, nowMs, focused, onPick }: ObjectRowProps) {
	const changedMs = row && (Number.isNaN(row.endedMs) ? row.clearedMs : row.endedMs);
	const fresh = changedMs !== undefined && nowMs - changedMs < kFreshMs;
	const { serial = 0, line = 0 } = row ?? {};
	// Signals as attributes: what is pointed at changes two rows, and renders none.
	const { lit, selected } = useMemo(
		() => ({
			lit: computed(() => litBy(selection, serial, line)),
			selected: computed(() => serial > 0 && selection.selected.value?.serial === serial),
		}),
		[selection, serial, line],
	);
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and the keys
		<div
			role="row"
			id={`object-${index}`}
			class={`grid-row${focused ? ' focused' : ''}${fresh ? ' fresh' : ''}`}
			data-state={row?.state}
			data-lit={lit}
			aria-rowindex={index + 2}
			aria-selected={selected}
			style={{ transform: `translateY(${startPx}px)` }}
			onClick={() => row && onPick(row)}
			// Rows go and come beneath a pointer that stays in the same place: to enter is not enough.
			onPointerMove={() => {
				if (selection.hovered.value?.serial !== row?.serial) selection.hovered.value = row ?? null;
			}}
		>
			{objectColumns.map((column, at) => (
				<div key={column.id} role="gridcell" class={`cell ${column.id}`} aria-colindex={at + 1}>
					{row && column.id === 'state' && (
						<span class="sign" aria-hidden="true">
							{lookOf(row.state).sign}
						</span>
					)}
					{row ? column.text(row) : ''}
				</div>
			))}
		</div>
	);
}

/** Whether the row is the object that lights up, or was made at its line. */
function litBy(selection: SelectionModel, serial: number, line: number): 'object' | 'line' | undefined {
	if (serial > 0 && selection.lit.value?.serial === serial) return 'object';
	return line > 0 && selection.litLine.value === line ? 'line' : undefined;
}
