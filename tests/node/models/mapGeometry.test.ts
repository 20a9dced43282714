// Where bytes lie in the heap map: cells fill the picture, an address keeps its place while one zooms, bounds hold.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	addressAt,
	cellAt,
	cellOf,
	densityFor,
	type Grid,
	gridOf,
	kBytesDensity,
	kMostBlockBytes,
	type MapSize,
	type View,
	within,
	zoomAt,
} from '../../../app/models/mapGeometry.ts';

const sizes: MapSize[] = [
	{ widthPx: 640, heightPx: 130, pixelRatio: 1 },
	{ widthPx: 1010, heightPx: 220, pixelRatio: 2 },
	{ widthPx: 333, heightPx: 700, pixelRatio: 1.25 },
];
const kBegin = 0x100000;

function cut(density: number, size: MapSize): Grid {
	const grid = gridOf(density, size);
	if (!grid) throw new Error('There is room, and no grid');
	return grid;
}

test('from the whole of 1 GiB to single bytes the cells fit into the picture and waste less than one at each edge', () => {
	const kinds = new Set<string>();
	for (const size of sizes) {
		for (let density = 2 ** 18; density >= kBytesDensity; density /= 1.3) {
			const grid = cut(density, size);
			kinds.add(grid.kind);
			const [width, height] = [grid.columns * grid.cellWidthPx, grid.rows * grid.cellHeightPx];
			assert.ok(width <= size.widthPx + 1e-6 && width + grid.cellWidthPx > size.widthPx, `${width} of ${size.widthPx}`);
			assert.ok(height <= size.heightPx + 1e-6, `${height} of ${size.heightPx}`);
			assert.ok(height + grid.cellHeightPx > size.heightPx || grid.columns * grid.rows > 130_000);
			assert.equal(grid.bytesPerCell % 16, 0);
			assert.equal(grid.sizeBytes, grid.columns * grid.rows * grid.bytesPerCell);
			assert.ok(grid.columns * grid.rows <= 512 * 256, 'more cells than the engine gives');
			if (grid.kind !== 'bytes')
				assert.ok(Number.isInteger(Math.round(1e6 * grid.cellWidthPx * size.pixelRatio) / 1e6));
			if (grid.kind === 'blocks') assert.ok(grid.sizeBytes <= kMostBlockBytes);
		}
	}
	assert.deepEqual([...kinds].sort(), ['blocks', 'bytes', 'cells']);
});

test('a picture without room has no cells', () => {
	assert.equal(gridOf(16, { widthPx: 0, heightPx: 0, pixelRatio: 1 }), null);
});

test('so many bytes as are asked for fit, and not many more', () => {
	for (const size of sizes) {
		for (const bytes of [4096, 16_384, 100_000, 1 << 20, 64 << 20, 2 ** 30]) {
			const { sizeBytes } = cut(densityFor(bytes, size), size);
			assert.ok(sizeBytes >= bytes, `${sizeBytes} hold ${bytes}`);
			// Cells begin at 4 pixels and grow by whole ones, and hold a multiple of 16 bytes.
			assert.ok(sizeBytes <= bytes * 2.6, `${sizeBytes} for ${bytes}`);
		}
	}
});

test('an address and its cell find each other', () => {
	for (const size of sizes) {
		for (const density of [5000, 40, 16, 3, 0.5, kBytesDensity]) {
			const grid = cut(density, size);
			const view: View = { begin: kBegin, density };
			for (const [x, y] of [
				[0, 0],
				[size.widthPx / 2, size.heightPx / 3],
				[grid.columns * grid.cellWidthPx - 0.1, grid.rows * grid.cellHeightPx - 0.1],
			] as const) {
				const cell = cellAt(grid, x, y);
				assert.notEqual(cell, null);
				assert.equal(cellOf(view, grid, addressAt(view, grid, x, y)), cell);
			}
			assert.equal(cellAt(grid, -1, 0), null);
			assert.equal(cellAt(grid, 0, size.heightPx + 20), null);
		}
	}
});

test('zooming keeps the address that is under the pointer in the cell under the pointer', () => {
	for (const size of sizes) {
		for (const [xShare, yShare] of [
			[0.1, 0.1],
			[0.5, 0.5],
			[0.93, 0.8],
		] as const) {
			let view: View = { begin: kBegin + 64 * 1024 * 1024, density: 3000 };
			for (const factor of [2, 2, 4, 1.3, 8, 1.05, 16, 64, 1000, 0.5, 0.01, 3, 0.001]) {
				const [x, y] = [size.widthPx * xShare, size.heightPx * yShare];
				const address = addressAt(view, cut(view.density, size), x, y);
				const zoomed = zoomAt(view, size, x, y, factor, 1e9);
				const grid = cut(zoomed.density, size);
				const column = Math.min(grid.columns - 1, Math.floor(x / grid.cellWidthPx));
				const row = Math.min(grid.rows - 1, Math.floor(y / grid.cellHeightPx));
				assert.equal(cellOf(zoomed, grid, address), row * grid.columns + column, `by ${factor}`);
				assert.equal(zoomed.begin % 16, 0);
				view = zoomed;
			}
		}
	}
});

test('one can neither look closer than at bytes nor farther than at the whole', () => {
	const [size] = sizes;
	assert.ok(size);
	const view = { begin: kBegin, density: 20 };
	assert.equal(zoomAt(view, size, 10, 10, 1e9, 500).density, kBytesDensity);
	assert.equal(zoomAt(view, size, 10, 10, 1e-9, 500).density, 500);
});

test('the window stays within the heap', () => {
	const [size] = sizes;
	assert.ok(size);
	const grid = cut(1, size);
	const end = kBegin + (1 << 20);
	assert.equal(within({ begin: 0, density: 1 }, grid, kBegin, end).begin, kBegin);
	const last = within({ begin: end, density: 1 }, grid, kBegin, end).begin;
	assert.ok(last + grid.sizeBytes <= end && last + grid.sizeBytes > end - 16);
	const inside = { begin: kBegin + 160, density: 1 };
	assert.equal(within(inside, grid, kBegin, end), inside, 'what needs no change is the same');
	assert.equal(
		within({ begin: kBegin + 160, density: 1 }, grid, kBegin, kBegin + 64).begin,
		kBegin,
		'a heap smaller than the window',
	);
});
