// Where each byte of the heap lies in the picture: a window of addresses, laid out in rows of cells.
// Lengths are CSS pixels. A position is one in the picture, from its upper left corner.

/** Every block begins on a multiple of this many bytes: no cell is smaller. */
export const kGranuleBytes = 16;
/** Of a cell, while cells hold more than a granule. */
const kCellPx = 4;
/** Of a granule, before the bytes themselves are shown. */
const kMostCellPx = 40;
/** Height of a row of 16 bytes. */
const kByteRowPx = 18;
/** The engine gives 512 blocks at once, and no block is smaller than 32 bytes: a window so small is given whole. */
export const kMostBlockBytes = 512 * 32;
/** The engine's bound on the cells of a picture. */
const kMostCells = 512 * 256;
/** Of this area is `View.density`. */
const kAreaPx2 = kCellPx * kCellPx;
/** Below this the bytes are shown. */
export const kLeastDensity = (kGranuleBytes * kAreaPx2) / (kMostCellPx * kMostCellPx);
/** The closest look. */
export const kBytesDensity = kLeastDensity / 2;

export interface MapSize {
	widthPx: number;
	heightPx: number;
	/** Device pixels to one of CSS. */
	pixelRatio: number;
}

export interface View {
	/** First address. */
	begin: number;
	/** Bytes for each 4 × 4 pixels. */
	density: number;
}

export interface Grid {
	/** `cells`: coloured by what most of each is; `blocks`: every block as it is; `bytes`: 16 in a row. */
	kind: 'cells' | 'blocks' | 'bytes';
	columns: number;
	rows: number;
	bytesPerCell: number;
	cellWidthPx: number;
	cellHeightPx: number;
	/** Of all cells. */
	sizeBytes: number;
}

/** How a picture of this size is cut at this density; null where there is no room for a cell. */
export function gridOf(density: number, { widthPx, heightPx, pixelRatio }: MapSize): Grid | null {
	if (widthPx < kCellPx || heightPx < kCellPx) return null;
	if (density < kLeastDensity) {
		const rows = Math.max(1, Math.floor(heightPx / kByteRowPx));
		const sizes = { columns: 1, rows, cellWidthPx: widthPx, cellHeightPx: kByteRowPx };
		return { kind: 'bytes', ...sizes, bytesPerCell: kGranuleBytes, sizeBytes: rows * kGranuleBytes };
	}
	const wantedPx = density > kGranuleBytes ? kCellPx : kCellPx * Math.sqrt(kGranuleBytes / density);
	// Whole device pixels, or cells would be of different sizes.
	const cellPx = Math.max(1, Math.floor(wantedPx * pixelRatio + 1e-6)) / pixelRatio;
	const columns = Math.max(1, Math.floor(widthPx / cellPx));
	const rows = Math.max(1, Math.min(Math.floor(heightPx / cellPx), Math.floor(kMostCells / columns)));
	const bytesPerCell = density > kGranuleBytes ? Math.ceil(density / kGranuleBytes) * kGranuleBytes : kGranuleBytes;
	const sizeBytes = columns * rows * bytesPerCell;
	const kind = bytesPerCell === kGranuleBytes && sizeBytes <= kMostBlockBytes ? 'blocks' : 'cells';
	return { kind, columns, rows, bytesPerCell, cellWidthPx: cellPx, cellHeightPx: cellPx, sizeBytes };
}

/** The closest density at which so many bytes fit, without looking at single bytes. */
export function densityFor(sizeBytes: number, size: MapSize): number {
	let density = Math.max(kLeastDensity, (sizeBytes * kAreaPx2) / Math.max(1, size.widthPx * size.heightPx));
	// Cells are whole, so a little room is lost at the edges.
	for (let grid = gridOf(density, size); grid && grid.sizeBytes < sizeBytes; grid = gridOf(density, size)) {
		density *= 1.01;
	}
	return density;
}

/** The cell at a position; null beside the picture. */
export function cellAt(grid: Grid, xPx: number, yPx: number): number | null {
	const column = Math.floor(xPx / grid.cellWidthPx);
	const row = Math.floor(yPx / grid.cellHeightPx);
	if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return null;
	return row * grid.columns + column;
}

/** The address at a position, to the part of a cell; that of the nearest cell for a position beside the picture. */
export function addressAt(view: View, grid: Grid, xPx: number, yPx: number): number {
	const column = clamp(xPx / grid.cellWidthPx, 0, grid.columns - 1e-6);
	const row = clamp(Math.floor(yPx / grid.cellHeightPx), 0, grid.rows - 1);
	return view.begin + Math.floor((row * grid.columns + column) * grid.bytesPerCell);
}

/** The cell of an address; it may lie before the picture or after it. */
export function cellOf(view: View, grid: Grid, address: number): number {
	return Math.floor((address - view.begin) / grid.bytesPerCell);
}

/** Looks `factor` times as closely (of bytes in an area); the address at the position stays there. */
export function zoomAt(view: View, size: MapSize, xPx: number, yPx: number, factor: number, most: number): View {
	const density = clamp(view.density / factor, kBytesDensity, most);
	const before = gridOf(view.density, size);
	const after = gridOf(density, size);
	if (!before || !after) return view;
	const address = addressAt(view, before, xPx, yPx);
	return { begin: beginWith(after, address, xPx, yPx), density };
}

/** Where a window begins that has the address in its cell at the position. */
export function beginWith(grid: Grid, address: number, xPx: number, yPx: number): number {
	const column = clamp(Math.floor(xPx / grid.cellWidthPx), 0, grid.columns - 1);
	const row = clamp(Math.floor(yPx / grid.cellHeightPx), 0, grid.rows - 1);
	return floorTo(address - (row * grid.columns + column) * grid.bytesPerCell, kGranuleBytes);
}

/** The view, moved so that it shows nothing before `begin`, nor after `end` as far as the picture is full. */
export function within(view: View, grid: Grid, begin: number, end: number): View {
	const last = Math.max(begin, floorTo(end - grid.sizeBytes, kGranuleBytes));
	const kept = clamp(view.begin, begin, last);
	return kept === view.begin ? view : { ...view, begin: kept };
}

export const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

const floorTo = (value: number, step: number) => Math.floor(value / step) * step;
