// Shows what refers to what around an object as a small graph, cycles marked, and the same in words. Never follows
// a reference by itself: its nodes are buttons that select their object.
import { countOf } from '../lib/countText.ts';
import type { GraphNode } from '../models/CardModel.ts';
import type { SelectionModel, Spot } from '../models/SelectionModel.ts';
import { kNodeHeightPx, layoutGraph, type Placed, type PlacedNode } from './graphLayout.ts';
import { cycleText, edgeText, nameOf, standsFor } from './graphWords.ts';
import { signOf } from './objectStory.ts';
import { inCycle, isJavaScript, type ReferenceEdge, type ReferenceGraph } from './referenceGraph.ts';

interface ObjectGraphProps {
	graph: ReferenceGraph;
	/** There are more nodes than these. */
	cut: boolean;
	selection: SelectionModel;
}

type EdgeKind = ReferenceEdge['kind'];

const kinds: readonly { kind: EdgeKind; legend: string }[] = [
	{ kind: 'shared', legend: 'shared_ptr' },
	{ kind: 'weak', legend: 'weak' },
	{ kind: 'owns', legend: 'owns' },
	{ kind: 'holds', legend: 'holds' },
	{ kind: 'suspect', legend: 'suspect' },
	{ kind: 'wraps', legend: 'wraps' },
];

export function ObjectGraph({ graph, cut, selection }: ObjectGraphProps) {
	const layout = layoutGraph(graph);
	const { widthPx, heightPx, borderPx } = layout;
	const used = kinds.filter(({ kind }) => graph.edges.some((edge) => edge.kind === kind));
	return (
		<div class="graph">
			<div class="graph-scroller">
				<div class="graph-frame" style={{ width: `${widthPx}px`, height: `${heightPx}px` }}>
					<svg width={widthPx} height={heightPx} aria-hidden="true">
						<defs>
							{['plain', 'cycle'].map((look) => (
								<marker
									key={look}
									id={`arrow-${look}`}
									class={look}
									viewBox="0 0 8 8"
									refX="7"
									refY="4"
									markerWidth="7"
									markerHeight="7"
									orient="auto"
									markerUnits="userSpaceOnUse"
								>
									<path d="M0 0.5L8 4L0 7.5z" />
								</marker>
							))}
						</defs>
						{borderPx !== null && <Border atPx={borderPx} heightPx={heightPx} />}
						{graph.edges.map((edge, at) => {
							const cycle = inCycle(graph, edge);
							return (
								<path
									key={at}
									class={cycle ? 'edge cycle' : 'edge'}
									data-kind={edge.kind}
									d={layout.paths[at]}
									marker-end={`url(#arrow-${cycle ? 'cycle' : 'plain'})`}
								/>
							);
						})}
					</svg>
					{graph.edges.map(
						(edge, at) => edge.kind === 'suspect' && <EdgeLabel key={at} text="suspect" middle={layout.middles[at]} />,
					)}
					{graph.nodes.map((_, at) => (
						<Node key={at} graph={graph} at={at} place={layout.nodes[at]} selection={selection} />
					))}
				</div>
			</div>
			{cut && <p class="graph-note">Only the nearest {countOf(graph.nodes.length, 'node')} are drawn.</p>}
			{graph.cycles.map((cycle) => (
				<p key={cycle.join()} class="graph-note cycle-note">
					<span aria-hidden="true">↻ </span>
					{cycleText(graph, cycle)}
				</p>
			))}
			<ul class="graph-legend" aria-hidden="true">
				{used.map(({ kind, legend }) => (
					<li key={kind}>
						<svg width="24" height="8" aria-hidden="true">
							<path class="edge" data-kind={kind} d="M0 4H24" />
						</svg>
						{legend}
					</li>
				))}
			</ul>
			<ul class="hidden" aria-label="References in words">
				{graph.edges.map((edge, at) => (
					<li key={at}>{edgeText(graph, edge)}</li>
				))}
			</ul>
		</div>
	);
}

function Border({ atPx, heightPx }: { atPx: number; heightPx: number }) {
	return (
		<g class="graph-border">
			<line x1={atPx} y1="0" x2={atPx} y2={heightPx} />
			<text x={atPx - 6} y="12" text-anchor="end">
				C++
			</text>
			<text x={atPx + 6} y="12">
				JavaScript
			</text>
		</g>
	);
}

function EdgeLabel({ text, middle }: { text: string; middle: Placed | undefined }) {
	return (
		<span class="edge-label" aria-hidden="true" style={{ left: `${middle?.xPx}px`, top: `${middle?.yPx}px` }}>
			{text}
		</span>
	);
}

interface NodeProps {
	graph: ReferenceGraph;
	at: number;
	place: PlacedNode | undefined;
	selection: SelectionModel;
}

function Node({ graph, at, place, selection }: NodeProps) {
	const node = graph.nodes[at];
	if (!node || !place) return null;
	const style = {
		left: `${place.xPx}px`,
		top: `${place.yPx}px`,
		width: `${place.widthPx}px`,
		height: `${kNodeHeightPx}px`,
	};
	const cycle = graph.cycles.some((nodes) => nodes.includes(at));
	const look = `node ${isJavaScript(node) ? 'script' : 'native'}${at === 0 ? ' self' : ''}${cycle ? ' in-cycle' : ''}`;
	if (node.kind === 'wrapper' || node.kind === 'function') {
		return (
			<span class={look} style={style}>
				<span class="node-class">{node.kind}</span>
				<span class="node-name">{callerText(graph, at)}</span>
			</span>
		);
	}
	const spot = spotOf(node);
	return (
		<button
			type="button"
			class={look}
			style={style}
			data-state={node.state}
			aria-label={`${nameOf(graph, at)}, ${node.state}${node.useCount > 0 ? `, owned by ${countOf(node.useCount, 'shared_ptr')}` : ''}`}
			aria-current={at === 0}
			title={at === 0 ? 'This object' : 'Show this object'}
			onClick={() => {
				if (at !== 0) selection.selected.value = spot;
			}}
			onPointerEnter={() => {
				selection.hovered.value = spot;
			}}
			onPointerLeave={() => {
				selection.hovered.value = null;
			}}
		>
			<span class="node-class">{node.className}</span>
			<span class="node-name">
				<span class="sign" aria-hidden="true">
					{signOf(node.state)}
				</span>
				#{node.serial}
				{node.useCount > 0 && <span class="use-count" data-count={node.useCount} />}
			</span>
		</button>
	);
}

function spotOf({ address, serial, className, line }: GraphNode): Spot {
	const times = { bornMs: Number.NaN, usedMs: Number.NaN, clearedMs: Number.NaN, endedMs: Number.NaN };
	return { address, serial, className, line, sizeBytes: 0, ...times };
}

/** `of #3` */
function callerText(graph: ReferenceGraph, at: number): string {
	const node = graph.nodes[standsFor(graph, at)];
	return node?.kind === 'object' || node?.kind === 'part' ? `of #${node.serial}` : '';
}
