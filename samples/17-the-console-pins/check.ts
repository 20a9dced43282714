// Passed once every object has ended; fails if the collector has run several times, and names the lines that made what is live.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, list, logged, of, passed, plural, totals, waiting } from '../../app/lessons/words.ts';

/** Enough for whatever nothing holds. */
const kEnough = 3;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	const { majorCollections } = facts.stats;
	const said = plural(logged(facts).length, 'line');
	if (made === 0) return failed('The program made no object.');
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (live > 0 && majorCollections >= kEnough) {
		const where = facts.lines.filter((line) => line.live > 0).map(({ line, live }) => `${live} made at line ${line}`);
		return failed(
			`${of(live, made)} ${live === 1 ? 'is' : 'are'} still live after ${plural(majorCollections, 'collection')}: ${list(where)}.`,
		);
	}
	if (live > 0) return waiting(`a collection: ${of(live, made)} are still live.`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	if (logged(facts).length < made) return failed(`${plural(made, 'object')}, and only ${said}: log all of them.`);
	return passed(`${of(freed + deleted, made)} have ended, and the console has ${said}.`);
};

export default check;
