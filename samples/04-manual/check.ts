// Passed if the program itself had deleted all that it made by the time it ended; else says what the net has caught.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, ms, of, passed, totals, waiting } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, deleted } = totals(facts);
	if (made === 0) return failed('The program made no object.');
	if (deleted === made)
		return passed(`${of(deleted, made)} deleted by the program itself: the policy had nothing to do.`);
	const missed = `${of(made - deleted, made)} were not deleted`;
	if (live > 0) return waiting(`a collection: ${of(live, made)} are still live.`);
	if (lost > 0) return failed(`${missed}, and are lost: under this policy nobody frees them.`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	return failed(`${missed}. The policy freed them, the last ${ms(facts.stats.lifetimeMaxMs)} after it was made.`);
};

export default check;
