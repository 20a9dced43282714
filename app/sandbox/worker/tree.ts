// A program's tree as a list: deep trees (a sum of thousands of terms) need no recursion.
import type { AnyNode, Position } from 'acorn';

export interface Tree {
	/** Each node after its parent; the root is the first. */
	readonly nodes: readonly AnyNode[];
	/** The index of each node's parent, -1 for the root. */
	readonly parents: readonly number[];
}

export function listTree(root: AnyNode): Tree {
	const nodes = [root];
	const parents = [-1];
	for (let i = 0; i < nodes.length; i++) {
		for (const child of children(nodes[i] as AnyNode)) {
			nodes.push(child);
			parents.push(i);
		}
	}
	return { nodes, parents };
}

/** Lines count from 1, columns from 0. */
export const startOf = (node: AnyNode): Position => node.loc?.start ?? { line: 0, column: 0 };

/** In the order of the text, mostly. */
export function children(node: AnyNode): AnyNode[] {
	return Object.values(node).flat().filter(isNode);
}

const isNode = (value: unknown): value is AnyNode =>
	typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
