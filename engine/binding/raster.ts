// The picture of the native heap: asked for, copied out, and read. `engine/heap/raster.h` has its layout.
import type { Description, EngineExports } from './abi.ts';
import type { Births } from './births.ts';
import type { TimeRange } from './snapshot.ts';
import type { Views } from './views.ts';

/** What a cell's value is: a block's state, its class, or how long ago it was made. In the engine's order. */
const kModes = ['state', 'class', 'age'] as const;
export type RasterMode = (typeof kModes)[number];
export type BlockStateName = Description['blockStates'][number];

/** A window of addresses, cut into cells. */
export interface RasterRequest {
	/** First address; rounded down to a multiple of 16. */
	begin: number;
	/** Rounded up to a multiple of 16. */
	bytesPerCell: number;
	/** At most the description's `maxRasterCells`. */
	cells: number;
	mode: RasterMode;
	/** Which objects stand out; left out: all alike. */
	filter?: BlockFilter;
}

/** What is left out lets everything through. */
export interface BlockFilter {
	/** Made at this line of the program; 0: at any. */
	line?: number;
	/** Made in this stretch of the run. */
	born?: TimeRange;
}

/** Set in a cell's value where a filter was given and the block that the cell shows does not pass it. */
export const kDimmed = 0x80;

export interface Raster {
	begin: number;
	bytesPerCell: number;
	mode: RasterMode;
	/** Of the window, in each state. */
	bytes: Record<BlockStateName, number>;
	/** Two bytes a cell: its value, and which share of its bytes is in use, 0 to 255. A view of the bytes given. */
	cells: Uint8Array<ArrayBuffer>;
}

const kHeaderBytes = 48;
const kCellBytes = 2;
const kBytesAt = 16;

/** The raster's bytes, the caller's own. Throws a RangeError for a window that cannot be. */
export function copyRaster(
	description: Description,
	exports: EngineExports,
	views: Views,
	births: Births,
	{ begin, bytesPerCell, cells, mode, filter = {} }: RasterRequest,
): ArrayBuffer {
	check('begin', begin, 0, 0xffffffff);
	check('bytesPerCell', bytesPerCell, 1, 0xfffffff0);
	check('cells', cells, 0, description.maxRasterCells);
	const { first, last } = births.serials(filter.born);
	const number = Math.max(0, kModes.indexOf(mode));
	const address = exports._engine__raster(begin, bytesPerCell, cells, number, filter.line ?? 0, first, last) >>> 0;
	if (address === 0) throw new RangeError('There is no memory left for a picture of the heap');
	return views.copy(address, kHeaderBytes + cells * kCellBytes);
}

/** Reads a raster. Throws on bytes that are none. */
export function decodeRaster(description: Description, bytes: ArrayBuffer): Raster {
	const view = new DataView(bytes);
	const u32 = (at: number) => view.getUint32(at, true);
	if (view.byteLength < kHeaderBytes) throw new Error(`Not a raster: ${view.byteLength} bytes`);
	const mode = kModes[u32(12)];
	const cellBytes = u32(8) * kCellBytes;
	if (mode === undefined || kHeaderBytes + cellBytes > view.byteLength)
		throw new Error(`Not a raster: mode ${u32(12)}, ${u32(8)} cells, ${view.byteLength} bytes`);
	const inState = {} as Record<BlockStateName, number>;
	description.blockStates.forEach((state, i) => {
		inState[state] = u32(kBytesAt + 4 * i);
	});
	return {
		begin: u32(0),
		bytesPerCell: u32(4),
		mode,
		bytes: inState,
		cells: new Uint8Array(bytes, kHeaderBytes, cellBytes),
	};
}

function check(name: string, value: number, min: number, max: number): void {
	if (Number.isInteger(value) && value >= min && value <= max) return;
	throw new RangeError(`A raster's ${name} must be a whole number from ${min} to ${max}, and is ${value}`);
}
