// Passed once all objects are freed; fails when full collections have come and something still holds their wrappers.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, lostByDeleters, ms, notAllEnded, of, passed, totals } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const unfinished =
		endedBadly(facts) ??
		notAllEnded(facts, {
			sweep: 'the loop to come by',
			lost: lostByDeleters(facts),
			held: 'something holds their wrappers',
		});
	if (unfinished) return unfinished;
	const { made, freed, deleted } = totals(facts);
	if (deleted > 0) return failed(`${of(deleted, made)} were deleted by hand: their deleters had nothing to do.`);
	return passed(`${of(freed, made)} freed, the last ${ms(facts.stats.lifetimeMaxMs)} after it was made.`);
};

export default check;
