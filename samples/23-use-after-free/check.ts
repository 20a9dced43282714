// Passed if the stale pointer was told once as an error, and the program came to the end of its search for a new tenant.
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

/** After so many objects the program gives its search up. */
const kSearched = 10_000;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	const { errorCount, majorCollections } = facts.stats;
	if (made < 2) return failed(`The program made ${plural(made, 'object')}: nobody could take an address over.`);
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (freed === 0 && majorCollections === 0) return waitingForCollection(`${of(live, made)} are still live`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	if (freed === 0) return failed('No object was freed by a sweep: its pointer was never stale.');
	if (errorCount === 0) return failed(`${plural(freed, 'object')} freed, and no stale pointer was told as an error.`);
	if (deleted >= kSearched) return failed(`${plural(deleted, 'object')} later nobody had the address.`);
	return passed(
		`${plural(errorCount, 'use')} of a freed object ${errorCount === 1 ? 'was' : 'were'} told as an error; ` +
			`${plural(deleted, 'object')} later a new one had the address.`,
	);
};

export default check;
