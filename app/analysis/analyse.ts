// Why an object may still be alive: suspects in the program's text, found without running it. It proves nothing.
import { connectProgram } from './connect.ts';
import { TooManySteps } from './flow.ts';
import { findDeleterThis } from './kinds/deleterThis.ts';
import { findGlobalProperty } from './kinds/globalProperty.ts';
import { findHeldValue } from './kinds/heldValue.ts';
import { findNativeCallback } from './kinds/nativeCallback.ts';
import { findSiblingClosure } from './kinds/siblingClosure.ts';
import { findStoredDeref } from './kinds/storedDeref.ts';
import { findStrongStore } from './kinds/strongStore.ts';
import { findSuspended } from './kinds/suspended.ts';
import { findTimer } from './kinds/timer.ts';
import { findVariable } from './kinds/variable.ts';
import { Model } from './model.ts';
import { Scopes } from './scopes.ts';
import { type Finder, makeSearch } from './search.ts';
import { type Analysis, compareSuspects, type Suspect } from './suspect.ts';
import { readSyntax } from './syntax.ts';

/** Each may look at what those before it found. */
const finders: readonly Finder[] = [
	findDeleterThis,
	findSiblingClosure,
	findHeldValue,
	findGlobalProperty,
	findStrongStore,
	findStoredDeref,
	findTimer,
	findNativeCallback,
	findSuspended,
	findVariable,
];

/** More are not shown to anybody. */
const kMaxSuspects = 200;

/**
 * `classNames`: the engine's ready-made classes. Cost: linear in the program's length, and bounded; a program that is
 * too long, too deep or too entangled gives no suspects and says so.
 */
export function analyse(code: string, classNames: readonly string[]): Analysis {
	const syntax = readSyntax(code);
	if ('fault' in syntax) return { suspects: [], error: syntax.fault };
	try {
		const model = new Model(syntax, new Scopes(syntax), classNames);
		connectProgram(model);
		const search = makeSearch(model);
		const found: Suspect[] = [];
		for (const find of finders) found.push(...find(search, found).filter((it) => it !== undefined));
		return { suspects: withoutTwins(found).sort(compareSuspects).slice(0, kMaxSuspects) };
	} catch (error) {
		if (!(error instanceof TooManySteps) && !(error instanceof RangeError)) throw error;
		return {
			suspects: [],
			error: { message: 'The program is too entangled: it was not searched for suspects', line: 0 },
		};
	}
}

/** One place may be found by several ways: one suspect of a kind for each place. */
function withoutTwins(suspects: readonly Suspect[]): Suspect[] {
	const byPlace = new Map<string, Suspect>();
	for (const it of suspects) {
		const place = `${it.kind} ${it.line}:${it.column}`;
		const twin = byPlace.get(place);
		if (!twin) byPlace.set(place, it);
		else twin.allocationLines = [...new Set([...twin.allocationLines, ...it.allocationLines])].sort((a, b) => a - b);
	}
	return [...byPlace.values()];
}
