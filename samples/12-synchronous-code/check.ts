// Passed if the program came to its end with more buffers than the heap has room for.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, count, endedBadly, failed, ms, passed, plural } from '../../app/lessons/words.ts';

const kBufferBytes = 32 * 1024;

const check: Check = (facts) => {
	const { madeCount, freedCount, deletedCount, nativePeakBytes, nativeLimitBytes } = facts.atEnd;
	const gone = freedCount + deletedCount;
	if (facts.errors.some(({ name }) => name === 'NativeHeapExhausted')) {
		const had = gone === 0 ? 'none of them' : `only ${count(gone)} of them`;
		return failed(`After ${plural(madeCount, 'buffer')} the native heap was full: ${had} had been freed by then.`);
	}
	const bad = endedBadly(facts);
	if (bad) return bad;
	if (gone === 0 || madeCount * kBufferBytes <= nativeLimitBytes)
		return failed(
			`${plural(madeCount, 'buffer')} were made: the heap of ${bytes(nativeLimitBytes)} has room for all of them.`,
		);
	return passed(
		`${plural(madeCount, 'buffer')} in ${ms(facts.endedMs)}, and ${count(gone)} of them freed by then; ` +
			`the peak was ${bytes(nativePeakBytes)} of ${bytes(nativeLimitBytes)}.`,
	);
};

export default check;
