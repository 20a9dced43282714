// The engine's snapshot: asked for, copied out, and read. `engine/README.md` has its layout.
import type { description } from '../prebuilt/description.ts';
import { type Description, type EngineExports, kRecordBytes } from './abi.ts';
import { type Births, kEverySerial } from './births.ts';
import { decodeMark, type JournalRecord } from './journal.ts';
import { nameOfClass } from './story.ts';
import type { Views } from './views.ts';

export type { JournalRecord } from './journal.ts';

type Built = typeof description;
export type StateName = Exclude<Built['states'][number], 'none'>;
export type StatName = Built['stats'][number]['name'];
export type ColumnName = Built['columns'][number]['name'];
export type JournalKind = Exclude<Built['journalKinds'][number], 'none'>;

/** A stretch of the run, in milliseconds since it began; both ends belong to it. */
export interface TimeRange {
	fromMs: number;
	toMs: number;
}

/** Which rows of the managed table. */
export interface RowWindow {
	sort: ColumnName;
	descending: boolean;
	/** Empty: every state. */
	states: readonly StateName[];
	/** Names; empty or left out: every class. */
	classes?: readonly string[];
	/** Made at this line of the program; 0 or left out: at any. */
	line?: number;
	/** Made in this stretch of the run; left out: at any time. */
	born?: TimeRange;
	offset: number;
	/** At most the description's `maxRows`. */
	count: number;
}

export interface SnapshotRequest {
	rows: RowWindow;
	/** The first mark wanted: `markNext` of the snapshot before, 1 at first. */
	markFrom: number;
}

/** For the figures alone: no row, and no mark. */
export const kNoRows: SnapshotRequest = {
	rows: { sort: 'serial', descending: false, states: [], offset: 0, count: 0 },
	markFrom: 0xffffffff,
};

/** The engine's figures by name; its description has the unit of each. */
export type Stats = Record<StatName, number>;

/** A row of the managed table. Times are milliseconds since the run began, NaN for what has not happened. */
export interface Row {
	/** Counts the objects of the run, from 1; no two share it. */
	serial: number;
	address: number;
	/** What its block takes in the native heap, header included. */
	sizeBytes: number;
	className: string;
	state: StateName;
	/** The row's own number, never that of another row that can still be seen. */
	handle: number;
	/** How often its slot has been used, from 1. */
	generation: number;
	/** Of the program, where the object was made; 0 = not known. */
	line: number;
	/** Freed: the number of the sweep; deleted: the line; 0 = not known. */
	by: number;
	/** Collections that were detected while the object lived. */
	survived: number;
	bornMs: number;
	/** NaN = never used. */
	usedMs: number;
	clearedMs: number;
	endedMs: number;
}

/** What became of the objects that one line of the program made, so far as they were managed. */
export interface LineCounts {
	/** 0: lines that are not known, and those beyond the description's `countedLines`. */
	line: number;
	/** Of the whole run; as many as are now live, cleared and lost, and ever were freed and deleted. */
	made: number;
	/** Now. */
	live: number;
	cleared: number;
	lost: number;
	/** Totals of the run. */
	freed: number;
	deleted: number;
	/** Of the blocks of those that are neither freed nor deleted, headers included. */
	heldBytes: number;
}

export interface Snapshot {
	/** At most 256: the lines that made most objects, in the order of the text. */
	lines: LineCounts[];
	stats: Stats;
	/** How many rows the filter lets through, and the place of the first one given among them. */
	rowsMatched: number;
	firstRow: number;
	rows: Row[];
	/** Sweeps, collections, pressure requests and errors, in a sequence of their own. */
	marks: JournalRecord[];
	markNext: number;
}

const kVersion = 3;
const kHeaderBytes = 40;
export const kRowBytes = 64;
const kLineBytes = 32;
/** Classes from here on share one bit of a class mask. */
const kLastMaskBit = 31;

/** The snapshot's bytes, the caller's own. */
export function copySnapshot(
	description: Description,
	exports: EngineExports,
	views: Views,
	{ rows, markFrom }: SnapshotRequest,
	births?: Births,
): ArrayBuffer {
	const { states, classes = [], line = 0 } = rows;
	let stateMask = 0;
	for (let i = 1; i < description.states.length; i++) {
		const state = description.states[i];
		if (states.length === 0 || states.some((s) => s === state)) stateMask |= 1 << i;
	}
	let classMask = classes.length === 0 ? -1 : 0;
	for (const { id, name } of description.classes)
		if (classes.includes(name)) classMask |= 1 << Math.min(id, kLastMaskBit);
	const sortKey = Math.max(
		0,
		description.columns.findIndex((column) => column.name === rows.sort),
	);
	const descending = rows.descending ? 1 : 0;
	const { first, last } = births?.serials(rows.born) ?? kEverySerial;
	const filter = [stateMask, classMask, line, first, last] as const;
	const address = exports._engine__snapshot(sortKey, descending, ...filter, rows.offset, rows.count, markFrom) >>> 0;
	return views.copy(address, views.word(address) ?? 0);
}

/** Reads a snapshot. Throws on bytes that are no snapshot of this version, or end before they should. */
export function decodeSnapshot(description: Description, bytes: ArrayBuffer): Snapshot {
	const view = new DataView(bytes);
	const u32 = (at: number) => view.getUint32(at, true);
	const f64 = (at: number) => view.getFloat64(at, true);
	if (view.byteLength < kHeaderBytes) throw new Error(`Not a snapshot: ${view.byteLength} bytes`);
	const [sizeBytes, version, statCount] = [u32(0), u32(4), u32(8)];
	const [rowsMatched, rowCount, firstRow] = [u32(12), u32(16), u32(20)];
	const [markCount, markNext, lineCount] = [u32(24), u32(28), u32(32)];
	const rowsAt = kHeaderBytes + 8 * statCount;
	const marksAt = rowsAt + kRowBytes * rowCount;
	const linesAt = marksAt + kRecordBytes * markCount;
	const endAt = linesAt + kLineBytes * lineCount;
	if (version !== kVersion || statCount !== description.stats.length || sizeBytes !== endAt || endAt > view.byteLength)
		throw new Error(`Not a snapshot of version ${kVersion}: version ${version}, ${view.byteLength} bytes`);
	const stats = {} as Stats;
	description.stats.forEach((stat, i) => {
		stats[stat.name] = f64(kHeaderBytes + 8 * i);
	});
	return {
		stats,
		rowsMatched,
		firstRow,
		rows: Array.from({ length: rowCount }, (_, i) => decodeRow(description, view, rowsAt + kRowBytes * i)),
		marks: Array.from({ length: markCount }, (_, i) => decodeMark(description, view, marksAt + kRecordBytes * i)),
		markNext,
		lines: Array.from({ length: lineCount }, (_, i) => decodeLine(view, linesAt + kLineBytes * i)),
	};
}

function decodeLine(view: DataView, at: number): LineCounts {
	const u32 = (offset: number) => view.getUint32(at + offset, true);
	return {
		line: u32(0),
		made: u32(4),
		live: u32(8),
		cleared: u32(12),
		lost: u32(16),
		freed: u32(20),
		deleted: u32(24),
		heldBytes: u32(28),
	};
}

/** Reads one row's 64 bytes. */
export function decodeRow(description: Description, view: DataView, at: number): Row {
	const u32 = (offset: number) => view.getUint32(at + offset, true);
	const f64 = (offset: number) => view.getFloat64(at + offset, true);
	const classId = view.getUint8(at + 56);
	const state = description.states[view.getUint8(at + 57)];
	if (state === undefined || state === 'none') throw new Error('Not a row of the managed table: it has no state');
	return {
		bornMs: f64(0),
		usedMs: f64(8),
		clearedMs: f64(16),
		endedMs: f64(24),
		serial: u32(32),
		address: u32(36),
		sizeBytes: u32(40),
		line: u32(44),
		by: u32(48),
		survived: u32(52),
		className: nameOfClass(description, classId) ?? `class ${classId}`,
		state,
		generation: view.getUint16(at + 58, true),
		handle: u32(60),
	};
}
