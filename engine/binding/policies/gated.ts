// Policy `gated`: sweeps only after a collection was detected, and then at once, in slices.
import { AfterCollections } from '../afterCollections.ts';
import type { Timer } from '../clock.ts';
import type { PassResult, Reach } from '../passes.ts';
import type { ActivePolicy, PolicyHost, PolicyKind, Safety } from './policy.ts';

/** From one sweep to the next, at least: Chromium detects minor collections too, many a second. */
const kSpacingMs = 16;
/** A slow sweep of everything, in case a collection went by unseen; each that finds nothing doubles the time to the next. */
export const kFirstSafetyMs = 10_000;
const kMostDoublings = 5;

export interface Gated extends ActivePolicy {
	collected: NonNullable<ActivePolicy['collected']>;
	readonly sweeps: AfterCollections;
	readonly safety: Safety;
}

/** `swept` is called at the end of each sweep that follows a collection. */
export function startGated(
	{ clock, gauges, sweepInSlices }: PolicyHost,
	swept: (reach: Reach, result: PassResult) => void = () => {},
): Gated {
	const safety = { sweeps: 0, found: 0 };
	const sweeps = new AfterCollections({
		clock,
		spacingMs: kSpacingMs,
		run: (reach, done) =>
			sweepInSlices(reach, (result) => {
				done(result);
				swept(reach, result);
			}),
	});
	let doublings = 0;
	let timer: Timer;
	const waitForSafety = () => {
		timer = clock.after(kFirstSafetyMs * 2 ** doublings, () => {
			if (gauges.objects === 0) waitForSafety();
			else sweepInSlices('all', safelySwept);
		});
		timer.detach();
	};
	const safelySwept = ({ found }: PassResult) => {
		safety.sweeps++;
		safety.found += found;
		doublings = found > 0 ? 0 : Math.min(doublings + 1, kMostDoublings);
		waitForSafety();
	};
	waitForSafety();
	let stopped = false;
	// What was cleared before this policy began. No collection has come: `swept` is not told.
	clock.soon(() => {
		if (!stopped) sweepInSlices('all');
	});
	return {
		sweeps,
		safety,
		collected: (collection) => sweeps.collected(collection),
		stop() {
			stopped = true;
			timer.cancel();
			sweeps.stop();
		},
	};
}

export const gated: PolicyKind = { reclaims: true, start: (host) => startGated(host) };
