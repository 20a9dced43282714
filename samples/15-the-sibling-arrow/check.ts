// Passed once every object has ended; fails if the collector has run several times and some are still live.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, ms, of, passed, plural, totals, waiting } from '../../app/lessons/words.ts';

/** Enough for whatever nothing holds. */
const kEnough = 3;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	const { majorCollections, clearedToFreedMaxMs } = facts.stats;
	if (made === 0) return failed('The program made no object.');
	const [error] = facts.errors;
	if (lost > 0 && error)
		return failed(`${of(lost, made)} are lost: a deleter failed at line ${error.line} with ${error.name}.`);
	if (lost > 0 && facts.stats.sweepCount > 0)
		return failed(`${of(lost, made)} are lost: their deleters were called, and did not destroy them.`);
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (live > 0 && majorCollections >= kEnough) {
		const after = plural(majorCollections, 'collection');
		return failed(
			`${of(live, made)} are still live after ${after}: something leads from the deleters to the wrappers.`,
		);
	}
	if (live > 0) return waiting(`a collection: ${of(live, made)} are still live.`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	if (freed === 0) return failed(`${of(deleted, made)} were deleted by hand: no deleter had to run.`);
	return passed(`${of(freed, made)} freed, at most ${ms(clearedToFreedMaxMs)} after they cleared.`);
};

export default check;
