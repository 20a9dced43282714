// Passed once every listener has ended; fails if the collector has run several times and some are still live.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, of, passed, plural, totals, waiting } from '../../app/lessons/words.ts';

/** Enough for whatever nothing holds. */
const kEnough = 3;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	const { majorCollections, heldReferences } = facts.stats;
	if (made === 0) return failed('The program made no object.');
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (live > 0 && majorCollections >= kEnough) {
		const after = plural(majorCollections, 'collection');
		return failed(
			`${of(live, made)} ${live === 1 ? 'is' : 'are'} still live after ${after}, with ${plural(heldReferences, 'reference')} not given back.`,
		);
	}
	if (live > 0) return waiting(`a collection: ${of(live, made)} are still live.`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	if (heldReferences > 0) return failed(`All have ended, and C++ still holds ${plural(heldReferences, 'function')}.`);
	const byHand = deleted > 0 ? `, ${deleted} of them by hand` : '';
	return passed(`${of(freed + deleted, made)} have ended${byHand}, and C++ holds no function any more.`);
};

export default check;
