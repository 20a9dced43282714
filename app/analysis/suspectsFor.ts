// Of all suspects of a program, those for the objects that one of its lines made.
import { type Analysis, compareSuspects, type Suspect } from './suspect.ts';

export interface AskedObject {
	className: string;
	/** What the engine tells of it: one that has ended is not kept alive by anybody. */
	story?: { readonly endedMs: number };
}

/** Surest first; of equals those that are known to hold objects of the line. `line`: 0 where the engine knows none. */
export function suspectsFor(analysis: Analysis, line: number, { className, story }: AskedObject): Suspect[] {
	if (story !== undefined && !Number.isNaN(story.endedMs)) return [];
	const ofClass = ({ classNames }: Suspect) => classNames.length === 0 || classNames.includes(className);
	const named = ({ allocationLines }: Suspect) => allocationLines.includes(line);
	return analysis.suspects
		.filter((it) => ofClass(it) && (named(it) || it.allocationLines.length === 0 || line === 0))
		.sort((a, b) => {
			const byConfidence = compareSuspects({ ...a, line: 0 }, { ...b, line: 0 });
			return a.confidence === b.confidence && named(a) !== named(b) ? (named(a) ? -1 : 1) : byConfidence;
		});
}
