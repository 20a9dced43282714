// Passed once every matrix has ended, those without a name as well; says how high the heap rose.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, endedBadly, failed, list, of, passed, plural, totals, waiting } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	const { nativePeakBytes, nativeLiveBytes } = facts.stats;
	if (made === 0) return failed('The program made no object.');
	if (lost > 0) {
		const where = facts.lines.filter((line) => line.lost > 0).map(({ line, lost }) => `${lost} made at line ${line}`);
		const all = `${deleted} of ${plural(made, 'object')} were deleted, ${lost} are lost`;
		return failed(`${all}: ${list(where)}. They take ${bytes(nativeLiveBytes)}.`);
	}
	if (live > 0) return waiting(`a collection: ${of(live, made)} are still live.`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	const peak = `the peak was ${bytes(nativePeakBytes)}`;
	if (freed > 0) return passed(`${deleted} deleted and ${freed} freed of ${made}: none is lost; ${peak}.`);
	return passed(`${of(deleted, made)} deleted by the program; ${peak}.`);
};

export default check;
