// The engine's snapshot: asked for, copied out, and read. `engine/README.md` has its layout.
import type { description } from '../prebuilt/description.ts';
import type { Description, EngineExports } from './abi.ts';
import type { Views } from './views.ts';

type Built = typeof description;
export type StateName = Exclude<Built['states'][number], 'none'>;
export type StatName = Built['stats'][number]['name'];
export type ColumnName = Built['columns'][number]['name'];
export type JournalKind = Exclude<Built['journalKinds'][number], 'none'>;

/** Which rows of the managed table. */
export interface RowWindow {
	sort: ColumnName;
	descending: boolean;
	/** Empty: every state. */
	states: readonly StateName[];
	offset: number;
	/** At most the description's `maxRows`. */
	count: number;
}

export interface SnapshotRequest {
	rows: RowWindow;
	/** The journal's first record wanted: `journalNext` of the snapshot before, 1 at first. */
	journalFrom: number;
}

/** A row of the managed table. Times are milliseconds since the run began, NaN for what has not happened. */
export interface Row {
	/** Counts the objects of the run, from 1; no two share it. */
	serial: number;
	address: number;
	/** What its block takes in the native heap, header included. */
	sizeBytes: number;
	className: string;
	state: StateName;
	/** How often its slot has been used, from 1. */
	generation: number;
	bornMs: number;
	clearedMs: number;
	endedMs: number;
}

/** Something that happened; `count` is how many objects a sweep freed. */
export interface JournalRecord {
	kind: JournalKind;
	sequence: number;
	timeMs: number;
	durationMs: number;
	count: number;
}

export interface Snapshot {
	stats: Record<StatName, number>;
	/** How many rows the filter lets through, and the place of the first one given among them. */
	rowsMatched: number;
	firstRow: number;
	rows: Row[];
	journal: JournalRecord[];
	journalNext: number;
}

const kVersion = 1;
const kHeaderBytes = 32;
const kRowBytes = 40;
const kRecordBytes = 32;

/** The snapshot's bytes, the caller's own. */
export function copySnapshot(
	description: Description,
	exports: EngineExports,
	views: Views,
	{ rows, journalFrom }: SnapshotRequest,
): ArrayBuffer {
	let stateMask = 0;
	for (let i = 1; i < description.states.length; i++) {
		const state = description.states[i];
		if (rows.states.length === 0 || rows.states.some((s) => s === state)) stateMask |= 1 << i;
	}
	const sortKey = Math.max(
		0,
		description.columns.findIndex((column) => column.name === rows.sort),
	);
	const descending = rows.descending ? 1 : 0;
	const { offset, count } = rows;
	const address = exports._engine__snapshot(sortKey, descending, stateMask, offset, count, journalFrom) >>> 0;
	return views.copy(address, views.word(address) ?? 0);
}

/** Reads a snapshot. Throws if its bytes are none of this version, or end before they should. */
export function decodeSnapshot(description: Description, bytes: ArrayBuffer): Snapshot {
	const view = new DataView(bytes);
	const u32 = (at: number) => view.getUint32(at, true);
	const f64 = (at: number) => view.getFloat64(at, true);
	const [sizeBytes, version, statCount, rowsMatched, rowCount, firstRow, recordCount, journalNext] = [
		0, 4, 8, 12, 16, 20, 24, 28,
	].map(u32) as [number, number, number, number, number, number, number, number];
	const rowsAt = kHeaderBytes + 8 * statCount;
	const journalAt = rowsAt + kRowBytes * rowCount;
	const endAt = journalAt + kRecordBytes * recordCount;
	if (version !== kVersion || statCount !== description.stats.length || sizeBytes !== endAt || endAt > view.byteLength)
		throw new Error(`Not a snapshot of version ${kVersion}: version ${version}, ${view.byteLength} bytes`);
	const stats = {} as Record<StatName, number>;
	description.stats.forEach((stat, i) => {
		stats[stat.name] = f64(kHeaderBytes + 8 * i);
	});
	return {
		stats,
		rowsMatched,
		firstRow,
		rows: Array.from({ length: rowCount }, (_, i) => decodeRow(description, view, rowsAt + kRowBytes * i)),
		journal: Array.from({ length: recordCount }, (_, i) => {
			const at = journalAt + kRecordBytes * i;
			return {
				timeMs: f64(at),
				durationMs: f64(at + 8),
				kind: description.journalKinds[u32(at + 16)] as JournalKind,
				sequence: u32(at + 20),
				count: u32(at + 24),
			};
		}),
		journalNext,
	};
}

/** Reads one row's 40 bytes. */
export function decodeRow(description: Description, view: DataView, at: number): Row {
	const classId = view.getUint8(at + 36);
	const state = description.states[view.getUint8(at + 37)];
	if (state === undefined || state === 'none') throw new Error('Not a row of the managed table: it has no state');
	return {
		bornMs: view.getFloat64(at, true),
		clearedMs: view.getFloat64(at + 8, true),
		endedMs: view.getFloat64(at + 16, true),
		serial: view.getUint32(at + 24, true),
		address: view.getUint32(at + 28, true),
		sizeBytes: view.getUint32(at + 32, true),
		className: description.classes.find((c) => c.id === classId)?.name ?? `class ${classId}`,
		state,
		generation: view.getUint16(at + 38, true),
	};
}
