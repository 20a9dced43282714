// The configuration that is added to a list: what it has not tried yet, under the limits of its last.
import { kDefaultPolicy, policyNames } from '../models/policies.ts';
import type { Policy } from '../protocol/messages.ts';
import type { Configuration } from './experiment.ts';

const kMiB = 1024 * 1024;

/** The likeliest answers first; the others follow in the order of the list of policies. */
const kFirst: readonly Policy[] = [kDefaultPolicy, 'gated', 'registry', 'interval', 'idle'];
const kIntervalsMs = [100, 10, 1000, 1, 10_000, 50, 500, 20, 200, 5, 2000, 5000];

export function addedConfiguration(list: readonly Configuration[]): Configuration {
	const limits = list.at(-1) ?? { heapLimitBytes: 64 * kMiB, quarantineBytes: 128 * 1024 };
	const { heapLimitBytes, quarantineBytes } = limits;
	const untried = [...kFirst, ...policyNames].find((policy) => !list.some((it) => it.policy === policy));
	const taken = list.filter(({ policy }) => policy === 'interval').map(({ intervalMs }) => intervalMs);
	const intervalMs = kIntervalsMs.find((ms) => !taken.includes(ms)) ?? 100;
	return { policy: untried ?? 'interval', intervalMs, heapLimitBytes, quarantineBytes };
}
