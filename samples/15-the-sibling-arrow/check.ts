// Passed once every object has ended; fails if the collector has run several times and some are still live.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, lostByDeleters, ms, notAllEnded, of, passed, totals } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const held = 'something leads from the deleters to the wrappers';
	const unfinished = endedBadly(facts) ?? notAllEnded(facts, { lost: lostByDeleters(facts), held });
	if (unfinished) return unfinished;
	const { made, freed, deleted } = totals(facts);
	if (freed === 0) return failed(`${of(deleted, made)} were deleted by hand: no deleter had to run.`);
	return passed(`${of(freed, made)} freed, at most ${ms(facts.stats.clearedToFreedMaxMs)} after they cleared.`);
};

export default check;
