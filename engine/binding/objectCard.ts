// All that the engine knows of one object: its story, its row, and what refers to what around it.
import type { Row, StateName } from './snapshot.ts';
import type { Story } from './story.ts';

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
	/** The first is the object itself; at most 64, those nearest to it. */
	nodes: GraphNode[];
	/** At most 128. */
	edges: GraphEdge[];
	/** There are more nodes than are given. */
	cut: boolean;
}
