// Passed once every object has ended; fails if the collector has run several times, and names the lines that made what is live.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, list, notAllEnded, of, passed, totals } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const [error] = facts.errors;
	if (error) return failed(`An error at line ${error.line}, ${error.name}: something still uses what has ended.`);
	const lines = facts.lines.filter(({ live }) => live > 0).map(({ line }) => String(line));
	const held = `made at ${lines.length === 1 ? 'line' : 'lines'} ${list(lines)}`;
	const unfinished = notAllEnded(facts, { held });
	if (unfinished) return unfinished;
	const { made, freed, deleted } = totals(facts);
	const byHand = deleted > 0 ? `, ${deleted} of them by hand` : '';
	return passed(`${of(freed + deleted, made)} have ended${byHand}: nothing pins them any more.`);
};

export default check;
