// Passed if all objects went in one sweep, after others that could free nothing: they were kept together till then.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, notAllEnded, of, passed, plural, totals } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const unfinished = endedBadly(facts) ?? notAllEnded(facts);
	if (unfinished) return unfinished;
	const { made, freed } = totals(facts);
	const first = facts.sweeps.findIndex(({ freedCount }) => freedCount > 0);
	const { freedCount = 0 } = facts.sweeps[first] ?? {};
	if (freedCount < freed) return failed(`${of(freedCount, made)} went before the others: they were not kept together.`);
	if (first === 0) return failed('The first sweep freed them all: nobody had tried before.');
	return passed(`${of(freed, made)} freed by one sweep; ${plural(first, 'sweep')} before it freed none.`);
};

export default check;
