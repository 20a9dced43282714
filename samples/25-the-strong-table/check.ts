// Passed once nothing is left of what the program cached, or only a part that it goes on holding; fails if the collector
// has run several times, and all is live.
import type { Check } from '../../app/lessons/check.ts';
import {
	bytes,
	count,
	endedBadly,
	failed,
	kEnoughCollections,
	notAllEnded,
	of,
	passed,
	plural,
	totals,
} from '../../app/lessons/words.ts';

/** There are 200, each shown twice: who makes many more has no cache. */
const kMostMade = 300;
/** What is live so long after the end is held. */
const kHeldMs = 3000;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, freed, deleted } = totals(facts);
	const { majorCollections, nativeLiveBytes, nativePeakBytes } = facts.stats;
	if (made > kMostMade)
		return failed(`${plural(made, 'object')} made for 200 pictures: too few came out of the cache.`);
	if (live > 0 && live <= made / 2 && majorCollections >= kEnoughCollections && facts.msSinceEnd > kHeldMs) {
		return passed(`${of(freed + deleted, made)} have ended; ${count(live)} are held, in ${bytes(nativeLiveBytes)}.`);
	}
	const held = live === made ? `something holds them, and their ${bytes(nativeLiveBytes)}` : undefined;
	const unfinished = notAllEnded(facts, { held });
	if (unfinished) return unfinished;
	const ended = `${of(freed + deleted, made)} have ended`;
	return passed(`${ended}; native bytes went from ${bytes(nativePeakBytes)} to ${bytes(nativeLiveBytes)}.`);
};

export default check;
