// A wrapper in a property of the global object, which is there as long as the run is.
import { overlaps } from '../lives.ts';
import type { Emptying } from '../model.ts';
import { reachByClosures, wrappersAmong } from '../reach.ts';
import { type Finder, quoted } from '../search.ts';

export const findGlobalProperty: Finder = ({ model, suspect }) => {
	const [global] = model.global.things;
	const isGlobal = (things: ReadonlySet<unknown>) => things.size === 1 && things.has(global);
	return model.puts.map(({ node, receiver, field, values }) => {
		// `onmessage` is told of as a listener.
		if (/^on[a-z]+$/.test(field) || !isGlobal(model.flowOf(receiver).things)) return undefined;
		model.flows.spendPairs(model.emptied.length);
		const isOther = ({ value }: Emptying) => !value || !values.some((it) => overlaps(it, model.flowOf(value)));
		const isLetGo = model.emptied.some(
			(it) => it.field === field && isGlobal(model.flowOf(it.receiver).things) && isOther(it),
		);
		if (isLetGo) return undefined;
		const kept = wrappersAmong(
			reachByClosures(
				model,
				values.flatMap(({ things }) => [...things]),
			),
		);
		if (kept.length === 0) return undefined;
		const name = `globalThis.${field}`;
		const sentence = `Suspect: ${quoted([name])} is a property of the global object, which may keep what is in it until the run ends.`;
		const remedy = `Set ${quoted([name])} to null when it is done, or keep a WeakRef there.`;
		return suspect({
			kind: 'console-global',
			node,
			confidence: 'likely',
			wrappers: kept,
			names: [name],
			sentence,
			remedy,
		});
	});
};
