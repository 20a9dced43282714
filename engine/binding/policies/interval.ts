// Policy `interval`: the original loop. Every interval, each WeakRef is looked at and what is cleared is freed.
import type { Timer } from '../clock.ts';
import type { PolicyKind } from './policy.ts';

export const interval: PolicyKind = {
	reclaims: true,
	start({ clock, sweep }, { intervalMs }) {
		let timer: Timer;
		const wait = () => {
			timer = clock.after(intervalMs, () => {
				// Armed first: a sweep that stops the policy must leave nothing behind.
				wait();
				sweep();
			});
		};
		wait();
		return { stop: () => timer.cancel() };
	},
};
