// Passed if nothing is lost: each object was deleted by the program, or freed by whatever policy the reader chose.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, endedBadly, notAllEnded, of, passed, totals } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const { nativeLiveBytes } = facts.stats;
	const lost = `their wrappers are gone, and ${bytes(nativeLiveBytes)} stay taken`;
	const unfinished = endedBadly(facts) ?? notAllEnded(facts, { lost });
	if (unfinished) return unfinished;
	const { made, freed, deleted } = totals(facts);
	if (deleted < made) return passed(`${deleted} deleted by the program, and ${freed} freed by the policy, of ${made}.`);
	return passed(`${of(deleted, made)} deleted by the program itself; ${bytes(nativeLiveBytes)} are taken now.`);
};

export default check;
