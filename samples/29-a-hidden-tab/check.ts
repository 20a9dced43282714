// Passed if some sweeps found several times what the usual sweep found, and later ones no more than usual.
import type { Check, Mark } from '../../app/lessons/check.ts';
import { bytes, count, endedBadly, failed, passed, plural, totals } from '../../app/lessons/words.ts';

/** Times the usual: less may be chance. */
const kGrown = 4;
const kDrained = 2;
const kFewest = 5;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const sweeps = facts.sweeps.filter(({ freedCount }) => freedCount > 0);
	const { lost } = totals(facts);
	if (lost > 0) return failed(`${plural(lost, 'object')} lost: under this policy nobody frees them.`);
	if (sweeps.length < kFewest) return failed(`${plural(sweeps.length, 'sweep')} freed something: too few to compare.`);
	const usual = median(sweeps);
	const most = Math.max(...sweeps.map(({ freedCount }) => freedCount));
	const found = `A sweep usually freed ${count(usual)}`;
	if (most < kGrown * usual) return failed(`${found}, and at most ${count(most)}: no backlog grew.`);
	const last = sweeps.at(-1)?.freedCount ?? 0;
	if (last > kDrained * usual) return failed(`${found}, and the last one ${count(last)}: it has not drained yet.`);
	const peak = bytes(facts.stats.nativePeakBytes);
	return passed(`${found}; hidden, ${count(most)} had piled up (peak ${peak}); then it was ${count(last)} again.`);
};

function median(sweeps: readonly Mark[]): number {
	const sorted = sweeps.map(({ freedCount }) => freedCount).toSorted((a, b) => a - b);
	return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

export default check;
