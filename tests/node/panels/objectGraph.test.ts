// The graph of an object's references: its cycles, on one side of the border and across it, and its layout.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Suspect } from '../../../app/models/SuspectsModel.ts';
import { capturesIn } from '../../../app/panels/captures.ts';
import { kNodeHeightPx, layoutGraph } from '../../../app/panels/graphLayout.ts';
import { cycleText, edgeText } from '../../../app/panels/graphWords.ts';
import { inCycle, isJavaScript, referenceGraph } from '../../../app/panels/referenceGraph.ts';
import { makeCard, makeEdges, makeFunction, makeNode } from './cards.ts';

const objects = (count: number) => Array.from({ length: count }, (_, i) => makeNode(i + 1));

function suspect(rest: Partial<Suspect>): Suspect {
	const place = { line: 2, column: 1, endLine: 2, endColumn: 9 };
	const text = { names: ['it'], classNames: [], sentence: '', remedy: '' };
	return { kind: 'native-callback', ...place, ...text, confidence: 'sure', allocationLines: [], ...rest };
}

for (const [what, edges, cycles] of [
	['a ring of shared pointers', ['0 shared 1', '1 shared 2', '2 shared 0'], [[0, 1, 2]]],
	['a parent held weakly closes none', ['0 shared 1', '1 weak 0'], []],
	['an object that owns itself', ['0 owns 0'], [[0]]],
	[
		'two rings apart',
		['0 shared 1', '1 owns 0', '1 weak 2', '2 shared 3', '3 shared 2'],
		[
			[0, 1],
			[2, 3],
		],
	],
	['a tree', ['0 owns 1', '0 owns 2', '1 shared 3', '2 shared 3'], []],
] as const) {
	test(`cycles: ${what}`, () => {
		const graph = referenceGraph(makeCard({ nodes: objects(4), edges: makeEdges(...edges) }), []);
		assert.deepEqual(
			graph.cycles.map((it) => [...it]).sort(),
			cycles.map((it) => [...it]),
		);
	});
}

test('a weak edge between two of a cycle is none of it', () => {
	const graph = referenceGraph(
		makeCard({ nodes: objects(2), edges: makeEdges('0 shared 1', '1 owns 0', '1 weak 0') }),
		[],
	);
	assert.deepEqual(
		graph.edges.map((edge) => inCycle(graph, edge)),
		[true, true, false],
	);
});

test('a cycle with one way round is told in its order, another by its members', () => {
	const told = (...edges: string[]) => {
		const graph = referenceGraph(makeCard({ nodes: objects(3), edges: makeEdges(...edges) }), []);
		return cycleText(graph, graph.cycles[0] ?? []);
	};
	assert.match(told('0 shared 2', '2 shared 1', '1 owns 0'), /: MyClass #1 → MyClass #3 → MyClass #2 → MyClass #1\./);
	assert.match(told('0 shared 1', '1 shared 0', '0 shared 2', '2 owns 0'), /: MyClass #1, MyClass #2, MyClass #3\./);
});

test('a function that captures the wrapper of who holds it closes a cycle across the border', () => {
	const listener = makeNode(5, { className: 'Listener', line: 7 });
	const card = makeCard({ nodes: [listener, makeFunction(1)], edges: makeEdges('0 holds 1') });
	const cycle = { wrapperLine: 7, callbackLine: 7, names: ['listener'] };
	const captures = capturesIn(card, [suspect({ allocationLines: [7], cycle })]);
	assert.deepEqual(captures, [{ function: 1, object: 0 }]);
	const graph = referenceGraph(card, captures);
	assert.deepEqual(graph.nodes[2], { kind: 'wrapper', of: 0 });
	assert.deepEqual(
		graph.edges.map(({ from, to, kind }) => `${from} ${kind} ${to}`),
		['0 holds 1', '2 wraps 0', '1 suspect 2'],
	);
	assert.deepEqual(graph.cycles, [[0, 1, 2]]);
	assert.ok(graph.edges.every((edge) => inCycle(graph, edge)));
	const round = 'Listener #5 → the function of Listener #5 → the wrapper of Listener #5 → Listener #5';
	assert.match(cycleText(graph, graph.cycles[0] ?? []), new RegExp(`^Suspected cycle across the border: ${round}\\.`));
	assert.deepEqual(
		graph.edges.map((edge) => edgeText(graph, edge)),
		[
			'Listener #5 holds the function of Listener #5',
			'the wrapper of Listener #5 stands for Listener #5',
			'the function of Listener #5 is suspected to capture the wrapper of Listener #5',
		],
	);
});

test('no capture is drawn without a cycle, for a weak listener, or for the function of another line', () => {
	const listener = makeNode(5, { className: 'Listener', line: 7 });
	const nodes = [listener, makeFunction(1)];
	const cycle = { wrapperLine: 7, callbackLine: 7, names: ['listener'] };
	const held = makeCard({ nodes, edges: makeEdges('0 holds 1') });
	assert.deepEqual(capturesIn(held, [suspect({ allocationLines: [7] })]), []);
	assert.deepEqual(capturesIn(held, [suspect({ allocationLines: [7], cycle: { ...cycle, wrapperLine: 8 } })]), []);
	assert.deepEqual(capturesIn(held, [suspect({ allocationLines: [9], cycle })]), []);
	const weak = makeCard({ nodes, edges: makeEdges('0 weak 1') });
	assert.deepEqual(capturesIn(weak, [suspect({ allocationLines: [7], cycle })]), []);
});

test('of a line that made many listeners each function is taken to hold its own', () => {
	const nodes = [makeNode(1, { line: 7 }), makeFunction(1), makeNode(2, { line: 7 }), makeFunction(2)];
	const card = makeCard({ nodes, edges: makeEdges('0 holds 1', '2 holds 3') });
	const cycle = { wrapperLine: 7, callbackLine: 7, names: ['it'] };
	assert.deepEqual(capturesIn(card, [suspect({ allocationLines: [7], cycle })]), [
		{ function: 1, object: 0 },
		{ function: 3, object: 2 },
	]);
});

/** Of a fixed seed, so that a failure comes again. */
function randomEdges(count: number, nodes: number, seed: number): string[] {
	let state = seed;
	const below = (bound: number) => {
		state = (state * 1103515245 + 12345) % 2147483648;
		return Math.floor((state / 2147483648) * bound);
	};
	return Array.from({ length: count }, () => {
		const kind = ['shared', 'weak', 'owns'][below(3)];
		return `${below(nodes)} ${kind} ${below(nodes)}`;
	});
}

for (const [seed, count] of [
	[1, 1],
	[2, 2],
	[3, 5],
	[4, 20],
	[5, 64],
	[6, 64],
] as const) {
	test(`the layout of ${count} nodes (seed ${seed}): none over another, all inside, JavaScript behind the border`, () => {
		const nodes = objects(count).map((node, i) => (i > 0 && i % 7 === 0 ? makeFunction(i) : node));
		const edges = makeEdges(...randomEdges(2 * count, count, seed));
		const captures = count > 7 ? [{ function: 7, object: 0 }] : [];
		const graph = referenceGraph(makeCard({ nodes, edges }), captures);
		const { nodes: places, paths, borderPx, widthPx, heightPx } = layoutGraph(graph);
		assert.equal(places.length, graph.nodes.length);
		assert.equal(paths.length, graph.edges.length);
		assert.ok(paths.every((path) => !path.includes('NaN')));
		places.forEach((a, i) => {
			assert.ok(a.xPx >= 0 && a.xPx + a.widthPx <= widthPx && a.yPx >= 0 && a.yPx + kNodeHeightPx <= heightPx);
			const node = graph.nodes[i];
			if (borderPx !== null && node) {
				assert.equal(isJavaScript(node), a.xPx > borderPx);
				assert.ok(isJavaScript(node) || a.xPx + a.widthPx < borderPx);
			}
			for (const b of places.slice(i + 1)) {
				const [left, right] = a.xPx < b.xPx ? [a, b] : [b, a];
				const apart = left.xPx + left.widthPx < right.xPx || Math.abs(a.yPx - b.yPx) >= kNodeHeightPx;
				assert.ok(apart, `two nodes at ${a.xPx} ${a.yPx}`);
			}
		});
		assert.equal(borderPx !== null, graph.nodes.some(isJavaScript));
	});
}
