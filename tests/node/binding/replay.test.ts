// A run rebuilt from its journal shows what the run itself showed; what is no whole journal is refused.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, type TestContext, test } from 'node:test';
import type { Replay } from '../../../engine/binding/replay.ts';
import { decodeSnapshot, type RowWindow, type Snapshot } from '../../../engine/binding/snapshot.ts';
import { FakeWeakRef, type Loose, TestRun } from '../../support/fakes.ts';
import { Random } from './random.ts';

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start({ heapLimitBytes: 4 << 20, quarantineBytes: 64 << 10 });
});
afterEach(() => run.finish());

const kRows: RowWindow = { sort: 'serial', descending: false, states: [], offset: 0, count: 256 };
const memoryBytes = () => run.runtime.exports.memory.buffer.byteLength;

/**
 * What is the same in a run and its replay: not the time, the memory, the last use of what still lives, nor what the
 * binding has noted and what found no room.
 */
function comparable({ stats, rows, rowsMatched, marks }: Snapshot): object {
	const { nowMs: _now, wasmMemoryBytes: _memory, heldReferences: _held, cleaningCount: _cleaning, ...others } = stats;
	const { derefCount: _derefs, exhaustedCount: _exhausted, exhaustedFirstMs: _first, ...same } = others;
	return {
		same,
		rowsMatched,
		marks,
		rows: rows.map((row) => ({ ...row, usedMs: row.state === 'live' ? 0 : row.usedMs })),
	};
}

function shown(replay: Replay, rows: Partial<RowWindow> = {}): Snapshot {
	return decodeSnapshot(run.engine.description, replay.snapshot({ rows: { ...kRows, ...rows }, markFrom: 1 }));
}

/** Some operations of a program, with everything that the journal can tell of. */
function program(random: Random, operations: number): () => void {
	const wrappers: Loose[] = [];
	const managed: { ptr: number; weakRef: FakeWeakRef }[] = [];
	const classes: [string, () => unknown[]][] = [
		['MyClass', () => [random.below(100)]],
		['Buffer', () => [random.below(20_000)]],
		['Matrix', () => [random.below(20), random.below(20)]],
		['SharedNode', () => [random.below(100)]],
		['Listener', () => [(value: number) => value]],
		['Arena', () => [1 + random.below(30)]],
		['Tree', () => [random.below(60), random.below(4)]],
		['Throwing', () => [() => random.below(2)]],
	];
	const make = () => {
		const [name, args] = classes[random.below(classes.length)] as (typeof classes)[0];
		run.line = 1 + random.below(50);
		try {
			wrappers.push(new (run.class(name))(...args()));
		} catch (error) {
			assert.equal((error as Error).name, 'NativeHeapExhausted');
		}
	};
	const use = () => {
		const object = wrappers[random.below(wrappers.length)];
		if (!object) return;
		const arena = object as Loose & { make?(number: number): unknown; addChild?(child: Loose): void };
		try {
			arena.make?.(random.below(9));
			// Only to a younger one: a cycle of shared_ptr would stay for ever.
			const child = wrappers.findLast((it) => 'addChild' in it);
			if (child && child !== object && wrappers.indexOf(child) > wrappers.indexOf(object)) arena.addChild?.(child);
		} catch (error) {
			assert.equal((error as Error).name, 'RangeError');
		}
	};
	const manage = () => {
		const ptr = run.native('_MyClass__constructor')(random.below(9));
		if (ptr === 0) return;
		const weakRef = new FakeWeakRef();
		run.runtime.manage(ptr, weakRef, (p) => run.native('_MyClass__destructor')(p));
		managed.push({ ptr, weakRef });
	};
	const actions = [
		make,
		make,
		make,
		use,
		use,
		manage,
		() => wrappers.length > 0 && random.take(wrappers).delete(),
		() => wrappers.length > 0 && random.take(wrappers).deleteLater(),
		() => managed.length > 0 && random.take(managed).weakRef.clear(),
		() => random.below(10) === 0 && run.runtime.sweep(),
		() => random.below(5) === 0 && run.runtime.clean(random.below(2) ? 0 : Number.POSITIVE_INFINITY),
		() => random.below(10) === 0 && run.collector.collected(),
		() => random.below(20) === 0 && run.runtime.setPolicy(random.below(2) ? 'none' : 'idle', 100),
		() => run.clock.spend(random.next() * 3),
		() => random.below(5) === 0 && assert.throws(() => run.native('_Buffer__size')(random.below(2 ** 24))),
	];
	for (let i = 0; i < operations; i++) (actions[random.below(actions.length)] as () => unknown)();
	return () => {
		for (const wrapper of wrappers) wrapper.delete();
		for (const { weakRef } of managed) weakRef.clear();
		run.runtime.sweep();
		run.runtime.clean();
	};
}

test('rows, figures, marks and the picture of the heap are those of the run', (t: TestContext) => {
	const random = new Random();
	t.diagnostic(`seed ${random.seed}`);
	let replay: Replay | undefined;
	let next = 1;
	const endings: (() => void)[] = [];
	for (let round = 0; round < 20; round++) {
		endings.push(program(random, 100));
		const drained = run.runtime.journal(next);
		assert.equal(drained.first, next);
		if (replay) replay.append(drained.records);
		else replay = run.engine.replay(drained.records, memoryBytes());
		next = drained.next;
		for (const rows of [{}, { sort: 'ended', descending: true }, { states: ['live'], offset: 20, count: 30 }] as const)
			assert.deepEqual(comparable(shown(replay, rows)), comparable(run.snapshot(rows)), `seed ${random.seed}`);
		const { heapBegin, heapEnd } = run.snapshot().stats;
		for (const mode of ['state', 'class', 'age'] as const) {
			const request = { begin: heapBegin, bytesPerCell: 64, cells: Math.floor((heapEnd - heapBegin) / 64), mode };
			assert.deepEqual(replay.raster(request), run.runtime.raster(request), `${mode}, seed ${random.seed}`);
		}
	}
	for (const end of endings) end();
	run.takeErrors();
});

test('a journal without its beginning, with a gap, or with a record that cannot be, is refused', () => {
	const end = program(new Random(1), 200);
	const { records } = run.runtime.journal(1);
	const refused = (bytes: ArrayBuffer, message: RegExp) =>
		assert.throws(() => run.engine.replay(bytes, memoryBytes()), { name: 'RangeError', message });
	refused(records.slice(32), /record number 2 does not follow/);
	const without = new Uint8Array(records.byteLength - 32);
	without.set(new Uint8Array(records, 0, 320));
	without.set(new Uint8Array(records, 352), 320);
	refused(without.buffer, /record number 12 does not follow/);
	const twisted = records.slice(0);
	const alloc = run.records().find(({ kind }) => kind === 'alloc');
	new DataView(twisted).setUint32(((alloc?.sequence ?? 1) - 1) * 32 + 16, 0x1234560, true);
	refused(twisted, new RegExp(`record number ${alloc?.sequence} does not follow`));
	refused(records.slice(0, 33), /32 bytes each/);
	const twice = run.engine.replay(records, memoryBytes());
	assert.throws(() => twice.append(records), { name: 'RangeError', message: /record number 1 does not follow/ });
	end();
	run.takeErrors();
});
