// Passed if the program made several times what the heap holds, and came to its end below the limit.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, endedBadly, failed, passed, plural } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const { nativePeakBytes, nativeLimitBytes, pressureRequests, madeCount } = facts.stats;
	const asked =
		pressureRequests === 0
			? 'nobody asked for a collection'
			: `${plural(pressureRequests, 'collection')} ${pressureRequests === 1 ? 'was' : 'were'} asked for`;
	if (facts.errors.some(({ name }) => name === 'NativeHeapExhausted'))
		return failed(`After ${plural(madeCount, 'buffer')} the native heap was full; ${asked}.`);
	const bad = endedBadly(facts);
	if (bad) return bad;
	const madeBytes = madeCount * 1024 * 1024;
	if (madeBytes < 2 * nativeLimitBytes)
		return failed(
			`Only ${bytes(madeBytes)} in all, and the heap holds ${bytes(nativeLimitBytes)}: make at least twice that.`,
		);
	if (pressureRequests === 0) return failed(`The peak was ${bytes(nativePeakBytes)}, and ${asked}.`);
	return passed(
		`${plural(madeCount, 'buffer')} of 1 MiB, and the peak was ${bytes(nativePeakBytes)} of ${bytes(nativeLimitBytes)}; ${asked}.`,
	);
};

export default check;
