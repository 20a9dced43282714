// A graph of references in words: what its nodes are called, its edges as sentences, its cycles.
import { isStrong, type ReferenceEdge, type ReferenceGraph } from './referenceGraph.ts';

const verbs: Record<ReferenceEdge['kind'], string> = {
	shared: 'shares',
	weak: 'refers weakly to',
	owns: 'owns',
	holds: 'holds',
	suspect: 'is suspected to capture',
	wraps: 'stands for',
};

/** `Listener #3`, `the function of Listener #3`, `the wrapper of Listener #3` */
export function nameOf(graph: ReferenceGraph, at: number): string {
	const node = graph.nodes[at];
	if (!node) return '';
	const stands = standsFor(graph, at);
	if (stands >= 0) return `the ${node.kind} of ${nameOf(graph, stands)}`;
	return node.kind === 'object' || node.kind === 'part' ? `${node.className} #${node.serial}` : `a ${node.kind}`;
}

/** The node by which a node of JavaScript's is called: what holds the function, what the wrapper stands for; else -1. */
export function standsFor({ nodes, edges }: ReferenceGraph, at: number): number {
	const node = nodes[at];
	if (node?.kind === 'wrapper') return node.of;
	return node?.kind === 'function' ? (edges.find(({ to }) => to === at)?.from ?? -1) : -1;
}

export function edgeText(graph: ReferenceGraph, { from, to, kind }: ReferenceEdge): string {
	return `${nameOf(graph, from)} ${verbs[kind]} ${nameOf(graph, to)}`;
}

export function cycleText(graph: ReferenceGraph, cycle: readonly number[]): string {
	const suspected = cycle.some((at) => graph.nodes[at]?.kind === 'wrapper');
	const round = aroundOf(graph, cycle);
	const names = round
		? [...round, ...round.slice(0, 1)].map((at) => nameOf(graph, at)).join(' → ')
		: cycle.map((at) => nameOf(graph, at)).join(', ');
	return suspected
		? `Suspected cycle across the border: ${names}. Neither side sees all of it, so neither ends it.`
		: `Cycle of strong references: ${names}. They keep each other.`;
}

/** The nodes in the order in which each refers to the next, if there is but one way round. */
function aroundOf({ edges }: ReferenceGraph, cycle: readonly number[]): number[] | null {
	const round = cycle.slice(0, 1);
	for (const at of round) {
		const next = edges.filter((edge) => isStrong(edge) && edge.from === at && cycle.includes(edge.to));
		const [only] = next;
		if (!only || next.length > 1) return null;
		if (only.to === round[0]) break;
		if (round.includes(only.to)) return null;
		round.push(only.to);
	}
	return round.length === cycle.length ? round : null;
}
