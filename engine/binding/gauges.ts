// What the engine counts, read in place: no call of it is needed.
import type { Description, EngineExports } from './abi.ts';
import type { Gauges } from './policies/policy.ts';
import type { Views } from './views.ts';

/** Always current. Cost: one load each. */
export function makeGauges(description: Description, exports: EngineExports, views: Views): Gauges {
	const address = exports._engine__counts() >>> 0;
	const index = (name: Description['counts'][number]) => (address >>> 2) + description.counts.indexOf(name);
	const liveBytes = index('liveBytes');
	const limitBytes = index('limitBytes');
	const objects = index('objects');
	const objectsMade = index('objectsMade');
	return {
		get liveBytes() {
			return views.u32[liveBytes] as number;
		},
		get limitBytes() {
			return views.u32[limitBytes] as number;
		},
		get objectsMade() {
			return views.u32[objectsMade] as number;
		},
		get objects() {
			return views.u32[objects] as number;
		},
	};
}
