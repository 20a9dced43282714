// Lines around cells of the heap map: the object that is lit, the cursor, the high-water mark.
import { clamp, type Grid } from '../models/mapGeometry.ts';

/** Draws around the cells from `first` to `last`, which run on from row to row. Nothing if none is in the picture. */
export function outlineCells(context: CanvasRenderingContext2D, grid: Grid, first: number, last: number): void {
	const cells = grid.columns * grid.rows;
	if (last < 0 || first >= cells) return;
	const { columns, cellWidthPx: width, cellHeightPx: height } = grid;
	const [from, to] = [clamp(first, 0, cells - 1), clamp(last, 0, cells - 1)];
	const at = (cell: number) => ({ column: cell % columns, row: Math.floor(cell / columns) });
	const [begin, end] = [at(from), at(to)];
	context.beginPath();
	if (begin.row === end.row || end.row - begin.row > 1 || end.column >= begin.column) {
		const top = begin.row * height;
		const bottom = (end.row + 1) * height;
		if (begin.row === end.row) {
			context.rect(begin.column * width, top, (end.column - begin.column + 1) * width, height);
		} else {
			context.moveTo(begin.column * width, top);
			context.lineTo(columns * width, top);
			context.lineTo(columns * width, bottom - height);
			context.lineTo((end.column + 1) * width, bottom - height);
			context.lineTo((end.column + 1) * width, bottom);
			context.lineTo(0, bottom);
			context.lineTo(0, top + height);
			context.lineTo(begin.column * width, top + height);
			context.closePath();
		}
	} else {
		// Two pieces that do not touch: the end of one row and the beginning of the next.
		context.rect(begin.column * width, begin.row * height, (columns - begin.column) * width, height);
		context.rect(0, end.row * height, (end.column + 1) * width, height);
	}
	context.stroke();
}

/** A line between the cells before this one and the rest. */
export function lineBefore(context: CanvasRenderingContext2D, grid: Grid, cell: number): void {
	const { columns, cellWidthPx: width, cellHeightPx: height } = grid;
	if (cell < 0 || cell >= columns * grid.rows) return;
	const [column, row] = [cell % columns, Math.floor(cell / columns)];
	context.beginPath();
	context.moveTo(0, (row + 1) * height);
	context.lineTo(column * width, (row + 1) * height);
	context.lineTo(column * width, row * height);
	context.lineTo(columns * width, row * height);
	context.stroke();
}
