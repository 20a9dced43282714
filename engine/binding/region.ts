// A piece of the native heap as it is: its blocks one by one, and its bytes. For what is looked at closely.
import type { Description, EngineExports } from './abi.ts';
import type { BlockStateName } from './raster.ts';
import { nameOfClass } from './story.ts';
import type { Views } from './views.ts';

export interface RegionRequest {
	/** First address; rounded down to a multiple of 16. */
	begin: number;
	/** Of blocks: the first 512 that begin before or in it are given. Of bytes: at most 4,096 are. */
	sizeBytes: number;
}

/** A block of the heap that covers part of the region; also a free one, and one in quarantine. */
export interface Block {
	/** Where the object begins: 16 after the block's header. */
	address: number;
	/** Of the whole block, header included; of what lies inside another's block, of its share. */
	sizeBytes: number;
	/** `unmanaged`: an object that no row stands for; `part`: made by an object for itself. */
	state: Exclude<BlockStateName, 'outside'>;
	/** Empty for what is free. */
	className: string;
	/** 0 for what is free; of what is in quarantine, that of the object that was there. */
	serial: number;
	/** Of the program, where the object was made; 0 = not known. */
	line: number;
}

export interface Region {
	begin: number;
	/** By address; what lies inside another's block (an arena's object) comes right after that. */
	blocks: Block[];
	/** From `begin` on; fewer than asked for where the heap ends. */
	bytes: Uint8Array<ArrayBuffer>;
}

/** At most so many bytes are copied. */
const kMostBytes = 4096;
const kHeaderBytes = 16;
const kBlockBytes = 20;

/** The region's bytes, the caller's own: the engine's records, and then the heap's bytes. */
export function copyRegion(exports: EngineExports, views: Views, { begin, sizeBytes }: RegionRequest): ArrayBuffer {
	const address = exports._engine__blocks(begin, sizeBytes) >>> 0;
	const word = (at: number) => views.word(address + at) ?? 0;
	const recordBytes = kHeaderBytes + kBlockBytes * word(8);
	const heapBytes = Math.min(word(4), kMostBytes);
	const all = new Uint8Array(recordBytes + heapBytes);
	all.set(views.u8.subarray(address, address + recordBytes));
	all.set(views.u8.subarray(word(0), word(0) + heapBytes), recordBytes);
	return all.buffer;
}

/** Reads a region. Throws on bytes that are none. */
export function decodeRegion(description: Description, bytes: ArrayBuffer): Region {
	const view = new DataView(bytes);
	const u32 = (at: number) => view.getUint32(at, true);
	const count = view.byteLength < kHeaderBytes ? -1 : u32(8);
	const bytesAt = kHeaderBytes + kBlockBytes * count;
	if (count < 0 || view.byteLength < bytesAt || view.byteLength - bytesAt > kMostBytes)
		throw new Error(`Not a region: ${view.byteLength} bytes`);
	return {
		begin: u32(0),
		blocks: Array.from({ length: count }, (_, i) => decodeBlock(description, view, kHeaderBytes + kBlockBytes * i)),
		bytes: new Uint8Array(bytes, bytesAt),
	};
}

function decodeBlock(description: Description, view: DataView, at: number): Block {
	const u32 = (offset: number) => view.getUint32(at + offset, true);
	const state = description.blockStates[view.getUint8(at + 17)];
	if (state === undefined || state === 'outside') throw new Error('Not a block of the heap: it has no state');
	const isFree = state === 'free';
	return {
		address: u32(0),
		sizeBytes: u32(4),
		serial: u32(8),
		line: u32(12),
		className: isFree ? '' : (nameOfClass(description, view.getUint8(at + 16)) ?? 'object'),
		state,
	};
}
