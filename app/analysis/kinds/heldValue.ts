// A registry's held value that leads to the wrapper: the registry holds the value until the wrapper goes, which it keeps.
import type { Thing } from '../flow.ts';
import { textOf } from '../holders.ts';
import { calledFunctions, keeps, reachByClosures, sharedWith, wrappersAmong } from '../reach.ts';
import { type Finder, quoted, type Search } from '../search.ts';
import type { Confidence, Suspect } from '../suspect.ts';

const kRemedy =
	'Register a held value that is a number, such as the pointer. The wrapper itself may be the third argument, the token: that is held weakly.';

export const findHeldValue: Finder = (search) => {
	const { model, suspect } = search;
	const found: (Suspect | undefined)[] = [];
	for (const { target, held, heldNode, registry } of model.registered) {
		const confidence = confidenceOf(search, registry);
		if (!confidence) continue;
		const wrappers = wrappersAmong(target.things);
		const reached = reachByClosures(model, held.things);
		const own = wrappers.filter((it) => reached.has(it));
		const name = textOf(heldNode);
		const what = name === 'it' ? 'the held value' : `the held value ${quoted([name])}`;
		const names = name === 'it' ? [] : [name];
		if (own.length > 0) {
			const sentence = `Suspect: ${what} leads to the registered wrapper, so the FinalizationRegistry may keep the wrapper for which it waits.`;
			found.push(
				suspect({ kind: 'held-value', node: heldNode, confidence, wrappers: own, names, sentence, remedy: kRemedy }),
			);
			continue;
		}
		const functions = [...held.things].flatMap(calledFunctions);
		for (const shared of functions.flatMap((fn) => sharedWith(model, fn))) {
			const kept = wrappers.filter((it) => !shared.isTop && keeps(model, shared, it));
			if (kept.length === 0) continue;
			const sentence = `Suspect: the held value is a function made in a scope where another function uses ${quoted([shared.name])}. They share one context, so the FinalizationRegistry may keep the wrapper for which it waits.`;
			found.push(
				suspect({
					kind: 'held-value',
					node: heldNode,
					confidence: confidence === 'sure' ? 'likely' : confidence,
					wrappers: kept,
					names: [shared.name],
					sentence,
					remedy: kRemedy,
				}),
			);
			break;
		}
	}
	return found;
};

/** A registry that goes holds nothing any more; one of the program's own variables may be there a while. */
function confidenceOf({ model, holders }: Search, registry: Thing): Confidence | undefined {
	if (holders.some(({ things }) => things.has(registry))) return 'sure';
	const { all, top } = model.scopes;
	return all.some((it) => it.scope === top && model.variable(it).things.has(registry)) ? 'possible' : undefined;
}
