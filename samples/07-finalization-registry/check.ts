// Passed if every dropped object was destroyed, by the program's own callbacks or by a policy that the reader chose.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, ms, of, passed, totals, waiting, waitingForCollection } from '../../app/lessons/words.ts';

/** A callback comes some milliseconds after the collection; a second is more than it needs. */
const kCallbackMs = 1000;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	if (made === 0) return failed('The program made no object.');
	if (live > 0) return waitingForCollection(`${of(live, made)} are still live`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	if (lost > 0 && facts.msSinceEnd < kCallbackMs) return waiting(`a callback: ${of(lost, made)} are lost so far.`);
	if (lost > 0) {
		return failed(`${of(lost, made)} are lost: the collector took their wrappers, and no callback came.`);
	}
	const { lifetimeMaxMs, clearedToFreedMaxMs } = facts.stats;
	if (freed > 0)
		return passed(`${of(freed, made)} freed by the policy, at most ${ms(clearedToFreedMaxMs)} after it knew of them.`);
	return passed(`${of(deleted, made)} destroyed by the program, the last ${ms(lifetimeMaxMs)} after it was made.`);
};

export default check;
