// Passed if the program deleted all that it made, and met no other errors than its own; else says what became of the rest.
import type { Check } from '../../app/lessons/check.ts';
import {
	endedBadly,
	failed,
	logged,
	ms,
	of,
	passed,
	totals,
	waiting,
	waitingForCollection,
} from '../../app/lessons/words.ts';

/** Every second of 60 calls; a repaired function may catch its own. */
const kErrors = 30;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, deleted } = totals(facts);
	if (made === 0) return failed('The program made no object.');
	const errors = Number(/(\d+) errors/.exec(logged(facts).join('\n'))?.[1] ?? 0);
	if (errors > kErrors)
		return failed(
			`There were ${errors} errors, and only ${kErrors} belong there: was a buffer used after its delete()?`,
		);
	if (deleted === made)
		return passed(`${of(deleted, made)} deleted by the program itself: the policy had nothing to do.`);
	const missed = `${of(made - deleted, made)} were not deleted`;
	if (live > 0) return waitingForCollection(`${of(live, made)} are still live`);
	if (lost > 0) return failed(`${missed}, and are lost: under this policy nobody frees them.`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	return failed(`${missed}. The policy freed them, the last ${ms(facts.stats.lifetimeMaxMs)} after it was made.`);
};

export default check;
