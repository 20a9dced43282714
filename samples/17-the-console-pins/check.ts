// Passed once every object has ended; fails if the collector has run several times, and names the lines that made what is live.
import type { Check } from '../../app/lessons/check.ts';
import {
	endedBadly,
	failed,
	logged,
	notAllEnded,
	of,
	passed,
	plural,
	totals,
	whereMade,
} from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const unfinished = endedBadly(facts) ?? notAllEnded(facts, { held: whereMade(facts, 'live') });
	if (unfinished) return unfinished;
	const { made, freed, deleted } = totals(facts);
	const said = plural(logged(facts).length, 'line');
	if (logged(facts).length < made) return failed(`${plural(made, 'object')}, and only ${said}: log all of them.`);
	return passed(`${of(freed + deleted, made)} have ended, and the console has ${said}.`);
};

export default check;
