// Passed once all objects of the run are freed by the loop; says how long they had waited for it.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, ms, of, passed, totals, waiting } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed } = totals(facts);
	if (made === 0) return failed('The program made no object.');
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (live > 0) return waiting(`a collection: ${of(live, made)} are still live.`);
	if (cleared > 0) return waiting(`the loop to come by: ${of(cleared, made)} are cleared, and not yet freed.`);
	const { clearedToFreedMaxMs } = facts.stats;
	return passed(`${of(freed, made)} freed, at most ${ms(clearedToFreedMaxMs)} after they cleared.`);
};

export default check;

/** The loop may come by every 10 s. */
export const patienceMs = 12_000;
