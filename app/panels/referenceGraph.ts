// What refers to what around an object, on both sides of the border as far as known, and the cycles in it.
import type { GraphEdge, GraphNode, ObjectCard } from '../models/CardModel.ts';

/** A JavaScript object that stands for a node; known by suspicion alone. */
export interface WrapperNode {
	kind: 'wrapper';
	/** Index of the node that it stands for. */
	of: number;
}

export type ReferenceNode = GraphNode | WrapperNode;

export interface ReferenceEdge {
	from: number;
	to: number;
	/** `suspect`: the program's text looks as if the function captured the wrapper; `wraps`: it stands for the object. */
	kind: GraphEdge['kind'] | 'suspect' | 'wraps';
}

export interface ReferenceGraph {
	nodes: readonly ReferenceNode[];
	edges: readonly ReferenceEdge[];
	/** Each a set of nodes that keep each other, by strong references alone. */
	cycles: readonly (readonly number[])[];
}

/** A function that looks as if it captured the wrapper of an object: indices of their nodes. */
export interface Capture {
	function: number;
	object: number;
}

export const isJavaScript = (node: ReferenceNode) => node.kind === 'function' || node.kind === 'wrapper';

export function referenceGraph({ nodes, edges }: ObjectCard, captures: readonly Capture[]): ReferenceGraph {
	const all: ReferenceNode[] = [...nodes];
	const joined: ReferenceEdge[] = [...edges];
	const wrapperOf = new Map<number, number>();
	for (const capture of captures) {
		let wrapper = wrapperOf.get(capture.object);
		if (wrapper === undefined) {
			wrapper = all.push({ kind: 'wrapper', of: capture.object }) - 1;
			wrapperOf.set(capture.object, wrapper);
			joined.push({ from: wrapper, to: capture.object, kind: 'wraps' });
		}
		joined.push({ from: capture.function, to: wrapper, kind: 'suspect' });
	}
	return { nodes: all, edges: joined, cycles: cyclesOf(all.length, joined) };
}

/** Whether what the edge leads to is kept by it. */
export const isStrong = ({ kind }: ReferenceEdge) => kind !== 'weak';

/** Whether both ends of the edge are in one cycle, and the edge is one of it. */
export function inCycle({ cycles }: ReferenceGraph, edge: ReferenceEdge): boolean {
	return isStrong(edge) && cycles.some((cycle) => cycle.includes(edge.from) && cycle.includes(edge.to));
}

/** The strongly connected components of more than one node, and those that refer to themselves (Tarjan, 1972). */
function cyclesOf(count: number, edges: readonly ReferenceEdge[]): number[][] {
	const strong = edges.filter(isStrong);
	const next = Array.from({ length: count }, (_, i) => strong.filter(({ from }) => from === i).map(({ to }) => to));
	const order = new Array<number>(count).fill(-1);
	const low = new Array<number>(count).fill(-1);
	const open: number[] = [];
	const found: number[][] = [];
	let counter = 0;
	// Nodes are at most some hundred: the recursion is no deeper.
	const visit = (node: number) => {
		order[node] = low[node] = counter++;
		open.push(node);
		for (const to of next[node] ?? []) {
			if (order[to] === -1) visit(to);
			if (open.includes(to)) low[node] = Math.min(low[node] ?? 0, low[to] ?? 0);
		}
		if (low[node] !== order[node]) return;
		const component = open.splice(open.indexOf(node));
		if (component.length > 1 || next[node]?.includes(node)) found.push(component.sort((a, b) => a - b));
	};
	for (let node = 0; node < count; node++) if (order[node] === -1) visit(node);
	return found;
}
