// Passed if the page saw the native bytes on their way down: they went in pieces, and the program lived in between.
import type { Check, Point } from '../../app/lessons/check.ts';
import { bytes, endedBadly, failed, ms, passed, plural, totals, waiting } from '../../app/lessons/words.ts';

/** What it is about is large: a heap that never had this much shows nothing. */
const kLargeBytes = 8 * 1024 * 1024;
/** Looks of the page with part of it gone; it looks up to sixty times a second, and in one piece there can be none. */
const kEnoughLooks = 1;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { nativePeakBytes: peakBytes, nativeLiveBytes, cleaningCount } = facts.stats;
	const { lost } = totals(facts);
	if (peakBytes < kLargeBytes)
		return failed(`The heap never had more than ${bytes(peakBytes)}: there was little to do.`);
	if (lost > 0) return failed(`${plural(lost, 'object')} lost: under this policy nobody frees them.`);
	if (cleaningCount > 0) return waiting(`the background: ${bytes(nativeLiveBytes)} are still to be cleaned.`);
	if (nativeLiveBytes > 0.05 * peakBytes)
		return waiting(`somebody to free it: ${bytes(nativeLiveBytes)} are still there.`);
	const { from, to, between } = fall(facts.points, peakBytes);
	const went = `${bytes(peakBytes)} went`;
	if (between < kEnoughLooks)
		return failed(`${went} in one piece, between two looks of the page ${ms(to - from)} apart.`);
	return passed(
		`${went} piece by piece within ${ms(to - from)}: ${plural(between, 'look')} of the page came in between.`,
	);
};

/** From the last point with nearly all to the first after it with nearly nothing; times in ms. */
function fall(points: readonly Point[], peakBytes: number) {
	const full = points.findLastIndex(({ liveBytes }) => liveBytes > 0.95 * peakBytes);
	const after = points.slice(full + 1);
	const empty = after.findIndex(({ liveBytes }) => liveBytes < 0.05 * peakBytes);
	return { from: points[full]?.timeMs ?? 0, to: after[empty]?.timeMs ?? 0, between: Math.max(0, empty) };
}

export default check;
