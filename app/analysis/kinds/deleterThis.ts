// A deleter that uses the wrapper itself: the managed table holds the deleter, and the deleter the wrapper.
import { capturesOf, keeps, reachByClosures } from '../reach.ts';
import { type Finder, quoted } from '../search.ts';
import type { Suspect } from '../suspect.ts';
import { isFunction, lineOf } from '../syntax.ts';

const kRemedy =
	'Let the deleter use the pointer that it is given and nothing of the wrapper, and make it outside of any function that knows the wrapper.';

export const findDeleterThis: Finder = ({ model, suspect }) => {
	const found: (Suspect | undefined)[] = [];
	for (const { node, weakRef, deleter } of model.managed) {
		const wrappers = [...weakRef.things].flatMap(({ target }) => [...target.things]);
		const at = `the deleter given to manage() at line ${lineOf(node)}`;
		for (const thing of deleter.things) {
			if (thing.kind === 'bound') {
				const bound = reachByClosures(model, thing.all.things);
				const kept = wrappers.filter((it) => bound.has(it));
				if (kept.length === 0) continue;
				const sentence = `Suspect: ${at} is bound to the wrapper, so the managed table may keep the wrapper for which it waits.`;
				found.push(
					suspect({
						kind: 'deleter-this',
						node: thing.node,
						confidence: 'sure',
						wrappers: kept,
						names: ['bind'],
						sentence,
						remedy: kRemedy,
					}),
				);
			}
			if (thing.kind !== 'function' || !isFunction(thing.node)) continue;
			for (const captured of capturesOf(model, thing.node)) {
				const kept = wrappers.filter((it) => keeps(model, captured, it));
				if (kept.length === 0) continue;
				const { name, flow } = captured;
				const isDirect = kept.some((it) => flow.things.has(it));
				const sentence = `Suspect: ${at} uses ${quoted([name])}, so the managed table may keep the wrapper for which it waits.`;
				found.push(
					suspect({
						kind: 'deleter-this',
						node: captured.node,
						confidence: isDirect ? 'sure' : 'likely',
						wrappers: kept,
						names: [name],
						sentence,
						remedy: kRemedy,
					}),
				);
			}
		}
	}
	return found;
};
