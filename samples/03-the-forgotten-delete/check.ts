// Passed if nothing is lost: each object was deleted by the program, or freed by whatever policy the reader chose.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, endedBadly, failed, of, passed, totals, waiting } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	const { nativeLiveBytes } = facts.stats;
	if (made === 0) return failed('The program made no object.');
	if (lost > 0)
		return failed(`${of(lost, made)} are lost: their wrappers are gone, and ${bytes(nativeLiveBytes)} stay taken.`);
	if (live > 0) return waiting(`a collection: ${of(live, made)} are still live.`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	if (deleted < made) return passed(`${deleted} deleted by the program, and ${freed} freed by the policy, of ${made}.`);
	return passed(`${of(deleted, made)} deleted by the program itself; ${bytes(nativeLiveBytes)} are taken now.`);
};

export default check;
