// Cards of objects as the engine would give them, for tests of what is shown of them.
import type { GraphEdge, GraphNode, ObjectCard, Shown } from '../../../app/models/CardModel.ts';
import type { Row } from '../../../app/protocol/snapshot.ts';
import { makeRow } from '../models/fakes.ts';

export function makeNode(serial: number, rest: Partial<GraphNode> = {}): GraphNode {
	const what = { kind: 'object', className: 'MyClass', state: 'live' } as const;
	return { ...what, serial, address: 0x100000 + 32 * serial, line: serial, useCount: 0, ...rest };
}

export const makeFunction = (reference: number): GraphNode =>
	makeNode(0, { kind: 'function', className: 'function', address: reference, state: 'unmanaged', line: 0 });

/** Edges as `0 shared 1`. */
export function makeEdges(...texts: string[]): GraphEdge[] {
	return texts.map((text) => {
		const [from, kind, to] = text.split(' ');
		if (kind !== 'shared' && kind !== 'weak' && kind !== 'owns' && kind !== 'holds') throw new Error(text);
		return { from: Number(from), to: Number(to), kind };
	});
}

export function makeCard(rest: Partial<Omit<ObjectCard, 'story'>> & { story?: Partial<ObjectCard['story']> } = {}) {
	const { row = null, nodes = [makeNode(1)], edges = [], cut = false } = rest;
	const [root = makeNode(1)] = nodes;
	const story: ObjectCard['story'] = {
		found: 'usable',
		address: root.address,
		serial: root.serial,
		className: root.className,
		line: root.line,
		cause: 'none',
		by: 0,
		owner: 0,
		bornMs: Number.NaN,
		endedMs: Number.NaN,
		offset: 0,
		...rest.story,
	};
	return { story, row, nodes, edges, cut } satisfies ObjectCard;
}

export function shownRow(rest: Partial<Row>): Shown {
	const row = makeRow(12, rest);
	return { spot: row, row, card: null, forgotten: false };
}

export function shownCard(card: ObjectCard): Shown {
	const nan = Number.NaN;
	const { address, serial, className, line } = card.story;
	const times = { bornMs: nan, usedMs: nan, clearedMs: nan, endedMs: nan };
	return { spot: { address, serial, className, line, sizeBytes: 0, ...times }, row: null, card, forgotten: false };
}
