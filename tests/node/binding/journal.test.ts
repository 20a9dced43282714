// The journal drained, over many turns of its ring; marks and rasters read; bytes that are none refused.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { decodeRecords } from '../../../engine/binding/journal.ts';
import { decodeRaster } from '../../../engine/binding/raster.ts';
import { decodeSnapshot } from '../../../engine/binding/snapshot.ts';
import { TestRun } from '../../support/fakes.ts';

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start();
});
afterEach(() => run.finish());

test('drained again and again it has every record, in sequence, over many turns of the ring', () => {
	const construct = run.native('_MyClass__constructor');
	const destroy = run.native('_MyClass__destructor');
	let from = 1;
	let made = 0;
	let seen = 0;
	for (let i = 0; i < 40; i++) {
		for (let j = 0; j < 1500; j++) {
			destroy(construct(j));
			made++;
		}
		const { records, first, next } = run.runtime.journal(from);
		assert.equal(first, from, 'nothing has given way');
		const decoded = decodeRecords(run.engine.description, records);
		assert.equal(next, first + decoded.length);
		decoded.forEach(({ sequence }, k) => {
			assert.equal(sequence, first + k);
		});
		seen += decoded.filter(({ kind }) => kind === 'alloc').length;
		from = next;
	}
	assert.ok(from > 4 * 32_768, `${from} records`);
	assert.equal(seen, made);
	const nothing = run.runtime.journal(from);
	assert.deepEqual([nothing.records.byteLength, nothing.first, nothing.next], [0, from, from]);
});

test('records that have given way are missed by their number', () => {
	const construct = run.native('_MyClass__constructor');
	const destroy = run.native('_MyClass__destructor');
	for (let i = 0; i < 20_000; i++) destroy(construct(i));
	const { records, first, next } = run.runtime.journal(1);
	assert.ok(first > 1);
	assert.equal(records.byteLength, 32 * (next - first));
	assert.equal(decodeRecords(run.engine.description, records)[0]?.sequence, first);
});

test('a record tells what happened, when, where and to which object', () => {
	run.clock.spend(12);
	run.line = 7;
	const ptr = run.native('_Buffer__constructor')(100);
	run.clock.spend(3);
	run.line = 8;
	run.native('_Buffer__destructor')(ptr);
	const tell = (kind: string) => run.records().find((record) => record.kind === kind);
	const alloc = tell('alloc');
	assert.deepEqual([alloc?.timeMs, alloc?.detail, alloc?.address, alloc?.serial], [12, 7, ptr, 1]);
	const free = tell('free');
	assert.deepEqual([free?.timeMs, free?.detail, free?.address, free?.classId], [15, 8, ptr, alloc?.classId]);
});

test('an error is a mark; a sweep is one that knows when it began', () => {
	assert.throws(() => run.native('_MyClass__my_method')(0), { name: 'PointerError' });
	run.clock.spend(10);
	const { manage, sweep } = run.runtime;
	const ptr = run.native('_MyClass__constructor')(1);
	const weakRef = new WeakRef({});
	Object.defineProperty(weakRef, 'deref', {
		value: () => {
			run.clock.spendInside(2.5);
		},
	});
	manage(ptr, weakRef, (p) => run.native('_MyClass__destructor')(p));
	sweep();
	const { marks, markNext } = run.snapshot();
	assert.deepEqual(
		marks.map(({ kind, timeMs, durationMs, count }) => [kind, timeMs, durationMs, count]),
		[
			['error', 0, 0, 0],
			['sweep', 10, 2.5, 1],
		],
	);
	assert.deepEqual(run.snapshot({}, markNext).marks, []);
	assert.equal(run.snapshot().stats.errorCount, 1);
});

test('rows can be asked for by line and by class, and say who made and who ended them', () => {
	const objects = ['MyClass', 'Buffer', 'MyClass', 'Matrix'].map((name, i) => {
		run.line = 10 + (i % 2);
		return new (run.class(name))(...(name === 'Matrix' ? [1, 1] : [1]));
	});
	const serials = (rows: Parameters<TestRun['snapshot']>[0]) => run.snapshot(rows).rows.map(({ serial }) => serial);
	assert.deepEqual(serials({ line: 10 }), [1, 3]);
	assert.deepEqual(serials({ line: 0 }), [1, 2, 3, 4]);
	assert.deepEqual(serials({ classes: ['Buffer', 'Matrix'] }), [2, 4]);
	assert.deepEqual(serials({ classes: ['Matrix'], line: 11, descending: true }), [4]);
	assert.deepEqual(serials({ classes: [] }), [1, 2, 3, 4]);
	assert.deepEqual(serials({ classes: ['Nothing'] }), []);
	run.collector.collected();
	run.line = 20;
	run.clock.spend(5);
	objects[0]?.delete();
	const [row] = run.snapshot({ states: ['deleted'] }).rows;
	assert.deepEqual([row?.line, row?.by, row?.survived, row?.bornMs, row?.endedMs], [10, 20, 1, 0, 5]);
	assert.equal(new Set(run.snapshot().rows.map(({ handle }) => handle)).size, 4);
	for (const object of objects.slice(1)) object.delete();
});

test('bytes that are no snapshot, no records and no raster are refused', () => {
	const { description } = run.engine;
	const rows = { sort: 'serial', descending: false, states: [], offset: 0, count: 1 } as const;
	const snapshot = run.runtime.snapshot({ rows, markFrom: 1 });
	assert.throws(() => decodeSnapshot(description, snapshot.slice(0, -1)), /Not a snapshot/);
	assert.throws(() => decodeSnapshot(description, new ArrayBuffer(8)), /Not a snapshot/);
	const old = snapshot.slice(0);
	new DataView(old).setUint32(4, 1, true);
	assert.throws(() => decodeSnapshot(description, old), /Not a snapshot of version 3: version 1/);
	run.native('_MyClass__destructor')(run.native('_MyClass__constructor')(1));
	const { records } = run.runtime.journal(1);
	assert.throws(() => decodeRecords(description, records.slice(1)), /Not records/);
	const gap = new Uint8Array([...new Uint8Array(records, 0, 32), ...new Uint8Array(records, 64, 32)]);
	assert.throws(() => decodeRecords(description, gap.buffer), /one is missing before number 3/);
	assert.throws(() => decodeRecords(description, new ArrayBuffer(32)), /no kind/);
	const raster = run.runtime.raster({ begin: 0, bytesPerCell: 16, cells: 4, mode: 'state' });
	assert.throws(() => decodeRaster(description, raster.slice(0, -1)), /Not a raster/);
	assert.throws(() => decodeRaster(description, new ArrayBuffer(4)), /Not a raster/);
});

test('a raster shows the heap: what is live, in use, and outside', () => {
	const { description } = run.engine;
	const buffer = new (run.class('Buffer'))(5000);
	const sizeBytes = run.snapshot().rows[0]?.sizeBytes ?? 0;
	assert.ok(sizeBytes >= 5000);
	const { heapBegin, heapEnd } = run.snapshot().stats;
	const cells = (heapEnd - heapBegin) / 1024 + 1;
	const request = { begin: heapBegin, bytesPerCell: 1024, cells, mode: 'state' } as const;
	const raster = decodeRaster(description, run.runtime.raster(request));
	assert.deepEqual([raster.begin, raster.bytesPerCell, raster.cells.length], [heapBegin, 1024, 2 * cells]);
	assert.equal(raster.bytes.live, sizeBytes);
	// The cell behind the heap, and the heap's sentinel.
	assert.equal(raster.bytes.outside, 1024 + 16);
	assert.equal(
		Object.values(raster.bytes).reduce((sum, bytes) => sum + bytes),
		1024 * cells,
	);
	const at = Math.floor((buffer.ptr - heapBegin) / 1024) + 2;
	assert.equal(description.blockStates[raster.cells[2 * at] ?? 0], 'live');
	assert.equal(description.blockStates[raster.cells.at(-2) ?? 0], 'outside');
	const byClass = decodeRaster(description, run.runtime.raster({ ...request, mode: 'class' }));
	const { id } = description.classes.find(({ name }) => name === 'Buffer') ?? { id: 0 };
	assert.equal(byClass.cells[2 * at], id);
	assert.equal(decodeRaster(description, run.runtime.raster({ ...request, mode: 'age' })).mode, 'age');
	for (const wrong of [{ cells: 131_073 }, { cells: -1 }, { cells: 0.5 }, { bytesPerCell: 0 }, { begin: -1 }])
		assert.throws(() => run.runtime.raster({ ...request, ...wrong }), { name: 'RangeError', message: /raster's/ });
	buffer.delete();
});
