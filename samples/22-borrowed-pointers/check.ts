// Passed if the program has come to its end, and nothing is left of the arenas that it made.
import type { Check } from '../../app/lessons/check.ts';
import {
	bytes,
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
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	const { objectCount, nativePeakBytes, nativeLiveBytes } = facts.stats;
	const [error] = facts.errors;
	if (facts.ended === 'error' && error?.name === 'PointerError') {
		const left = `${plural(objectCount, 'object')} ${objectCount === 1 ? 'is' : 'are'} untouched, in ${bytes(nativeLiveBytes)}`;
		const why = objectCount > 0 ? left : 'the objects had ended already';
		return failed(`The heap refused the call at line ${error.line}: ${why}.`);
	}
	const bad = endedBadly(facts);
	if (bad) return bad;
	if (made === 0) return failed('The program made no object.');
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (live > 0) return waitingForCollection(`${plural(objectCount, 'object')} are left, borrowed ones among them`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	const owners = plural(freed + deleted, 'owner');
	return passed(`${owners} ended, with everything in it: from ${bytes(nativePeakBytes)} to ${bytes(nativeLiveBytes)}.`);
};

export default check;
