// Passed once handles have been freed whose nodes outlive them: their parent still owns these.
import type { Check } from '../../app/lessons/check.ts';
import {
	endedBadly,
	failed,
	of,
	passed,
	plural,
	totals,
	waiting,
	waitingForCollection,
} from '../../app/lessons/words.ts';

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { made, live, cleared, lost, freed, deleted } = totals(facts);
	const { liveBlocks, objectCount } = facts.stats;
	// A node is a block that no program may use: the blocks that are not objects.
	const nodes = liveBlocks - objectCount;
	if (made === 0) return failed('The program made no object.');
	if (lost > 0) return failed(`${of(lost, made)} are lost: under this policy nobody frees them.`);
	if (freed === 0 && live > 0) return waitingForCollection(`${plural(live, 'handle')} of ${made} are still live`);
	if (cleared > 0) return waiting(`a sweep: ${plural(cleared, 'handle')} of ${made} are cleared, and not yet freed.`);
	const ended = `${of(freed + deleted, made)} handles have ended`;
	if (nodes <= live)
		return failed(`${ended}, and ${plural(nodes, 'node')} are left: none is owned by its parent alone.`);
	return passed(
		`${ended}, ${live} ${live === 1 ? 'is' : 'are'} live; yet ${plural(nodes, 'node')} are there: a parent owns its children.`,
	);
};

export default check;
