// Passed once every object has ended, one at least by delete() and the others by a sweep.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, endedBadly, failed, notAllEnded, passed, totals } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, freed, deleted } = totals(facts);
	if (made > 0 && deleted === 0) return failed(`None of ${made} was deleted by hand.`);
	const unfinished = notAllEnded(facts);
	if (unfinished) return unfinished;
	const { nativePeakBytes, nativeLiveBytes } = facts.stats;
	return passed(
		`${deleted} deleted and ${freed} freed of ${made}; native bytes went from ${bytes(nativePeakBytes)} to ${bytes(nativeLiveBytes)}.`,
	);
};

export default check;
