// The engine's journal: drained, and its records of 32 bytes read. `engine/journal/record.h` says what they tell.
import { type Description, type EngineExports, kRecordBytes } from './abi.ts';
import type { JournalKind } from './snapshot.ts';
import type { Views } from './views.ts';

/** Something that happened, as the page shows it: `timeMs` is when it began, `count` how many objects a sweep freed. */
export interface JournalRecord {
	kind: JournalKind;
	sequence: number;
	timeMs: number;
	durationMs: number;
	count: number;
	/** Of a collection: it was a full one, not one of the young objects alone. */
	major: boolean;
}

/** A record as the engine wrote it; its kind says what its fields mean. */
export interface RawRecord {
	/** From 1, without gaps. */
	sequence: number;
	/** Milliseconds since the run began: when it had happened. */
	timeMs: number;
	kind: JournalKind;
	classId: number;
	code: number;
	serial: number;
	address: number;
	sizeBytes: number;
	handle: number;
	detail: number;
}

/** A piece of the journal, the caller's own. */
export interface Drained {
	/** 32 bytes each, without gaps. */
	records: ArrayBuffer;
	/** Sequence of the first; greater than the one asked for if those before have given way. */
	first: number;
	/** Where to go on. */
	next: number;
}

export const kTicksPerMs = 100;
const kMicrosecondsPerMs = 1000;

/** Records that follow one another in the engine's memory. */
export interface Span {
	readonly address: number;
	readonly count: number;
	/** Sequence of the first. */
	readonly first: number;
	/** The sequence that the journal will give next. */
	readonly next: number;
}

/** All records from a sequence on that the journal still has: one span, or two where they pass the ring's end. */
export function spansOf(exports: EngineExports, views: Views, from: number): [Span] | [Span, Span] {
	const head = spanAt(exports, views, from);
	const end = head.first + head.count;
	return head.count === 0 || end === head.next ? [head] : [head, spanAt(exports, views, end)];
}

function spanAt(exports: EngineExports, views: Views, from: number): Span {
	const at = (exports._engine__journal(from) >>> 0) >>> 2;
	const { u32 } = views;
	return {
		address: u32[at] as number,
		count: u32[at + 1] as number,
		first: u32[at + 2] as number,
		next: u32[at + 3] as number,
	};
}

/** The records from a sequence on, each byte copied once. */
export function drainJournal(exports: EngineExports, views: Views, from: number): Drained {
	const spans = spansOf(exports, views, from);
	const [head] = spans;
	const count = spans.reduce((sum, span) => sum + span.count, 0);
	const first = count === 0 ? head.next : head.first;
	const records = new Uint8Array(count * kRecordBytes);
	let at = 0;
	for (const span of spans) {
		const sizeBytes = span.count * kRecordBytes;
		records.set(views.u8.subarray(span.address, span.address + sizeBytes), at);
		at += sizeBytes;
	}
	return { records: records.buffer, first, next: first + count };
}

/** Reads records. Throws unless the bytes are whole records, in sequence. */
export function decodeRecords(description: Description, records: ArrayBuffer): RawRecord[] {
	if (records.byteLength % kRecordBytes !== 0) throw new Error(`Not records: ${records.byteLength} bytes`);
	const view = new DataView(records);
	return Array.from({ length: records.byteLength / kRecordBytes }, (_, i) => {
		const record = decodeRecord(description, view, i * kRecordBytes);
		if (i > 0 && record.sequence !== view.getUint32((i - 1) * kRecordBytes, true) + 1)
			throw new Error(`Not records: one is missing before number ${record.sequence}`);
		return record;
	});
}

function decodeRecord(description: Description, view: DataView, at: number): RawRecord {
	const kind = description.journalKinds[view.getUint8(at + 8)];
	if (kind === undefined || kind === 'none') throw new Error('Not a record of the journal: it has no kind');
	return {
		sequence: view.getUint32(at, true),
		// 0 ticks mean "not yet", so that the run begins at tick 1.
		timeMs: (view.getUint32(at + 4, true) - 1) / kTicksPerMs,
		kind,
		classId: view.getUint8(at + 9),
		code: view.getUint16(at + 10, true),
		serial: view.getUint32(at + 12, true),
		address: view.getUint32(at + 16, true),
		sizeBytes: view.getUint32(at + 20, true),
		handle: view.getUint32(at + 24, true),
		detail: view.getUint32(at + 28, true),
	};
}

/** Reads a record as the page shows it: that of a sweep is written at its end, and knows how long it took. */
export function decodeMark(description: Description, view: DataView, at: number): JournalRecord {
	const { kind, sequence, timeMs, sizeBytes, detail } = decodeRecord(description, view, at);
	if (kind !== 'sweep')
		return { kind, sequence, timeMs, durationMs: 0, count: 0, major: kind === 'collection' && detail === 1 };
	const durationMs = detail / kMicrosecondsPerMs;
	return { kind, sequence, timeMs: Math.max(0, timeMs - durationMs), durationMs, count: sizeBytes, major: false };
}
