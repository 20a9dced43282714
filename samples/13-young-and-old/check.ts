// Passed once all are freed; says how many went at once, and how long the others had to wait for a major collection.
import type { Check } from '../../app/lessons/check.ts';
import { endedBadly, ms, notAllEnded, of, passed, plural, totals } from '../../app/lessons/words.ts';

/** What was freed so much before the last of all went by another collection. */
const kApartMs = 200;

const check: Check = (facts) => {
	const unfinished = endedBadly(facts) ?? notAllEnded(facts, { collection: 'a major collection' });
	if (unfinished) return unfinished;
	const { made } = totals(facts);
	const freeing = facts.sweeps.filter(({ freedCount }) => freedCount > 0);
	const lastMs = freeing.at(-1)?.timeMs ?? 0;
	const firstMs = freeing[0]?.timeMs ?? 0;
	const early = freeing
		.filter(({ timeMs }) => timeMs < lastMs - kApartMs)
		.reduce((sum, { freedCount }) => sum + freedCount, 0);
	if (early === 0)
		return passed(
			`All ${plural(made, 'object')} went together, with a major collection: no minor one had emptied a WeakRef.`,
		);
	return passed(
		`${of(early, made)} went with a minor collection; the other ${made - early} had to wait ` +
			`${ms(lastMs - firstMs)} more, for a major one.`,
	);
};

export default check;
