// Passed if objects that the program keeps are live at its end, after as many were deleted; fails if it used one that was
// destroyed by a stale row.
import type { Check } from '../../app/lessons/check.ts';
import { count, endedBadly, failed, passed, plural, totals } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const { made, live, deleted, freed } = totals(facts);
	const [error] = facts.errors;
	if (facts.ended === 'error' && error?.name === 'PointerError') {
		const used = `Line ${error.line} used an object that was destroyed already`;
		return failed(`${used}: ${plural(deleted + freed, 'managed object')} destroyed, ${count(live)} live.`);
	}
	const bad = endedBadly(facts);
	if (bad) return bad;
	if (made === 0) return failed('The program made no object that is managed.');
	if (live === 0) return failed(`None of ${made} is live: the program wanted to keep some.`);
	return passed(`${plural(live, 'object')} that the program keeps are live, and all of its calls were answered.`);
};

export default check;
