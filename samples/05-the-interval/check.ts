// Passed once two intervals were tried, one five times the other at least: the shorter is sooner, and dearer.
import type { Check, RunFacts } from '../../app/lessons/check.ts';
import { endedBadly, failed, interval, ms, of, passed, percent, waiting } from '../../app/lessons/words.ts';

const kWorthComparing = 5;

// Up to the program's end: after it, the reader may choose the next interval while this run still goes on.
const sweepShare = ({ atEnd }: RunFacts) => percent(atEnd.sweepTotalMs, atEnd.nowMs);

const told = (run: RunFacts) =>
	`At ${interval(run.settings.intervalMs)}: freed within ${ms(run.stats.clearedToFreedMaxMs)}, ${sweepShare(run)} of the time for sweeps.`;

const isTrial = ({ ended, settings, settingsChanged, stats }: RunFacts) =>
	ended === 'ok' && settings.policy === 'interval' && !settingsChanged && stats.freedCount > 0;

const check: Check = (facts) => {
	const bad = endedBadly(facts);
	if (bad) return bad;
	const { clearedCount, freedCount } = facts.stats;
	if (facts.settings.policy !== 'interval') return failed(`The run was under ${facts.settings.policy}, not interval.`);
	if (facts.settingsChanged) return failed('The interval was changed while the program ran. Run it once more.');
	if (clearedCount > 0)
		return waiting(`the loop to come by: ${of(clearedCount, clearedCount + freedCount)} are cleared.`);
	if (freedCount === 0) return waiting('a collection and a sweep: nothing has been freed yet.');
	const trials = [...facts.earlier.filter(isTrial), facts].sort(
		(a, b) => a.settings.intervalMs - b.settings.intervalMs,
	);
	const [short, long] = [trials[0] ?? facts, trials.at(-1) ?? facts];
	if (long.settings.intervalMs < kWorthComparing * short.settings.intervalMs)
		return failed(`${told(facts)} Now run it with an interval at least five times longer or shorter.`);
	const words = `${told(short)} ${told(long)}`;
	const perMs = ({ atEnd }: RunFacts) => atEnd.sweepTotalMs / atEnd.nowMs;
	const sooner = short.stats.clearedToFreedMaxMs < long.stats.clearedToFreedMaxMs;
	return sooner && perMs(short) >= perMs(long)
		? passed(words)
		: failed(`${words} Something else was in the way. Try once more.`);
};

export default check;

/** The loop may come by every 10 s. */
export const patienceMs = 12_000;
