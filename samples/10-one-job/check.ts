// Passed if a sweep freed some of the objects while others had to stay to the end of the job, and went later.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, of, passed, totals, waiting } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed } = totals(facts);
	if (made === 0) return failed('The program made no object.');
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (live > 0) return waiting(`a collection: ${of(live, made)} are still live.`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	const first = facts.sweeps.find(({ freedCount }) => freedCount > 0)?.freedCount ?? 0;
	if (first === freed) return failed(`All ${freed} were freed by one sweep: nothing was kept to the end of a job.`);
	return passed(`The first sweep freed ${of(first, made)}; the other ${freed - first} went only in a later job.`);
};

export default check;
