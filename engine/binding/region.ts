// A piece of the native heap as it is: its blocks one by one, and its bytes. For what is looked at closely.
import type { StateName } from './snapshot.ts';

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
	/** Of the whole block, header included. */
	sizeBytes: number;
	/** `unmanaged`: an object that no row stands for; `part`: made by an object for itself. */
	state: StateName | 'unmanaged' | 'part' | 'quarantine' | 'free';
	/** Empty for what is free. */
	className: string;
	/** 0 for what is free; of what is in quarantine, that of the object that was there. */
	serial: number;
	/** Of the program, where the object was made; 0 = not known. */
	line: number;
}

export interface Region {
	begin: number;
	blocks: Block[];
	/** From `begin` on; fewer than asked for where the heap ends. */
	bytes: Uint8Array<ArrayBuffer>;
}
