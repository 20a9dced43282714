// Passed once nothing is left of what the program cached, or only a part that it goes on holding; fails if the collector
// has run several times, and all is live.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, count, endedBadly, failed, of, passed, plural, totals, waiting } from '../../app/lessons/words.ts';

/** Enough for whatever nothing holds. */
const kEnough = 3;
/** There are 200, each shown twice: who makes many more has no cache. */
const kMostMade = 300;
/** What is live so long after the end is held. */
const kHeldMs = 3000;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	const { majorCollections, nativeLiveBytes, nativePeakBytes } = facts.stats;
	if (made === 0) return failed('The program made no object.');
	if (made > kMostMade)
		return failed(`${plural(made, 'object')} made for 200 pictures: too few came out of the cache.`);
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (live === made && majorCollections >= kEnough) {
		const after = plural(majorCollections, 'collection');
		return failed(
			`${of(live, made)} are still live after ${after}, in ${bytes(nativeLiveBytes)}: something holds them.`,
		);
	}
	if (live > 0 && live <= made / 2 && majorCollections >= kEnough && facts.msSinceEnd > kHeldMs) {
		return passed(`${of(freed + deleted, made)} have ended; ${count(live)} are held, in ${bytes(nativeLiveBytes)}.`);
	}
	if (live > 0) return waiting(`a collection: ${of(live, made)} are still live.`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	const ended = `${of(freed + deleted, made)} have ended`;
	return passed(`${ended}; native bytes went from ${bytes(nativePeakBytes)} to ${bytes(nativeLiveBytes)}.`);
};

export default check;
