// The object's card, the region and the counts by line, as the page reads them.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { decodeObject, type ObjectCard } from '../../../engine/binding/objectCard.ts';
import { decodeRaster, kDimmed } from '../../../engine/binding/raster.ts';
import { decodeRegion } from '../../../engine/binding/region.ts';
import { type Loose, TestRun } from '../../support/fakes.ts';

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start({ heapLimitBytes: 4 << 20 });
});
afterEach(() => run.finish());

interface Shared extends Loose {
	share(): Shared;
	addChild(child: Shared): void;
}
interface Arena extends Loose {
	make(number: number): Loose;
}
interface Emitter extends Loose {
	close(): void;
}

function cardOf(address: number, serial = 0): ObjectCard {
	return decodeObject(run.engine.description, run.runtime.object({ address, serial }));
}

/** `SharedNode#1 shared Node#2`, in an order of its own. */
function edgesOf({ nodes, edges }: ObjectCard): string[] {
	const name = (index: number) => {
		const { className, serial, address, kind } = nodes[index] as ObjectCard['nodes'][0];
		return kind === 'function' ? `function ${address}` : `${className}#${serial}`;
	};
	return edges.map(({ from, to, kind }) => `${name(from)} ${kind} ${name(to)}`).sort();
}

test('a card tells the story, the row, and where the object was made', () => {
	run.line = 7;
	const object = new (run.class('MyClass'))(1);
	run.clock.spend(3);
	const address = object.ptr;
	const card = cardOf(address + 3);
	assert.deepEqual([card.story.found, card.story.offset, card.story.address], ['usable', 3, address]);
	assert.deepEqual([card.row?.serial, card.row?.state, card.row?.line], [1, 'live', 7]);
	const node = { kind: 'object', address, serial: 1, className: 'MyClass', state: 'live', line: 7 };
	assert.deepEqual(card.nodes, [{ ...node, useCount: 0 }]);
	assert.deepEqual([card.edges, card.cut], [[], false]);
	object.delete();
	const ended = cardOf(address, 1);
	assert.deepEqual([ended.story.found, ended.row?.state, ended.row?.endedMs], ['quarantined', 'deleted', 3]);
	assert.deepEqual(
		ended.nodes.map(({ className, state }) => [className, state]),
		[['MyClass', 'deleted']],
	);
	const nothing = cardOf(address, 99);
	assert.deepEqual([nothing.story.found, nothing.row, nothing.nodes], ['nothing', null, []]);
});

test('handles of one node, its parent and its children are all in the graph', () => {
	const [parent, child] = [new (run.class<Shared>('SharedNode'))(1), new (run.class<Shared>('SharedNode'))(2)];
	const again = child.share();
	parent.addChild(child);
	// A handle's constructor takes its own block first: #1 and #3 are handles, #2 and #4 their nodes.
	const whole = [
		'Node#2 shared Node#4',
		'Node#4 weak Node#2',
		'SharedNode#1 shared Node#2',
		'SharedNode#3 shared Node#4',
		'SharedNode#5 shared Node#4',
	];
	const card = cardOf(again.ptr);
	assert.deepEqual(edgesOf(card), whole);
	assert.equal(card.nodes[0]?.serial, 5);
	const node = card.nodes.find(({ serial }) => serial === 4);
	assert.deepEqual([node?.kind, node?.className, node?.state, node?.useCount], ['part', 'Node', 'part', 3]);
	assert.deepEqual(edgesOf(cardOf(node?.address ?? 0)), whole, 'the same around the node itself');
	child.delete();
	again.delete();
	assert.equal(cardOf(node?.address ?? 0).nodes[0]?.useCount, 1, 'the parent owns it still');
	parent.delete();
	assert.equal(cardOf(node?.address ?? 0).story.found, 'quarantined');
});

test('a node that has ended, and whose block waits for its child, leads nowhere', () => {
	const [parent, child] = [new (run.class<Shared>('SharedNode'))(1), new (run.class<Shared>('SharedNode'))(2)];
	parent.addChild(child);
	const node = cardOf(parent.ptr).nodes[1]?.address ?? 0;
	parent.delete();
	const card = cardOf(node);
	assert.deepEqual([card.story.found, card.nodes.length, card.edges], ['part', 1, []]);
	child.delete();
});

test('an arena owns its objects, a tree its nodes, a listener holds its function', () => {
	const arena = new (run.class<Arena>('Arena'))(100);
	const placed = arena.make(1);
	arena.make(2);
	assert.deepEqual(edgesOf(cardOf(placed.ptr)), ['Arena#1 owns MyClass#2', 'Arena#1 owns MyClass#3']);
	assert.equal(cardOf(placed.ptr).nodes[0]?.state, 'unmanaged');
	while (edgesOf(cardOf(arena.ptr)).length < 63) arena.make(3);
	assert.equal(cardOf(arena.ptr).cut, false);
	arena.make(4);
	assert.deepEqual([cardOf(arena.ptr).nodes.length, cardOf(arena.ptr).cut], [64, true]);
	arena.delete();
	const { serial } = cardOf(new (run.class('Tree'))(4, 2).ptr).nodes[0] ?? { serial: 0 };
	const tree = run.snapshot({ states: ['live'] }).rows[0];
	const root = `TreeNode#${serial + 1}`;
	const below = [`${root} owns TreeNode#${serial + 2}`, `${root} owns TreeNode#${serial + 3}`];
	assert.deepEqual(edgesOf(cardOf(tree?.address ?? 0)), [
		`Tree#${serial} owns ${root}`,
		...below,
		`TreeNode#${serial + 2} owns TreeNode#${serial + 4}`,
	]);
	run.native('_Tree__destructor')(tree?.address ?? 0);
	const listener = new (run.class<Emitter>('Listener'))(() => 0);
	const weak = new (run.class('WeakListener'))(() => 0);
	const held = cardOf(listener.ptr);
	assert.deepEqual(
		[held.nodes[1]?.kind, held.nodes[1]?.className, held.edges[0]?.kind],
		['function', 'function', 'holds'],
	);
	assert.equal(cardOf(weak.ptr).edges[0]?.kind, 'weak');
	listener.close();
	assert.deepEqual(cardOf(listener.ptr).edges, []);
	listener.delete();
	weak.delete();
});

test('a region has its blocks, what is placed in them, and the bytes of the heap alone', () => {
	run.line = 4;
	const arena = new (run.class<Arena>('Arena'))(2);
	run.line = 5;
	arena.make(0x01020304);
	const buffer = new (run.class('Buffer'))(40);
	const region = (begin: number, sizeBytes: number) =>
		decodeRegion(run.engine.description, run.runtime.region({ begin, sizeBytes }));
	const { heapBegin, heapEnd } = run.snapshot().stats;
	const all = region(heapBegin, heapEnd - heapBegin + 100);
	assert.equal(all.bytes.length, 4096);
	assert.deepEqual(
		all.blocks.map(({ className, state, serial, line }) => [className, state, serial, line]),
		[
			['Arena', 'live', 1, 4],
			['MyClass', 'unmanaged', 2, 5],
			['Buffer', 'live', 3, 5],
			['', 'free', 0, 0],
		],
	);
	const free = all.blocks.at(-1);
	assert.equal((free?.address ?? 0) - 16 + (free?.sizeBytes ?? 0), heapEnd - 16, 'up to the sentinel');
	const [, placed] = all.blocks;
	const near = region(placed?.address ?? 0, 16);
	assert.deepEqual([...near.bytes.subarray(0, 4)], [4, 3, 2, 1]);
	assert.deepEqual(
		near.blocks.map(({ serial }) => serial),
		[1, 2],
	);
	assert.deepEqual(region(buffer.ptr + 20, 1).blocks[0]?.address, buffer.ptr);
	const inside = region(heapEnd - 4096, 8192);
	assert.equal(inside.bytes.length, 4096);
	assert.deepEqual([inside.blocks.length, inside.blocks[0]?.address], [1, free?.address]);
	for (const begin of [0, heapEnd, 0xffffffff]) {
		assert.equal(region(begin, 4096).bytes.length, 0);
		assert.deepEqual(region(begin, 4096).blocks, []);
	}
	buffer.delete();
	arena.delete();
	assert.deepEqual(
		region(heapBegin, 64).blocks.map(({ state, className }) => [state, className]),
		[['quarantined', 'Arena']],
	);
});

test('what became of the objects of each line, and the sum is the stats', () => {
	const make = (line: number, count: number) => {
		run.line = line;
		return Array.from({ length: count }, () => new (run.class('MyClass'))(1));
	};
	const [first, later] = [make(12, 5), make(70_000, 2)];
	make(3, 1);
	run.line = 20;
	for (const object of first.slice(0, 2)) object.delete();
	const { lines, stats } = run.snapshot();
	const zero = { cleared: 0, lost: 0, freed: 0, deleted: 0 };
	assert.deepEqual(lines, [
		{ ...zero, line: 0, made: 2, live: 2, heldBytes: 64 },
		{ ...zero, line: 3, made: 1, live: 1, heldBytes: 32 },
		{ ...zero, line: 12, made: 5, live: 3, deleted: 2, heldBytes: 96 },
	]);
	assert.equal(
		lines.reduce((sum, { live }) => sum + live, 0),
		stats.liveCount,
	);
	for (const object of [...first.slice(2), ...later]) object.delete();
	for (const { address } of run.snapshot({ states: ['live'] }).rows) run.native('_MyClass__destructor')(address);
});

test('rows and cells of a stretch of the run stand out; while it lasts, what is made belongs to it', () => {
	const objects = [0, 1, 2, 3].map((at) => {
		run.line = 10 + at;
		const object = new (run.class('MyClass'))(at);
		run.clock.spend(10);
		return object;
	});
	const serials = (fromMs: number, toMs: number) =>
		run.snapshot({ born: { fromMs, toMs } }).rows.map(({ serial }) => serial);
	assert.deepEqual(serials(10, 20), [2, 3]);
	assert.deepEqual(serials(11, 19), []);
	assert.deepEqual(serials(5, 1000), [2, 3, 4]);
	objects.push(new (run.class('MyClass'))(4));
	assert.deepEqual(serials(5, 1000), [2, 3, 4, 5]);
	assert.deepEqual(serials(5, 25), [2, 3]);
	assert.deepEqual(serials(Number.NaN, 25), []);
	const { heapBegin } = run.snapshot().stats;
	const dimmed = (filter: { line?: number; born?: { fromMs: number; toMs: number } }) => {
		const request = { begin: heapBegin, bytesPerCell: 32, cells: 6, mode: 'state', filter } as const;
		const { cells } = decodeRaster(run.engine.description, run.runtime.raster(request));
		return [0, 1, 2, 3, 4, 5].map((cell) => ((cells[2 * cell] ?? 0) & kDimmed) !== 0);
	};
	assert.deepEqual(dimmed({ born: { fromMs: 10, toMs: 20 } }), [true, false, false, true, true, false]);
	assert.deepEqual(dimmed({ line: 11 }), [true, false, true, true, true, false]);
	assert.deepEqual(dimmed({}), [false, false, false, false, false, false]);
	for (const object of objects) object.delete();
});

test('bytes that are no card and no region are refused', () => {
	const { description } = run.engine;
	const card = run.runtime.object({ address: 0, serial: 0 });
	assert.throws(() => decodeObject(description, card.slice(1)), /Not an object's card/);
	const many = card.slice(0);
	new DataView(many).setUint32(128, 65, true);
	assert.throws(() => decodeObject(description, many), /65 nodes/);
	assert.throws(() => decodeRegion(description, new ArrayBuffer(8)), /Not a region/);
	const region = run.runtime.region({ begin: 0, sizeBytes: 16 });
	new DataView(region).setUint32(8, 2, true);
	assert.throws(() => decodeRegion(description, region), /Not a region/);
});
