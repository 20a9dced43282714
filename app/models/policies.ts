// The policies as the page knows them: the only list of their names in the app, each with the sentence that explains it.
import type { Policy } from '../protocol/messages.ts';

/** In the order in which they are offered. A name that the binding does not have, or one that is missing, is a type error. */
const kMeanings: Readonly<Record<Policy, string>> = {
	none: 'Nothing is ever freed: what is cleared is lost',
	manual: 'The program frees what it makes; what it forgets is told as an error',
	interval: 'A sweep every so many milliseconds: the original loop',
	idle: 'A sweep whenever the page has nothing else to do',
	registry: 'A FinalizationRegistry says which wrappers are gone; nothing is polled',
	gated: 'A sweep after each collection that was detected, in slices',
	pressure: 'As gated, and asks for a collection when native memory has grown',
};

export const isPolicy = (name: unknown): name is Policy => typeof name === 'string' && Object.hasOwn(kMeanings, name);

export const policyNames: readonly Policy[] = Object.keys(kMeanings).filter(isPolicy);

/** One line: what the policy does. */
export const meaningOf = (policy: Policy): string => kMeanings[policy];

/** What holds where neither reader, script nor sample says anything else. */
export const kDefaultPolicy: Policy = 'pressure';
export const kDefaultIntervalMs = 100;

/** Of the policy `interval`. */
export const kMinIntervalMs = 1;
export const kMaxIntervalMs = 10_000;
