// Passed once every object has ended, one at least by delete() and the others by a sweep.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, endedBadly, failed, of, passed, totals, waiting } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, freed, deleted, lost } = totals(facts);
	if (made === 0) return failed('The program made no object.');
	if (deleted === 0) return failed(`None of ${made} was deleted by hand.`);
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (live > 0) return waiting(`a collection: ${of(live, made)} are still live.`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	const { nativePeakBytes, nativeLiveBytes } = facts.stats;
	return passed(
		`${deleted} deleted and ${freed} freed of ${made}; native bytes went from ${bytes(nativePeakBytes)} to ${bytes(nativeLiveBytes)}.`,
	);
};

export default check;
