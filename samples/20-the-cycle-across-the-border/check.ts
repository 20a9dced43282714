// Passed once every listener has ended; fails if the collector has run several times and some are still live.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, notAllEnded, of, passed, plural, totals } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const { heldReferences } = facts.stats;
	const held = `${plural(heldReferences, 'reference')} ${heldReferences === 1 ? 'is' : 'are'} not given back`;
	const unfinished = endedBadly(facts) ?? notAllEnded(facts, { held });
	if (unfinished) return unfinished;
	const { made, freed, deleted } = totals(facts);
	if (heldReferences > 0) return failed(`All have ended, and C++ still holds ${plural(heldReferences, 'function')}.`);
	const byHand = deleted > 0 ? `, ${deleted} of them by hand` : '';
	return passed(`${of(freed + deleted, made)} have ended${byHand}, and C++ holds no function any more.`);
};

export default check;
