// Passed if the native heap was full and is nearly empty again, the memory kept its size, and no read went wrong.
import type { Check } from '../../app/lessons/check.ts';
import { bytes, endedBadly, failed, logged, passed, waiting } from '../../app/lessons/words.ts';

/** More than the memory has at first, so that it had to grow. */
const kFloodBytes = 32 * 1024 * 1024;

const check: Check = (facts) => {
	const { nativePeakBytes: peakBytes, nativeLiveBytes: liveBytes, wasmMemoryBytes } = facts.stats;
	const [error] = facts.errors;
	if (facts.ended === 'error' && error?.name === 'Error') {
		return failed(
			`After the memory had grown to ${bytes(wasmMemoryBytes)}, line ${error.line} threw: ${error.message}.`,
		);
	}
	const bad = endedBadly(facts);
	if (bad) return bad;
	const odd = logged(facts).find((text) => /\b(undefined|NaN)\b/.test(text));
	if (odd !== undefined) return failed(`A read gave nothing: the program logged "${odd}".`);
	if (peakBytes < kFloodBytes) return failed(`The peak was ${bytes(peakBytes)}: the memory had no reason to grow.`);
	if (liveBytes > 0.5 * peakBytes) return waiting(`the native heap to empty: ${bytes(liveBytes)} are still live.`);
	if (wasmMemoryBytes < peakBytes) return failed(`The memory is ${bytes(wasmMemoryBytes)}, less than the peak.`);
	return passed(
		`Live bytes fell from ${bytes(peakBytes)} to ${bytes(liveBytes)}; the memory stays at ${bytes(wasmMemoryBytes)}.`,
	);
};

export default check;
