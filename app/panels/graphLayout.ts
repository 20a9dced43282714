// Where the nodes and edges of a small graph are drawn: in columns by their distance from the first node, those of
// JavaScript in one column of their own behind the border.
import { isJavaScript, type ReferenceEdge, type ReferenceGraph } from './referenceGraph.ts';

/** CSS pixels. */
export const kNodeHeightPx = 36;
const kMinWidthPx = 60;
const kMaxWidthPx = 112;
/** Of a letter of a node's text at most, and what stands beside the text. */
const kLetterPx = 7;
const kBesidePx = 18;
const kGapXPx = 30;
const kGapYPx = 12;
const kMarginPx = 4;
/** What the border between the languages takes beside the gap. */
const kBorderPx = 28;
/** Above the nodes where there is a border, for the names of its sides. */
const kSidesPx = 20;
/** How far apart two edges between the same nodes begin and end. */
const kApartPx = 8;

export interface Placed {
	xPx: number;
	yPx: number;
}

/** Its left upper corner, and its width: that of its column. */
export interface PlacedNode extends Placed {
	widthPx: number;
}

interface GraphLayout {
	/** In the order of the graph's nodes. */
	nodes: readonly PlacedNode[];
	/** SVG paths in the order of the graph's edges. */
	paths: readonly string[];
	/** The middle of each path. */
	middles: readonly Placed[];
	/** Where the border runs; null: no node of JavaScript's. */
	borderPx: number | null;
	widthPx: number;
	heightPx: number;
}

export function layoutGraph(graph: ReferenceGraph): GraphLayout {
	const columns = columnsOf(graph);
	const hasBorder = graph.nodes.some(isJavaScript);
	const lastNative = columns.length - (hasBorder ? 1 : 0);
	const longest = Math.max(1, ...columns.map((column) => column.length));
	const topPx = kMarginPx + (hasBorder ? kSidesPx : 0);
	const nodes: PlacedNode[] = graph.nodes.map(() => ({ xPx: 0, yPx: 0, widthPx: 0 }));
	let xPx = kMarginPx;
	let borderPx: number | null = null;
	columns.forEach((column, at) => {
		if (hasBorder && at === lastNative) {
			borderPx = xPx - kGapXPx + (kGapXPx + kBorderPx) / 2;
			xPx += kBorderPx;
		}
		const widthPx = Math.max(kMinWidthPx, ...column.map((node) => widthOf(graph, node)));
		const emptyPx = (longest - column.length) * (kNodeHeightPx + kGapYPx);
		column.forEach((node, row) => {
			nodes[node] = { xPx, yPx: topPx + emptyPx / 2 + row * (kNodeHeightPx + kGapYPx), widthPx };
		});
		xPx += widthPx + kGapXPx;
	});
	const drawn = graph.edges.map((edge) => drawEdge(nodes, edge, graph.edges));
	// An edge within a column bows out to the right of it.
	const bowPx = graph.edges.some(({ from, to }) => nodes[from]?.xPx === nodes[to]?.xPx) ? kGapXPx : 0;
	return {
		nodes,
		paths: drawn.map(({ path }) => path),
		middles: drawn.map(({ middle }) => middle),
		borderPx,
		widthPx: xPx - kGapXPx + kMarginPx + bowPx,
		heightPx: topPx + longest * (kNodeHeightPx + kGapYPx) - kGapYPx + kMarginPx,
	};
}

/** For its text; what is longer is cut off. */
function widthOf({ nodes }: ReferenceGraph, at: number): number {
	const node = nodes[at];
	const script = node === undefined || node.kind === 'wrapper' || node.kind === 'function';
	const letters = script ? 'function'.length + 1 : Math.max(node.className.length, `● #${node.serial} ×9`.length);
	return Math.min(kMaxWidthPx, letters * kLetterPx + kBesidePx);
}

/** Nodes by distance, whichever way the references point; nodes found from the same node stand together. */
function columnsOf({ nodes, edges }: ReferenceGraph): number[][] {
	const distance = new Map<number, number>([[0, 0]]);
	const queue = [0];
	for (const node of queue) {
		for (const { from, to } of edges) {
			const other = from === node ? to : to === node ? from : -1;
			if (other < 0 || distance.has(other)) continue;
			distance.set(other, (distance.get(node) ?? 0) + 1);
			queue.push(other);
		}
	}
	const far = Math.max(0, ...distance.values()) + 1;
	const order = [...queue, ...[...nodes.keys()].filter((node) => !distance.has(node))];
	const native: number[][] = [];
	const script: number[] = [];
	for (const node of order) {
		const at = nodes[node];
		if (!at) continue;
		if (isJavaScript(at)) script.push(node);
		else {
			const column = distance.get(node) ?? far;
			native[column] ??= [];
			native[column].push(node);
		}
	}
	// A column that only functions were in is not there.
	const filled = native.filter((column) => column !== undefined);
	return script.length > 0 ? [...filled, script] : filled;
}

function drawEdge(
	nodes: readonly PlacedNode[],
	edge: ReferenceEdge,
	edges: readonly ReferenceEdge[],
): { path: string; middle: Placed } {
	const from = nodes[edge.from] ?? { xPx: 0, yPx: 0, widthPx: 0 };
	const to = nodes[edge.to] ?? { xPx: 0, yPx: 0, widthPx: 0 };
	const ahead = to.xPx > from.xPx;
	const paired = edges.some((other) => other.from === edge.to && other.to === edge.from);
	const apartPx = paired ? (ahead ? -kApartPx : kApartPx) : 0;
	const startY = from.yPx + kNodeHeightPx / 2 + apartPx;
	const endY = to.yPx + kNodeHeightPx / 2 + apartPx;
	if (from.xPx === to.xPx) {
		// Both ends at the right side, apart from each other even where it is one node.
		const x = from.xPx + from.widthPx;
		const lowerPx = edge.from === edge.to ? kApartPx : 0;
		const bow = x + kGapXPx;
		const [y1, y2] = [startY - lowerPx, endY + lowerPx];
		const path = `M${x} ${y1}C${bow} ${y1} ${bow} ${y2} ${x} ${y2}`;
		return { path, middle: { xPx: x + (kGapXPx * 3) / 4, yPx: (y1 + y2) / 2 } };
	}
	const x1 = from.xPx + (ahead ? from.widthPx : 0);
	const x2 = to.xPx + (ahead ? 0 : to.widthPx);
	const bend = (x2 - x1) / 2;
	return {
		path: `M${x1} ${startY}C${x1 + bend} ${startY} ${x2 - bend} ${endY} ${x2} ${endY}`,
		middle: { xPx: (x1 + x2) / 2, yPx: (startY + endY) / 2 },
	};
}
