// The page as the place where trials are made: what of it may disturb them, what it is, and how exact its clock is.
import type { Surroundings } from './disturbance.ts';
import type { Place } from './report.ts';

/** Some milliseconds on a machine of 2026: several steps of a clock of 1 ms, and less than a frame. */
const kProbeSteps = 4_000_000;
/** Where the last result is put, so that the work cannot be left out. */
const sink = { value: 0 };

/** `programRuns`: of the page's own runs. */
export const pageSurroundings = (programRuns: () => boolean): Surroundings => ({
	hidden: () => document.hidden,
	onHidden(callback) {
		document.addEventListener('visibilitychange', callback);
		return () => document.removeEventListener('visibilitychange', callback);
	},
	programRuns,
	probe: fixedWork,
});

/** Always the same work, all of it in registers. */
export function fixedWork(): void {
	let value = sink.value | 1;
	for (let i = 0; i < kProbeSteps; i++) value = (Math.imul(value, 1664525) + 1013904223) | 0;
	sink.value = value;
}

export function pagePlace(): Place {
	return {
		agent: agentOf(navigator.userAgent),
		cores: navigator.hardwareConcurrency,
		clockStepMs: clockStepMs(() => performance.now()),
	};
}

/** `Firefox 153`; all that it says where no browser known here is named in it. */
export function agentOf(userAgent: string): string {
	for (const [pattern, name] of kAgents) {
		const version = pattern.exec(userAgent)?.[1];
		if (version !== undefined) return `${name} ${version}`;
	}
	return userAgent;
}

/** The more special ones first: most name others beside themselves. */
const kAgents: readonly (readonly [RegExp, string])[] = [
	[/Firefox\/(\d+)/, 'Firefox'],
	[/Edg\/(\d+)/, 'Edge'],
	[/OPR\/(\d+)/, 'Opera'],
	[/Chrome\/(\d+)/, 'Chromium'],
	[/Version\/([\d.]+).*Safari/, 'Safari'],
];

const kSteps = 5;

/** The least of some steps that the clock was seen to make. Takes as long as they do: 5 ms where they are of 1. */
export function clockStepMs(now: () => number): number {
	let leastMs = Number.POSITIVE_INFINITY;
	for (let i = 0; i < kSteps; i++) {
		const fromMs = now();
		let toMs = now();
		while (toMs === fromMs) toMs = now();
		leastMs = Math.min(leastMs, toMs - fromMs);
	}
	// What two binary fractions leave over is no part of the step.
	return Number(leastMs.toPrecision(3));
}
