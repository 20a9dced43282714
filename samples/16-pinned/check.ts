// Passed once every object has ended; fails if the collector has run several times, and names the lines that made what is live.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, list, of, passed, plural, totals, waiting } from '../../app/lessons/words.ts';

/** Enough for whatever nothing holds. */
const kEnough = 3;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const [error] = facts.errors;
	if (error) return failed(`An error at line ${error.line}, ${error.name}: something still uses what has ended.`);
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	const { majorCollections } = facts.stats;
	if (made === 0) return failed('The program made no object.');
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (live > 0 && majorCollections >= kEnough) {
		const lines = facts.lines.filter((line) => line.live > 0).map(({ line }) => String(line));
		const where = `made at ${lines.length === 1 ? 'line' : 'lines'} ${list(lines)}`;
		return failed(
			`${of(live, made)} ${live === 1 ? 'is' : 'are'} still live after ${plural(majorCollections, 'collection')}: ${where}.`,
		);
	}
	if (live > 0) return waiting(`a collection: ${of(live, made)} are still live.`);
	if (cleared > 0) return waiting(`a sweep: ${of(cleared, made)} are cleared, and not yet freed.`);
	const byHand = deleted > 0 ? `, ${deleted} of them by hand` : '';
	return passed(`${of(freed + deleted, made)} have ended${byHand}: nothing pins them any more.`);
};

export default check;
