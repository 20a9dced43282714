// Which functions in a graph look, by the program's text, as if they captured which wrappers.
import type { ObjectCard } from '../models/CardModel.ts';
import type { Suspect } from '../models/SuspectsModel.ts';
import type { Capture } from './referenceGraph.ts';

/** By the lines that made the objects: of a line that made many, each function may have captured each wrapper of it. */
export function capturesIn({ nodes, edges }: ObjectCard, suspects: readonly Suspect[]): Capture[] {
	const found = new Map<string, Capture>();
	for (const { from, to, kind } of edges) {
		if (kind !== 'holds') continue;
		for (const { cycle, allocationLines } of suspects) {
			if (!cycle || cycle.wrapperLine !== nodes[from]?.line) continue;
			nodes.forEach((node, object) => {
				const captured = node.kind === 'object' && node.line > 0 && allocationLines.includes(node.line);
				// Of its own line each object is taken to be held by its own function.
				const others = node.line === nodes[from]?.line && object !== from;
				if (captured && !others) found.set(`${to} ${object}`, { function: to, object });
			});
		}
	}
	return [...found.values()];
}
