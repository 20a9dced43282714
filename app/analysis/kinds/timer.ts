// Timers that nobody clears and listeners that nobody removes, whose function uses a wrapper.
import type { Thing } from '../flow.ts';
import type { Later } from '../model.ts';
import {
	type Captured,
	calledFunctions,
	capturesOf,
	reachByClosures,
	reachByData,
	sharedWith,
	wrappersAmong,
} from '../reach.ts';
import { type Finder, quoted, type Search } from '../search.ts';
import type { Confidence, Suspect } from '../suspect.ts';

const kTimers = new Set(['setInterval', 'setTimeout']);

export const findTimer: Finder = (search) => {
	const { model, lives } = search;
	const told = lives.pending.filter(({ what }) => what !== 'hold' && !model.classNames.has(what));
	return told.map((later) => (lasts(search, later) ? pendingSuspect(search, later) : undefined));
};

/** Of a listener: whether its target does. A timer is the browser's. */
function lasts({ model, holders }: Search, { what, by }: Later): boolean {
	if (kTimers.has(what) || by.things.size === 0) return true;
	const isOpen = ({ name, kind }: Thing) =>
		kind === 'builtin' || name === 'MessageChannel' || name === 'BroadcastChannel';
	return [...by.things].some(
		(it) => isOpen(it) || model.global.things.has(it) || holders.some(({ things }) => things.has(it)),
	);
}

function pendingSuspect({ model, suspect }: Search, later: Later): Suspect | undefined {
	const { node, callback, kept, what } = later;
	const wrappers = new Set<Thing>();
	const names: string[] = [];
	let confidence: Confidence = 'possible';
	const take = (things: Iterable<Thing>, name: string, how: Confidence) => {
		const found = wrappersAmong(things);
		if (found.length === 0) return;
		for (const it of found) wrappers.add(it);
		names.push(name);
		if (how === 'likely') confidence = how;
	};
	for (const it of kept) take(reachByData(it.things), 'an argument', 'likely');
	for (const thing of callback.things) {
		if (thing.kind === 'bound') take(reachByClosures(model, thing.all.things), 'bind', 'likely');
		for (const fn of calledFunctions(thing)) {
			for (const it of capturesOf(model, fn)) {
				if (it.variable && isLetGo(model, it)) continue;
				take(it.isTop ? it.flow.things : reachByClosures(model, it.flow.things), it.name, 'likely');
				if (it.isTop) take(reachByData(it.flow.things), it.name, 'possible');
			}
			for (const it of sharedWith(model, fn))
				if (!it.isTop && !(it.variable && isLetGo(model, it))) take(it.flow.things, it.name, 'possible');
		}
	}
	if (wrappers.size === 0) return undefined;
	const isTimer = kTimers.has(what);
	const never =
		what === 'setInterval'
			? 'is never cleared'
			: what === 'setTimeout'
				? 'waits long, or starts itself anew'
				: 'is never removed';
	const sentence = `Suspect: the function given to ${what} ${never} and uses ${quoted(names)}, which it may keep until the run ends.`;
	const remedy = isTimer
		? `Clear the timer when it is done (${what === 'setInterval' ? 'clearInterval' : 'clearTimeout'}), or let its function know a WeakRef only.`
		: 'Remove the listener when it is done, or let its function know a WeakRef only.';
	return suspect({
		kind: isTimer ? 'timer' : 'listener',
		node,
		confidence,
		wrappers: [...wrappers],
		names,
		sentence,
		remedy,
	});
}

/** Whether the variable, or what it holds, is emptied somewhere. */
function isLetGo(model: Search['model'], { variable, flow }: Captured): boolean {
	if (variable && model.isDropped(variable)) return true;
	return model.emptied.some(({ receiver }) => [...model.flowOf(receiver).things].some((it) => flow.things.has(it)));
}
