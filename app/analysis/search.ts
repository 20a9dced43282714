// What each kind of suspect is looked for with: the program's flows, what lives long, and how a suspect is made.
import type { AnyNode } from 'acorn';
import type { Flow, Thing } from './flow.ts';
import { findHolders, type Holder } from './holders.ts';
import { Lives } from './lives.ts';
import { getOr, type Model } from './model.ts';
import { reachByData, wrappersAmong } from './reach.ts';
import type { Variable } from './scopes.ts';
import { findStores, type Store } from './stores.ts';
import type { BorderCycle, Confidence, Suspect, SuspectKind } from './suspect.ts';

export interface Search {
	readonly model: Model;
	readonly lives: Lives;
	/** Variables and globals that live long, with all that their data reaches. */
	readonly holders: readonly Holder[];
	readonly stores: readonly Store[];
	/** What a variable holds without that anybody put it into something; of what is put, the place that does is told. */
	held(variable: Variable): Thing[];
	/** Undefined: the wrappers are deleted by the program itself. */
	suspect(found: Found): Suspect | undefined;
}

/** Gives the suspects of one kind. `before`: those of the kinds that were looked for before. */
export type Finder = (search: Search, before: readonly Suspect[]) => (Suspect | undefined)[];

interface Found {
	kind: SuspectKind;
	node: AnyNode;
	confidence: Confidence;
	/** What it may keep; empty: not known. */
	wrappers: readonly Thing[];
	names: readonly string[];
	sentence: string;
	remedy: string;
	cycle?: BorderCycle;
}

export function makeSearch(model: Model): Search {
	const lives = new Lives(model);
	const deleted = deletedWrappers(model);
	const stores = findStores(model);
	const putInto = new Map<Thing, Set<Thing>>();
	for (const { wrappers, containers } of stores)
		for (const wrapper of wrappers) {
			const known = getOr(putInto, wrapper, () => new Set<Thing>());
			for (const container of containers) known.add(container);
		}
	return {
		model,
		lives,
		holders: findHolders(model, lives),
		stores,
		held: (variable) => {
			const { things } = model.variable(variable);
			const reached = reachByData(things);
			const isPut = (it: Thing) => [...(putInto.get(it) ?? [])].some((container) => reached.has(container));
			return wrappersAmong(reached).filter((it) => things.has(it) || !isPut(it));
		},
		suspect: ({ node, wrappers, names, ...rest }) => {
			const kept = wrappers.filter((it) => !deleted.has(it));
			if (kept.length === 0 && wrappers.length > 0) return undefined;
			const known = kept.every(({ lines }) => lines.size > 0);
			const { start = { line: 0, column: 0 }, end = start } = node.loc ?? {};
			return {
				...rest,
				line: start.line,
				column: start.column + 1,
				endLine: end.line,
				endColumn: end.column + 1,
				allocationLines: known ? [...new Set(kept.flatMap(({ lines }) => [...lines]))].sort((a, b) => a - b) : [],
				classNames: known ? [...new Set(kept.flatMap(({ classNames }) => [...classNames]))].sort() : [],
				names: [...new Set(names)],
			};
		},
	};
}

/** Those that `delete()`, `using` or `scope()` ends: that they are still reachable keeps no object. */
function deletedWrappers(model: Model): Set<Thing> {
	const deleted = new Set<Thing>();
	for (const { things } of model.deleted) for (const thing of things) deleted.add(thing);
	for (const { things } of model.scoped)
		for (const { node } of things) {
			const given = reachByData(model.returnsOf(node).things);
			for (const it of model.wrappers()) if (model.scopes.isWithin(it.node, node) && !given.has(it)) deleted.add(it);
		}
	return deleted;
}

/** The wrappers that a flow's data leads to. */
export function wrappersIn(flow: Flow): Thing[] {
	return wrappersAmong(reachByData(flow.things));
}

/** As a sentence has it: `a`, `b` and `c`. */
export function quoted(names: readonly string[]): string {
	const all = [...new Set(names)].map((it) => `\`${it}\``);
	if (all.length <= 1) return all.join('');
	return all.length > 4
		? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more`
		: `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
