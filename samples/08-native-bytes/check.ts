// Passed if the program made several times what the heap holds; else says how full it was while the collector slept.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, endedBadly, failed, passed, plural } from '../../app/lessons/words.ts';

const kBufferBytes = 1024 * 1024;

const check: Check = (facts) => {
	const { madeCount, nativePeakBytes, nativeLimitBytes, collections } = facts.atEnd;
	if (facts.errors.some(({ name }) => name === 'NativeHeapExhausted')) {
		const came = collections === 0 ? 'not once' : collections === 1 ? 'once' : plural(collections, 'time');
		return failed(
			`After ${plural(madeCount, 'buffer')} the native heap was full: ${bytes(nativePeakBytes)} of ${bytes(nativeLimitBytes)}. ` +
				`The collector had come ${came}.`,
		);
	}
	const bad = endedBadly(facts);
	if (bad) return bad;
	if (madeCount * kBufferBytes < 2 * nativeLimitBytes)
		return failed(
			`Only ${bytes(madeCount * kBufferBytes)} in all, and the heap holds ${bytes(nativeLimitBytes)}: make at least twice that.`,
		);
	return passed(
		`${plural(madeCount, 'buffer')} of 1 MiB were made, and the peak was ${bytes(nativePeakBytes)} of ${bytes(nativeLimitBytes)}.`,
	);
};

export default check;
