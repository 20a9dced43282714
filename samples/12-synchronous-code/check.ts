// Passed if the program came to its end with more buffers than the heap has room for.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, count, endedBadly, failed, ms, passed, plural } from '../../app/lessons/words.ts';

const kBufferBytes = 32 * 1024;

const check: Check = (facts) => {
	const { madeCount, freedCount, deletedCount, nativePeakBytes, nativeLimitBytes } = facts.atEnd;
	if (facts.errors.some(({ name }) => name === 'NativeHeapExhausted')) {
		const gone = freedCount + deletedCount;
		const had = gone === 0 ? 'none of them had been freed' : `only ${count(gone)} of them had been freed`;
		return failed(
			`After ${plural(madeCount, 'buffer')} the native heap was full: ${had}, though nobody held any. ` +
				`In ${ms(facts.endedMs)} the policy had no turn at the right time.`,
		);
	}
	const bad = endedBadly(facts);
	if (bad) return bad;
	if (madeCount * kBufferBytes <= nativeLimitBytes)
		return failed(`Only ${plural(madeCount, 'buffer')} were made: they fit.`);
	return passed(
		`${plural(madeCount, 'buffer')} in ${ms(facts.endedMs)}; the peak was ${bytes(nativePeakBytes)} of ${bytes(nativeLimitBytes)}, ` +
			`for ${count(freedCount + deletedCount)} were freed before the end.`,
	);
};

export default check;
