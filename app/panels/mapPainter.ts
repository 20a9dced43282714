// Draws the heap map on its canvas: cells as pixels that are scaled up, and over them addresses, blocks, what is lit.
// Loaded apart from the shell. Draws only when asked, and says while something fades.
import { textOn } from '../lib/colour.ts';
import { formatAddress } from '../lib/format.ts';
import type { Raster, Region } from '../models/MapModel.ts';
import { Fading } from '../models/mapFading.ts';
import { cellOf, type Grid, kGranuleBytes, type MapSize, type View } from '../models/mapGeometry.ts';
import { blockStates, cellValue } from '../models/mapLooks.ts';
import { nameOf } from '../models/mapText.ts';
import type { Spot } from '../models/SelectionModel.ts';
import type { Block } from '../protocol/snapshot.ts';
import type { MapColours } from './mapColours.ts';
import { lineBefore, outlineCells } from './mapOutline.ts';

/** Width of the scale with the addresses, CSS pixels. */
export const kScalePx = 84;
const kFadeMs = 900;
/** Of the engine's cells by state. */
const kOutside = blockStates.indexOf('outside');
/** Every so many cells a stripe. */
const kStripes = 4;
/** Between two addresses of the scale. */
const kTickPx = 22;
const kFont = '11px ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';
/** From this height of a cell on a block can have its name. */
const kNamedCellPx = 13;

export interface Picture {
	view: View;
	grid: Grid;
	size: MapSize;
	raster: Raster | null;
	region: Region | null;
	lit: Spot | null;
	/** It was there, and has ended. */
	litEnded: boolean;
	cursor: number | null;
	highWater: number;
}

export class MapPainter {
	readonly #context: CanvasRenderingContext2D;
	readonly #cells: CanvasRenderingContext2D;
	readonly #fading: Fading;
	#colours: MapColours;
	#pixels = new ImageData(1, 1);
	#before: Raster | null = null;

	/** `still`: nothing may move. */
	constructor(canvas: HTMLCanvasElement, colours: MapColours, still: boolean) {
		this.#context = contextOf(canvas);
		this.#cells = contextOf(document.createElement('canvas'));
		this.#colours = colours;
		this.#fading = new Fading(still ? 0 : kFadeMs);
	}

	recolour(colours: MapColours): void {
		this.#colours = colours;
		this.#fading.clear();
	}

	/** There is nothing to show any more, and nothing of it fades into what comes next. */
	forget(): void {
		this.#before = null;
		this.#fading.clear();
		const { canvas } = this.#context;
		this.#context.resetTransform();
		this.#context.clearRect(0, 0, canvas.width, canvas.height);
	}

	/** Gives whether something fades, so that the next frame is to be drawn too. */
	paint(picture: Picture, nowMs: number): boolean {
		const { grid, size, raster, view } = picture;
		const context = this.#context;
		const { canvas } = context;
		const fullWidthPx = size.widthPx + kScalePx;
		const [width, height] = [fullWidthPx, size.heightPx].map((px) => Math.max(1, Math.round(px * size.pixelRatio)));
		if (canvas.width !== width || canvas.height !== height) {
			canvas.width = width ?? 1;
			canvas.height = height ?? 1;
		}
		context.setTransform(size.pixelRatio, 0, 0, size.pixelRatio, 0, 0);
		context.clearRect(0, 0, fullWidthPx, size.heightPx);
		if (raster && raster.mode === this.#colours.mode) this.#note(raster, nowMs);
		this.#paintCells(picture, nowMs);
		context.imageSmoothingEnabled = false;
		const left = grid.kind === 'bytes' ? 0 : kScalePx;
		const cellsWidthPx = grid.kind === 'bytes' ? kByteBarPx : grid.columns * grid.cellWidthPx;
		context.drawImage(this.#cells.canvas, left, 0, cellsWidthPx, grid.rows * grid.cellHeightPx);
		if (grid.kind === 'bytes') return this.#fading.active(nowMs);
		this.#paintScale(view, grid);
		context.translate(kScalePx, 0);
		if (grid.kind === 'blocks' && picture.region) this.#paintBlocks(picture, picture.region.blocks);
		this.#paintMarks(picture);
		return this.#fading.active(nowMs);
	}

	/** What the same window held before fades away. */
	#note(raster: Raster, nowMs: number): void {
		const before = this.#before;
		if (before === raster) return;
		this.#before = raster;
		const alike =
			before?.begin === raster.begin &&
			before.bytesPerCell === raster.bytesPerCell &&
			before.mode === raster.mode &&
			before.cells.length === raster.cells.length;
		if (alike) this.#fading.look(wordsOf(before), wordsOf(raster), raster.mode, this.#colours.cells, nowMs);
		else this.#fading.clear();
	}

	/** One pixel for each cell; a picture of another window, seen while the right one is on its way, is stretched. */
	#paintCells({ view, grid, raster }: Picture, nowMs: number): void {
		const { columns, rows } = grid;
		if (this.#pixels.width !== columns || this.#pixels.height !== rows) {
			this.#pixels = new ImageData(columns, rows);
			this.#cells.canvas.width = columns;
			this.#cells.canvas.height = rows;
		}
		const pixels = new Uint32Array(this.#pixels.data.buffer);
		const { cells: colours, unseen } = this.#colours;
		const words = raster?.mode === this.#colours.mode ? wordsOf(raster) : null;
		if (!raster || !words) pixels.fill(unseen);
		else if (fits(raster, view, grid)) {
			for (let i = 0; i < pixels.length; i++) pixels[i] = colours[words[i] ?? 0] ?? unseen;
			this.#fading.apply(pixels, nowMs);
			if (raster.mode === 'state') this.#hatch(pixels, words, columns);
		} else {
			const step = grid.bytesPerCell / raster.bytesPerCell;
			let cell = (view.begin - raster.begin) / raster.bytesPerCell;
			for (let i = 0; i < pixels.length; i++, cell += step) {
				const word = words[Math.floor(cell)];
				pixels[i] = word === undefined ? unseen : (colours[word] ?? unseen);
			}
		}
		this.#cells.putImageData(this.#pixels, 0, 0);
	}

	/** What is no heap is not taken for what is free. */
	#hatch(pixels: Uint32Array, words: Uint16Array, columns: number): void {
		for (let i = 0; i < words.length; i++) {
			const striped = (i + Math.floor(i / columns) * (kStripes - 1 - (columns % kStripes))) % kStripes === 0;
			if (striped && cellValue(words[i] ?? 0) === kOutside) pixels[i] = this.#colours.stripe;
		}
	}

	#paintScale(view: View, grid: Grid): void {
		const context = this.#context;
		const every = Math.max(1, Math.ceil(kTickPx / grid.cellHeightPx));
		context.font = kFont;
		context.textBaseline = 'top';
		context.textAlign = 'right';
		context.fillStyle = this.#colours.muted;
		for (let row = 0; row < grid.rows; row += every) {
			const top = row * grid.cellHeightPx;
			if (top + 11 > grid.rows * grid.cellHeightPx && row > 0) break;
			const address = formatAddress(view.begin + row * grid.columns * grid.bytesPerCell);
			context.fillText(address, kScalePx - 8, top + Math.max(0, (Math.min(grid.cellHeightPx, kTickPx) - 11) / 2));
			context.fillRect(kScalePx - 5, top, 3, 1);
		}
	}

	/** Where blocks begin, their headers, and the names of those that have room. */
	#paintBlocks({ view, grid, raster }: Picture, blocks: readonly Block[]): void {
		const context = this.#context;
		const { columns, cellWidthPx: width, cellHeightPx: height } = grid;
		const cells = columns * grid.rows;
		context.fillStyle = this.#colours.background;
		// Rows stand apart, and so do blocks.
		for (let row = 1; row < grid.rows; row++) context.fillRect(0, row * height - 1, columns * width, 1);
		for (const { address, state } of blocks) {
			const cell = cellOf(view, grid, address - kGranuleBytes);
			if (cell < 0 || cell >= cells) continue;
			const [x, y] = [(cell % columns) * width, Math.floor(cell / columns) * height];
			context.fillRect(x - 1, y, 1.5, height);
			if (state === 'free') continue;
			// The header: paler than what it is the header of.
			context.globalAlpha = 0.4;
			context.fillRect(x, y, width, height - 1);
			context.globalAlpha = 1;
		}
		if (height < kNamedCellPx) return;
		context.font = '600 11px system-ui, sans-serif';
		context.textBaseline = 'middle';
		context.textAlign = 'left';
		const words = raster && fits(raster, view, grid) ? wordsOf(raster) : null;
		for (const block of blocks) this.#paintName(view, grid, block, words);
	}

	#paintName(view: View, grid: Grid, block: Block, words: Uint16Array | null): void {
		if (block.className === '' || block.state === 'quarantined') return;
		const context = this.#context;
		const { columns, cellWidthPx: width, cellHeightPx: height } = grid;
		const first = cellOf(view, grid, block.address);
		const last = cellOf(view, grid, block.address - kGranuleBytes + block.sizeBytes - 1);
		if (last < 0 || first >= columns * grid.rows) return;
		const start = Math.max(0, first);
		const inRow = Math.min(last, (Math.floor(start / columns) + 1) * columns - 1) - start + 1;
		const roomPx = inRow * width - 6;
		const text = [nameOf(block), `#${block.serial}`].find((it) => context.measureText(it).width <= roomPx);
		if (!text) return;
		const fill = words && this.#colours.cells[words[start] ?? 0];
		context.fillStyle = fill ? textOn(fill) : this.#colours.background;
		context.fillText(text, (start % columns) * width + 4, Math.floor(start / columns) * height + height / 2);
	}

	#paintMarks({ view, grid, lit, litEnded, cursor, highWater }: Picture): void {
		const context = this.#context;
		context.lineWidth = 1.5;
		context.setLineDash([5, 3]);
		context.strokeStyle = this.#colours.muted;
		const end = view.begin + grid.sizeBytes;
		if (highWater > view.begin && highWater < end) lineBefore(context, grid, cellOf(view, grid, highWater));
		context.setLineDash([]);
		const around = (first: number, last: number, colour: string) => {
			const lines = [
				[this.#colours.background, 5],
				[colour, 2],
			] as const;
			for (const [stroke, widthPx] of lines) {
				context.strokeStyle = stroke;
				context.lineWidth = widthPx;
				outlineCells(context, grid, first, last);
			}
		};
		if (lit) {
			const begin = lit.address - kGranuleBytes;
			const last = begin + Math.max(kGranuleBytes * 2, lit.sizeBytes) - 1;
			if (litEnded) context.setLineDash([3, 3]);
			around(cellOf(view, grid, begin), cellOf(view, grid, last), this.#colours.text);
			context.setLineDash([]);
		}
		if (cursor !== null) {
			const cell = cellOf(view, grid, cursor);
			around(cell, cell, this.#colours.accent);
		}
	}
}

/** The picture is of the very window that is to be drawn. */
function fits(raster: Raster, view: View, grid: Grid): boolean {
	if (raster.begin !== view.begin || raster.bytesPerCell !== grid.bytesPerCell) return false;
	return raster.cells.length === 2 * grid.columns * grid.rows;
}

/** Width of the bar beside the bytes, CSS pixels. */
const kByteBarPx = 8;

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
	const context = canvas.getContext('2d');
	if (!context) throw new Error('This browser draws on no canvas');
	return context;
}

/** Each cell as one number, little-endian as every machine that browsers run on. */
function wordsOf({ cells }: Raster): Uint16Array {
	const aligned = cells.byteOffset % 2 === 0 ? cells : cells.slice();
	return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.length >> 1);
}
