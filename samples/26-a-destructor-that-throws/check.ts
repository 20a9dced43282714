// Passed if a deleter failed, somebody was told, and at most the objects of the deleters that failed are left.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, passed, plural, totals, waiting } from '../../app/lessons/words.ts';

/** The page's own sweep comes by every 100 ms. */
const kSweptMs = 1500;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { nativePeakBytes, objectCount: left } = facts.stats;
	const { live, cleared } = totals(facts);
	const told = facts.console.filter(({ level }) => level === 'error' || level === 'warn').map(({ text }) => text);
	// A deleter that fails at each sweep is one.
	const bads = new Set(told).size;
	if (nativePeakBytes === 0) return failed('The program made no object.');
	if (live + cleared > 0 && facts.msSinceEnd < kSweptMs)
		return waiting(`a sweep: ${plural(live + cleared, 'object')} of the table are still there.`);
	const still = `${plural(left, 'object')} ${left === 1 ? 'is' : 'are'} left`;
	if (told.length === 0 && left > 0) return failed(`${still}, and no error says why.`);
	if (told.length === 0) return failed('No deleter has failed: the sweep was not put to the test.');
	const errors = plural(told.length, 'error');
	if (left > bads) {
		const many = told.length > bads ? `${errors} of ${plural(bads, 'deleter')}` : errors;
		return failed(`${still} in the native heap, after ${many}.`);
	}
	return passed(`${errors} told, ${still}: every object whose deleter worked is destroyed.`);
};

export default check;
