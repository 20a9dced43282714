// All that the engine knows of one object: its story, its row, and what refers to what around it.
import type { Description, EngineExports } from './abi.ts';
import { decodeRow, kRowBytes, type Row, type StateName } from './snapshot.ts';
import { decodeStory, kStoryBytes, nameOfClass, type Story } from './story.ts';
import type { Views } from './views.ts';

export interface ObjectRequest {
	/** Where it begins, or any address in it. */
	address: number;
	/** 0: whatever is there now. */
	serial: number;
}

/** Something that refers or is referred to on the native side. */
export interface GraphNode {
	/** `function`: a JavaScript function that C++ holds. */
	kind: 'object' | 'part' | 'function';
	/** Of a function: the number of its reference. */
	address: number;
	/** 0 for a function. */
	serial: number;
	/** `function` for a function. */
	className: string;
	/** `unmanaged`: no row stands for it, as none does for a function. */
	state: StateName | 'unmanaged' | 'part';
	line: number;
	/** How many shared_ptr own it; 0 where nothing is counted. */
	useCount: number;
}

/** From who refers to what is referred to, as indices into the nodes. */
export interface GraphEdge {
	from: number;
	to: number;
	/**
	 * `shared`: a shared_ptr; `weak`: a weak_ptr, or a function held by WeakRef; `owns`: ends with it (an arena's
	 * objects, a tree's root); `holds`: a function that is kept until it is given back.
	 */
	kind: 'shared' | 'weak' | 'owns' | 'holds';
}

export interface ObjectCard {
	story: Story;
	/** Null: no row of the managed table stands for it (any more). */
	row: Row | null;
	/** The first is the object itself; at most 64, those nearest to it. Empty where nothing is known. */
	nodes: GraphNode[];
	/** At most 128. */
	edges: GraphEdge[];
	/** There are more nodes or edges than are given. */
	cut: boolean;
}

const kNodeKinds = ['object', 'part', 'function'] as const;
const kEdgeKinds = ['shared', 'weak', 'owns', 'holds'] as const;
const kMostNodes = 64;
const kMostEdges = 128;
const kNodeBytes = 20;
const kEdgeBytes = 4;
const kCountsAt = kStoryBytes + kRowBytes;
const kNodesAt = kCountsAt + 16;
const kEdgesAt = kNodesAt + kNodeBytes * kMostNodes;
const kCardBytes = kEdgesAt + kEdgeBytes * kMostEdges;

/** The card's bytes, the caller's own. Cost: next to nothing; of what has ended, a pass over the table. */
export function copyObject(exports: EngineExports, views: Views, { address, serial }: ObjectRequest): ArrayBuffer {
	return views.copy(exports._engine__object(address, serial) >>> 0, kCardBytes);
}

/** Reads a card. Throws on bytes that are none. */
export function decodeObject(description: Description, bytes: ArrayBuffer): ObjectCard {
	const view = new DataView(bytes);
	if (view.byteLength !== kCardBytes) throw new Error(`Not an object's card: ${view.byteLength} bytes`);
	const u32 = (at: number) => view.getUint32(at, true);
	const [nodeCount, edgeCount] = [u32(kCountsAt), u32(kCountsAt + 4)];
	if (nodeCount > kMostNodes || edgeCount > kMostEdges)
		throw new Error(`Not an object's card: ${nodeCount} nodes, ${edgeCount} edges`);
	return {
		story: decodeStory(description, view, 0),
		// Serials count from 1: 0 is no row.
		row: u32(kStoryBytes + 32) === 0 ? null : decodeRow(description, view, kStoryBytes),
		nodes: Array.from({ length: nodeCount }, (_, i) => decodeNode(description, view, kNodesAt + kNodeBytes * i)),
		edges: Array.from({ length: edgeCount }, (_, i) => decodeEdge(view, kEdgesAt + kEdgeBytes * i, nodeCount)),
		cut: u32(kCountsAt + 8) !== 0,
	};
}

function decodeNode(description: Description, view: DataView, at: number): GraphNode {
	const u32 = (offset: number) => view.getUint32(at + offset, true);
	const kind = kNodeKinds[view.getUint8(at + 16)];
	const state = description.states[view.getUint8(at + 18)];
	if (kind === undefined || state === undefined) throw new Error('Not a node: it has no kind, or no state');
	return {
		kind,
		address: u32(0),
		serial: u32(4),
		className: kind === 'function' ? kind : (nameOfClass(description, view.getUint8(at + 17)) ?? 'object'),
		state: kind === 'part' ? 'part' : state === 'none' ? 'unmanaged' : state,
		line: u32(8),
		useCount: u32(12),
	};
}

function decodeEdge(view: DataView, at: number, nodeCount: number): GraphEdge {
	const [from, to, kind] = [view.getUint8(at), view.getUint8(at + 1), kEdgeKinds[view.getUint8(at + 2)]];
	if (kind === undefined || from >= nodeCount || to >= nodeCount)
		throw new Error('Not an edge: it has no kind, or joins no nodes');
	return { from, to, kind };
}
