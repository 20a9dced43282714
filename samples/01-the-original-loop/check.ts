// Passed once all objects of the run are freed by the loop; says how long they had waited for it.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, ms, notAllEnded, of, passed, totals } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const unfinished = endedBadly(facts) ?? notAllEnded(facts, { sweep: 'the loop to come by' });
	if (unfinished) return unfinished;
	const { made, freed } = totals(facts);
	const { clearedToFreedMaxMs } = facts.stats;
	return passed(`${of(freed, made)} freed, at most ${ms(clearedToFreedMaxMs)} after they cleared.`);
};

export default check;

/** The loop may come by every 10 s. */
export const patienceMs = 12_000;
