// Passed once every matrix has ended, those without a name as well; says how high the heap rose.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, endedBadly, notAllEnded, of, passed, totals, whereMade } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const { nativePeakBytes, nativeLiveBytes } = facts.stats;
	const lost = `${whereMade(facts, 'lost')}. They take ${bytes(nativeLiveBytes)}`;
	const unfinished = endedBadly(facts) ?? notAllEnded(facts, { lost });
	if (unfinished) return unfinished;
	const { made, freed, deleted } = totals(facts);
	const peak = `the peak was ${bytes(nativePeakBytes)}`;
	if (freed > 0) return passed(`${deleted} deleted and ${freed} freed of ${made}: none is lost; ${peak}.`);
	return passed(`${of(deleted, made)} deleted by the program; ${peak}.`);
};

export default check;
