// Passed if a sweep freed some of the objects while others had to stay to the end of the job, and went later.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, notAllEnded, of, passed, totals } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const unfinished = endedBadly(facts) ?? notAllEnded(facts);
	if (unfinished) return unfinished;
	const { made, freed } = totals(facts);
	const first = facts.sweeps.find(({ freedCount }) => freedCount > 0)?.freedCount ?? 0;
	if (first === freed) return failed(`All ${freed} were freed by one sweep: nothing was kept to the end of a job.`);
	return passed(`The first sweep freed ${of(first, made)}; the other ${freed - first} went only in a later job.`);
};

export default check;
