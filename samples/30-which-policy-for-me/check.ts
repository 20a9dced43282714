// Passed once a workload worth the name has run to its end under two policies; says what each of them made of it.
import type { Check, RunFacts } from '../../app/lessons/check.ts';
import { bytes, endedBadly, failed, interval, passed, percent, plural, totals } from '../../app/lessons/words.ts';

/** Fewer objects tell little of a policy. */
const kFewest = 1000;

const check: Check = (facts) => {
	const bad = isExhausted(facts) ? undefined : endedBadly(facts);
	if (bad) return bad;
	const { made } = totals(facts);
	if (facts.settingsChanged) return failed('The policy was changed while the program ran. Run it once more.');
	if (made < kFewest && !isExhausted(facts))
		return failed(`${plural(made, 'object')} made: too few to tell policies apart.`);
	const now = nameOf(facts);
	const other = facts.earlier.findLast((run) => isWorkload(run) && nameOf(run) !== now);
	if (!other) return failed(`${said(facts)}. Run it under another policy, to compare.`);
	return passed(`At the end, ${said(other)}; ${said(facts)}.`);
};

/** It filled the native heap: that says something of the policy, too. */
const isExhausted = ({ ended, errors }: RunFacts) => ended === 'error' && errors[0]?.name === 'NativeHeapExhausted';

const isWorkload = (run: RunFacts) =>
	!run.settingsChanged && (isExhausted(run) || (run.ended === 'ok' && totals(run).made >= kFewest));

const nameOf = ({ settings: { policy, intervalMs } }: RunFacts) =>
	policy === 'interval' ? `${policy} ${interval(intervalMs)}` : policy;

/** `pressure: 92 % freed, peak 4.2 MiB`; `gated: out of memory after 70 objects` */
function said(run: RunFacts): string {
	const { freedCount, deletedCount, madeCount, nativePeakBytes } = run.atEnd;
	if (isExhausted(run)) return `${nameOf(run)}: out of memory after ${plural(madeCount, 'object')}`;
	return `${nameOf(run)}: ${percent(freedCount + deletedCount, madeCount)} freed, peak ${bytes(nativePeakBytes)}`;
}

export default check;
