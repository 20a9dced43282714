// Passed if all objects went in one sweep, after others that could free nothing: they were kept together till then.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, of, passed, plural, totals, waiting } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed } = totals(facts);
	if (made === 0) return failed('The program made no object.');
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (live > 0) return waiting(`a collection: ${of(live, made)} are still live.`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	const first = facts.sweeps.findIndex(({ freedCount }) => freedCount > 0);
	const { freedCount = 0 } = facts.sweeps[first] ?? {};
	if (freedCount < freed) return failed(`${of(freedCount, made)} went before the others: they were not kept together.`);
	if (first === 0) return failed('The first sweep freed them all: nobody had tried before.');
	return passed(`${of(freed, made)} freed by one sweep; ${plural(first, 'sweep')} before it freed none.`);
};

export default check;
