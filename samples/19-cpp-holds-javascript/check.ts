// Passed once listeners have been destroyed, and C++ holds functions for the live ones alone.
import type { Check } from '../../app/lessons/check.ts';
import {
	endedBadly,
	failed,
	of,
	passed,
	plural,
	totals,
	waiting,
	waitingForCollection,
} from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	const { heldReferences: held } = facts.stats;
	const ended = freed + deleted;
	if (made === 0) return failed('The program made no listener.');
	if (lost > 0)
		return failed(`${of(lost, made)} are lost: under this policy nobody frees them, and each holds its function.`);
	if (ended === 0 && cleared === 0) return waitingForCollection(`${of(live, made)} are still live`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and still hold their functions.`);
	if (held > live)
		return failed(`${plural(live, 'listener')} live, and C++ holds ${plural(held, 'function')}: more than they need.`);
	return passed(
		`${of(ended, made)} listeners have ended; C++ holds ${plural(held, 'function')} for the ${live} that are live.`,
	);
};

export default check;
