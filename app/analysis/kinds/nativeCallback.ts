// A function that C++ holds and that knows a wrapper: if it is the holder's own wrapper, a cycle that nobody sees whole.
import type { AnyNode } from 'acorn';
import type { Thing } from '../flow.ts';
import { overlaps } from '../lives.ts';
import type { Later } from '../model.ts';
import {
	type Captured,
	calledFunctions,
	capturesOf,
	heldBy,
	keeps,
	reachByClosures,
	sharedWith,
	wrappersAmong,
} from '../reach.ts';
import { type Finder, quoted, type Search } from '../search.ts';
import type { BorderCycle, Suspect } from '../suspect.ts';
import { lineOf } from '../syntax.ts';

const kRemedy =
	'Break the cycle: call delete() when the object is done, let the function know no more than a WeakRef of the wrapper, or use a WeakListener.';

export const findNativeCallback: Finder = (search) => {
	const { model } = search;
	const natives = model.later.filter(({ what }) => what === 'hold' || model.classNames.has(what));
	return natives.flatMap((later) => {
		const holders = model.wrappers().filter((it) => {
			const held = heldBy(it);
			return held !== undefined && overlaps(held, later.callback);
		});
		const functions = [...later.callback.things].flatMap(calledFunctions);
		return [...boundTo(search, later, holders), ...functions.flatMap((fn) => cyclesOf(search, later, holders, fn))];
	});
};

function cyclesOf(search: Search, later: Later, holders: Thing[], fn: AnyNode): (Suspect | undefined)[] {
	const { model, suspect } = search;
	const isThere = ({ variable }: Captured) => !variable || !model.isDropped(variable);
	const own = capturesOf(model, fn).filter(isThere);
	const found: (Suspect | undefined)[] = [];
	for (const captured of own) {
		const cycle = holders.filter((it) => keeps(model, captured, it));
		if (cycle.length > 0) found.push(cycleSuspect(search, later, cycle, [captured.name]));
	}
	if (found.length > 0) return found.slice(0, 1);
	for (const shared of sharedWith(model, fn).filter(isThere)) {
		const cycle = holders.filter((it) => keeps(model, shared, it));
		if (cycle.length > 0) found.push(cycleSuspect(search, later, cycle, [shared.name], lineOf(shared.closure)));
	}
	if (found.length > 0) return found.slice(0, 1);
	for (const captured of own) {
		const others = wrappersAmong(captured.isTop ? captured.flow.things : reachByClosures(model, captured.flow.things));
		if (others.length === 0) continue;
		const sentence = `Suspect: C++ holds the function of line ${lineOf(later.callbackNode)}, and it uses ${quoted([captured.name])}, which it may keep as long as the native object lives.`;
		found.push(
			suspect({
				kind: 'native-callback',
				node: later.callbackNode,
				confidence: 'possible',
				wrappers: others,
				names: [captured.name],
				sentence,
				remedy: kRemedy,
			}),
		);
	}
	return found;
}

function boundTo(search: Search, later: Later, holders: Thing[]): (Suspect | undefined)[] {
	return [...later.callback.things].flatMap((thing) => {
		if (thing.kind !== 'bound') return [];
		const bound = reachByClosures(search.model, thing.all.things);
		const cycle = holders.filter((it) => bound.has(it));
		return cycle.length > 0 ? [cycleSuspect(search, later, cycle, ['bind'])] : [];
	});
}

/** `sharedLine`: of the other function that uses the name, if the callback itself does not. */
function cycleSuspect(
	{ suspect }: Search,
	{ callbackNode }: Later,
	wrappers: Thing[],
	names: string[],
	sharedLine?: number,
): Suspect | undefined {
	const callbackLine = lineOf(callbackNode);
	const wrapperLine = Math.min(...wrappers.flatMap(({ lines }) => [...lines]), Number.MAX_SAFE_INTEGER);
	const cycle: BorderCycle = {
		wrapperLine: wrapperLine === Number.MAX_SAFE_INTEGER ? 0 : wrapperLine,
		callbackLine,
		names,
	};
	const knows =
		sharedLine === undefined
			? `the function uses ${quoted(names)}`
			: `the function shares its scope with that of line ${sharedLine}, which uses ${quoted(names)}`;
	const sentence = `Suspect: a cycle across the border. C++ holds the function of line ${callbackLine}, ${knows}, and the wrapper owns the C++ object: each may keep the next.`;
	return suspect({
		kind: 'native-callback',
		node: callbackNode,
		confidence: sharedLine === undefined ? 'sure' : 'likely',
		wrappers,
		names,
		sentence,
		remedy: kRemedy,
		cycle,
	});
}
