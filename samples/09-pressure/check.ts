// Passed if the program made several times what the heap holds, and came to its end below the limit.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, endedBadly, failed, passed, plural } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { nativePeakBytes, nativeLimitBytes, pressureRequests, madeCount } = facts.stats;
	const madeBytes = madeCount * 1024 * 1024;
	if (madeBytes < 2 * nativeLimitBytes) return failed(`Only ${plural(madeCount, 'buffer')} were made: they all fit.`);
	if (pressureRequests === 0) return failed('Nobody has asked for a collection: the run was under another policy.');
	return passed(
		`${plural(madeCount, 'buffer')} of 1 MiB, and the peak was ${bytes(nativePeakBytes)} of ${bytes(nativeLimitBytes)}; ` +
			`${plural(pressureRequests, 'collection')} ${pressureRequests === 1 ? 'was' : 'were'} asked for.`,
	);
};

export default check;
