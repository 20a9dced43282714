// Passed if one collection let some of the dropped objects go while others, which were looked at, outlived it.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, failed, ms, notAllEnded, of, passed, plural, totals } from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const unfinished = endedBadly(facts) ?? notAllEnded(facts);
	if (unfinished) return unfinished;
	const { made, freed } = totals(facts);
	const freeing = facts.sweeps.filter(({ freedCount }) => freedCount > 0);
	const [first, last] = [freeing[0], freeing.at(-1)];
	if (!first || !last || first.freedCount === freed)
		return failed(`All ${freed} went together: nothing kept half of them.`);
	const between = facts.collections
		.filter(({ timeMs }) => timeMs > first.timeMs && timeMs < last.timeMs)
		.reduce((sum, { joined }) => sum + joined, 0);
	const rest = freed - first.freedCount;
	const longer = `stayed ${ms(last.timeMs - first.timeMs)} longer`;
	const outlived = between > 0 ? `, through ${plural(between, 'more collection')}` : '';
	return passed(`The first collection let ${of(first.freedCount, made)} go. The other ${rest} ${longer}${outlived}.`);
};

export default check;
