// Passed once all objects are freed; fails when full collections have come and something still holds their wrappers.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, ms, of, passed, plural, totals, waiting } from '../../app/lessons/words.ts';

/** What survives so many full collections is held by somebody. */
const kCollectionsToBeSure = 3;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	const { majorCollections, lifetimeMaxMs } = facts.stats;
	if (made === 0) return failed('The program made no object.');
	const [error] = facts.errors;
	if (lost > 0 && error)
		return failed(`${of(lost, made)} are lost: a deleter failed at line ${error.line} with ${error.name}.`);
	if (lost > 0 && facts.stats.sweepCount > 0)
		return failed(`${of(lost, made)} are lost: their deleters were called, and did not destroy them.`);
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (live > 0 && majorCollections >= kCollectionsToBeSure)
		return failed(
			`${of(live, made)} are still live after ${plural(majorCollections, 'full collection')}: something holds their wrappers.`,
		);
	if (live > 0) return waiting(`a full collection: ${of(live, made)} are still live.`);
	if (cleared > 0) return waiting(`the loop to come by: ${of(cleared, made)} are cleared, and not yet freed.`);
	if (deleted > 0) return failed(`${of(deleted, made)} were deleted by hand: their deleters had nothing to do.`);
	return passed(`${of(freed, made)} freed, the last ${ms(lifetimeMaxMs)} after it was made.`);
};

export default check;
