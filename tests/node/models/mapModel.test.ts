// The heap map's model against an engine that a test plays: what it asks for, how it follows the heap, what it lights.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batch, type Signal, signal } from '@preact/signals';
import { MapModel } from '../../../app/models/MapModel.ts';
import { SelectionModel } from '../../../app/models/SelectionModel.ts';
import type { SnapshotModel } from '../../../app/models/SnapshotModel.ts';
import type { Wanted } from '../../../app/protocol/messages.ts';
import type { Block, ObjectCard, Raster, Region, Snapshot } from '../../../app/protocol/snapshot.ts';
import { makeRow, makeSnapshot } from './fakes.ts';

const kBegin = 0x100000;
const kSegment = 1 << 20;
const size = { widthPx: 640, heightPx: 128, pixelRatio: 1 };
const kNaN = Number.NaN;

/** Stands where the SnapshotModel does: whatever is wanted can be read, and what is seen is said. */
function makeMap() {
	const latest: Signal<Snapshot | null> = signal(null);
	const gone = signal(false);
	const seen = {
		map: signal<Raster | null>(null),
		object: signal<ObjectCard | null>(null),
		under: signal<ObjectCard | null>(null),
		region: signal<Region | null>(null),
	};
	const wanted = {
		map: signal<NonNullable<Wanted['map']> | null>(null),
		object: signal<NonNullable<Wanted['object']> | null>(null),
		under: signal<NonNullable<Wanted['under']> | null>(null),
		region: signal<NonNullable<Wanted['region']> | null>(null),
	};
	const selection = new SelectionModel();
	const snapshots: Pick<SnapshotModel, 'latest' | 'gone' | 'seen' | 'wanted'> = { latest, gone, seen, wanted };
	const map = new MapModel(snapshots, selection);
	map.size.value = size;
	/** A heap with so many live bytes from its beginning on, and the picture that was wanted of it. */
	const look = (liveBytes: number, more: Partial<Snapshot['stats']> = {}) => {
		const heapEnd = kBegin + kSegment * Math.max(1, Math.ceil(liveBytes / kSegment));
		const figures = { nativeLiveBytes: liveBytes, nativePeakBytes: liveBytes, heapBegin: kBegin, heapEnd };
		batch(() => {
			latest.value = makeSnapshot({ ...figures, largestFreeBytes: 4096, madeCount: 7, ...more });
			seen.map.value = wanted.map.value && pictureOf(wanted.map.value, liveBytes);
		});
	};
	return { map, latest, gone, seen, wanted, selection, look };
}

/** Of a heap whose first bytes are live. */
function pictureOf({ begin, bytesPerCell, cells, mode }: NonNullable<Wanted['map']>, liveBytes: number): Raster {
	const values = new Uint8Array(2 * cells);
	let live = 0;
	for (let cell = 0; cell < cells; cell++) {
		const used = Math.min(bytesPerCell, Math.max(0, kBegin + liveBytes - begin - cell * bytesPerCell));
		live += used;
		values[2 * cell] = used > 0 ? 3 : 0;
		values[2 * cell + 1] = Math.ceil((255 * used) / bytesPerCell);
	}
	const free = cells * bytesPerCell - live;
	const bytes = { free, part: 0, unmanaged: 0, live, cleared: 0, lost: 0, quarantined: 0, outside: 0 };
	return { begin, bytesPerCell, mode, bytes, cells: values };
}

function cardOf(serial: number, address: number, offset: number): ObjectCard {
	const row = makeRow(serial, { address, sizeBytes: 48 });
	const ends = { cause: 'none', by: 0, owner: 0, bornMs: 1, endedMs: kNaN } as const;
	const story = { found: 'usable', address, serial, className: 'MyClass', line: 3, offset, ...ends } as const;
	return { story, row, nodes: [], edges: [], cut: false };
}

const blockOf = (address: number, rest: Partial<Block> = {}): Block => {
	const block = { address, sizeBytes: 48, state: 'live', className: 'Buffer', serial: 5, line: 4 } as const;
	// A field that newer engines add beside these is of no account here.
	return { ...block, ...rest } as Block;
};

/** The closest look. */
const closely = (map: MapModel) => {
	for (let i = 0; i < 12; i++) map.zoomHere(4);
};

test('nothing is asked for before there is a heap, and without room', () => {
	const { map, wanted, latest, look } = makeMap();
	assert.equal(wanted.map.value, null);
	latest.value = makeSnapshot();
	assert.equal(wanted.map.value, null, 'a heap that has not begun');
	look(1600);
	assert.ok(wanted.map.value);
	map.size.value = { widthPx: 0, heightPx: 0, pixelRatio: 1 };
	assert.equal(wanted.map.value, null);
});

test('all that is in use is shown with room for more, in steps, and never less than before', () => {
	const { map, wanted, look } = makeMap();
	const spans: number[] = [];
	const heap = { heapEnd: kBegin + 20 * kSegment };
	for (const liveBytes of [100, 1600, 3000, 20_000, 21_000, 300_000, 20_000_000, 100]) {
		look(liveBytes, heap);
		look(liveBytes, heap);
		const { begin, bytesPerCell, cells } = wanted.map.value ?? assert.fail('nothing is wanted');
		assert.equal(begin, kBegin);
		assert.ok(bytesPerCell * cells > liveBytes, `${bytesPerCell} × ${cells} bytes for ${liveBytes}`);
		spans.push(map.extent.value?.shownBytes ?? 0);
	}
	assert.deepEqual(spans, [4096, 4096, 4096, 32_768, 32_768, 524_288, 33_554_432, 33_554_432]);
});

test('objects that lie farther out than their bytes say are found, by what the picture lacks', () => {
	const { map, look } = makeMap();
	look(1600);
	for (let i = 0; i < 6; i++) look(1600, { nativeLiveBytes: 2600 });
	assert.equal(map.extent.value?.shownBytes, 4096 * 2 ** 6);
	for (let i = 0; i < 30; i++) look(1600, { nativeLiveBytes: 2600 });
	assert.equal(map.extent.value?.shownBytes, kSegment, 'no farther than the heap');
});

test('the high-water mark is where use was seen farthest out', () => {
	const { map, look } = makeMap();
	look(1600);
	look(3200);
	look(3200);
	look(160, { nativePeakBytes: 3200 });
	assert.equal(map.extent.value?.highWater, kBegin + 3200);
});

test('close enough the blocks are asked for, and then shown as bytes', () => {
	const { map, wanted, look } = makeMap();
	look(8_000_000);
	look(8_000_000);
	assert.equal(wanted.region.value, null);
	const kinds = [map.grid.value?.kind];
	for (let i = 0; i < 12; i++) {
		map.zoomHere(4);
		kinds.push(map.grid.value?.kind);
		const asked =
			map.grid.value?.kind === 'cells' ? null : { begin: map.view.value?.begin, sizeBytes: map.grid.value?.sizeBytes };
		assert.deepEqual(wanted.region.value, asked);
	}
	assert.deepEqual([...new Set(kinds)], ['cells', 'blocks', 'bytes']);
	map.showAll();
	assert.equal(map.following.value, true);
	assert.equal(wanted.map.value?.begin, kBegin);
});

test('the chosen line, or the one pointed at, and the chosen time pick what stands out', () => {
	const { wanted, selection, look } = makeMap();
	look(1600);
	assert.equal(wanted.map.value?.filter, undefined);
	selection.line.value = 4;
	assert.deepEqual(wanted.map.value?.filter, { line: 4 });
	selection.hoveredLine.value = 9;
	assert.deepEqual(wanted.map.value?.filter, { line: 9 });
	selection.clear();
	selection.range.value = { fromMs: 1, toMs: 2 };
	assert.deepEqual(wanted.map.value?.filter, { born: { fromMs: 1, toMs: 2 } });
});

test('what is under the pointer is asked for, lit when it is known, and dark again when the pointer leaves', () => {
	const { map, seen, wanted, selection, look } = makeMap();
	look(1600);
	look(1600);
	map.point(100, 20);
	const address = wanted.under.value?.address ?? assert.fail('nothing is asked for');
	seen.under.value = cardOf(12, address - 4, 4);
	assert.equal(selection.hovered.value?.serial, 12);
	assert.match(map.readout.value, /^0x[0-9a-f]{8} · MyClass #12 · live · 48\u00a0B · line 3$/);
	assert.match(map.description.value, /lit: MyClass #12 at 0x/);
	map.leave();
	assert.equal(selection.hovered.value, null);
	assert.equal(wanted.under.value, null);
	assert.equal(map.readout.value, '');
});

test('what another view has lit is not put out', () => {
	const { map, selection, look } = makeMap();
	look(1600);
	map.point(100, 20);
	const row = makeRow(3);
	selection.hovered.value = row;
	map.leave();
	assert.equal(selection.hovered.value, row);
});

test('an answer about another address than the one pointed at lights nothing', () => {
	const { map, seen, wanted, selection, look } = makeMap();
	look(1600);
	map.point(100, 20);
	const address = wanted.under.value?.address ?? 0;
	seen.under.value = cardOf(12, address + 800, 0);
	assert.equal(selection.hovered.value, null);
});

test('a click before the answer selects what the answer names', () => {
	const { map, seen, wanted, selection, look } = makeMap();
	look(1600);
	map.point(100, 20);
	map.pick();
	assert.equal(selection.lit.value, null);
	seen.under.value = cardOf(12, wanted.under.value?.address ?? 0, 0);
	assert.equal(selection.selected.value?.serial, 12);
});

test('among blocks the one pointed at is lit at once, and nothing of what is free or destroyed', () => {
	const { map, seen, selection, look } = makeMap();
	look(1600);
	look(1600);
	assert.equal(map.grid.value?.kind, 'blocks');
	const address = kBegin + 16;
	const region = (block: Block): Region => ({ begin: kBegin, blocks: [block], bytes: new Uint8Array(0) });
	seen.region.value = region(blockOf(address));
	map.point(1, 1);
	assert.equal(selection.hovered.value?.serial, 5);
	assert.match(map.readout.value, /Buffer #5 · live · 48\u00a0B · line 4/);
	map.leave();
	seen.region.value = region(blockOf(address, { state: 'quarantined' }));
	map.point(1, 1);
	assert.equal(selection.hovered.value, null);
	assert.match(map.readout.value, /Buffer #5 · in quarantine/);
});

test('the cursor moves by cells and takes the window with it, from the first byte of the heap to its last', () => {
	const { map, wanted, look } = makeMap();
	look(1600);
	look(1600);
	map.focus(true);
	assert.equal(map.cursor.value, kBegin);
	map.moveCursor(1, 0);
	assert.equal(map.cursor.value, kBegin + 16);
	assert.deepEqual(wanted.under.value, { address: kBegin + 16, serial: 0 });
	map.moveCursor(-5, 0);
	assert.equal(map.cursor.value, kBegin);
	closely(map);
	const { rows } = map.grid.value ?? assert.fail('no grid');
	assert.equal(map.grid.value?.kind, 'bytes');
	for (let i = 0; i < rows + 3; i++) map.moveCursor(0, 1);
	assert.equal(map.cursor.value, kBegin + 16 * (rows + 3));
	assert.equal(map.view.value?.begin, kBegin + 16 * 4, 'the cursor is in the last row');
	map.moveCursor(0, 1e6);
	assert.equal(map.cursor.value, kBegin + kSegment - 16);
	map.focus(false);
	assert.equal(map.cursor.value, null);
	assert.equal(wanted.under.value, null);
});

test('zooming at the cursor keeps its address in sight', () => {
	const { map, look } = makeMap();
	look(8_000_000);
	look(8_000_000);
	map.focus(true);
	map.moveCursor(37, 11);
	const cursor = map.cursor.value ?? 0;
	for (let i = 0; i < 12; i++) {
		map.zoomHere(4);
		const begin = map.view.value?.begin ?? 0;
		assert.ok(cursor >= begin && cursor < begin + (map.grid.value?.sizeBytes ?? 0));
	}
});

test('an object can be shown from elsewhere', () => {
	const { map, look, selection } = makeMap();
	look(8_000_000);
	look(8_000_000);
	selection.reveal.value = makeRow(1, { address: kBegin + 5_000_016, sizeBytes: 48 });
	assert.equal(selection.reveal.value, null, 'it can be asked for again');
	const begin = map.view.value?.begin ?? 0;
	assert.ok(begin <= kBegin + 5_000_000 && kBegin + 5_000_048 <= begin + (map.grid.value?.sizeBytes ?? 0));
	assert.equal(map.grid.value?.kind, 'blocks');
});

test('the text says what the picture says', () => {
	const { map, latest, look } = makeMap();
	assert.match(map.description.value, /^Native heap map: nothing yet/);
	latest.value = makeSnapshot();
	assert.equal(map.description.value, 'Native heap map: nothing was allocated yet');
	look(1600);
	look(1600);
	const text = map.description.value.replaceAll('\u00a0', ' ');
	assert.match(
		text,
		/^Native heap map: 0x00100000 to 0x0010[0-9a-f]{4}; all that is in use is here; 1,600 B live \(\d+ %\)/,
	);
	assert.match(text, /free \(\d+ %\); largest free piece of the heap 4,096 B$/);
	closely(map);
	look(1600);
	assert.match(map.description.value.replaceAll('\u00a0', ' '), /B of 1,600 B held are here/);
});

test('an object that has ended is not said to be where it was', () => {
	const { map, selection, latest, seen, wanted, look } = makeMap();
	look(1000);
	look(1000);
	const row = makeRow(7, { address: kBegin + 64 });
	selection.selected.value = row;
	wanted.object.value = { address: row.address, serial: 7 };
	assert.match(map.description.value, /; lit: MyClass #7 at 0x00100040$/);
	latest.value = makeSnapshot({ heapBegin: kBegin, heapEnd: kBegin + kSegment }, { rows: [{ ...row, endedMs: 9 }] });
	assert.match(map.description.value, /; lit: MyClass #7, ended, was at 0x00100040$/);
	// Its row has left the history, and another object lies there.
	look(1000);
	const { story, ...card } = cardOf(8, row.address, 0);
	seen.object.value = { ...card, row: null, story: { ...story, serial: 0, found: 'nothing' } };
	assert.match(map.description.value, /; lit: MyClass #7, ended, was at 0x00100040$/);
});

test('with the engine gone the picture stays, is called last seen, and nothing beyond it can be looked at', () => {
	const { map, gone, look } = makeMap();
	look(8_000_000);
	look(8_000_000);
	map.zoomHere(16);
	look(8_000_000);
	const { begin } = map.view.value ?? assert.fail('no view');
	const end = begin + (map.grid.value?.sizeBytes ?? 0);
	gone.value = true;
	assert.match(map.description.value, /as last seen/);
	assert.match(map.windowText.value, /^last seen: /);
	for (const cells of [-1e6, 1e6]) {
		map.pan(cells);
		const view = map.view.value ?? assert.fail('no view');
		assert.ok(view.begin >= begin && view.begin < end);
	}
	closely(map);
	assert.notEqual(map.grid.value?.kind, 'bytes', 'no byte was seen');
	map.point(3, 3);
	assert.match(map.readout.value, /^last seen · 0x/);
});

test('a new run begins with nothing lit and all in sight', () => {
	const { map, latest, look, selection } = makeMap();
	look(8_000_000);
	map.zoomHere(64);
	latest.value = null;
	assert.equal(map.view.value, null);
	assert.equal(selection.hovered.value, null);
	look(100);
	assert.equal(map.following.value, true);
	assert.equal(map.extent.value?.shownBytes, 4096);
});
