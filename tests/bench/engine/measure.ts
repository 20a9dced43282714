// How the wasm half takes times.
import { smoke } from '../smoke.ts';

/** How long a repetition lasts at least. */
const kRepetitionMs = smoke ? 1 : 100;

export const repetitions = (wanted: number) => (smoke ? 1 : wanted);

function timeMs(body: () => void): number {
	const startMs = performance.now();
	body();
	return performance.now() - startMs;
}

/** Of the processor, for what lasts long: other processes then count less. */
function processorMs(body: () => void): number {
	const start = process.cpuUsage();
	body();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1000;
}

/** The mean time of what is timed within `times` rounds; what is not timed comes before each. */
export function meanMs(times: number, timed: () => void, before: () => void = () => {}): number {
	let sum = 0;
	for (let i = 0; i < times; i++) {
		before();
		sum += timeMs(timed);
	}
	return sum / times;
}

/** How often a body runs to fill a repetition. It has run before, so that it is compiled. */
function timesOf(body: () => void): number {
	let times = 1;
	for (;;) {
		const tookMs = timeMs(() => {
			for (let i = 0; i < times; i++) body();
		});
		if (tookMs >= kRepetitionMs) return times;
		times = Math.ceil(times * Math.min(10, Math.max(1.5, (1.2 * kRepetitionMs) / Math.max(tookMs, 0.001))));
	}
}

/** Repetitions of several bodies, in ms for one run of each; another one comes first each time. */
export function rotated<Name extends string>(
	wanted: number,
	bodies: Readonly<Record<Name, () => void>>,
): Readonly<Record<Name, number[]>> {
	const names = Object.keys(bodies) as Name[];
	const times = Object.fromEntries(names.map((name) => [name, timesOf(bodies[name])])) as Record<Name, number>;
	const result = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
	for (let repetition = 0; repetition < repetitions(wanted); repetition++) {
		for (let i = 0; i < names.length; i++) {
			const name = names[(i + repetition) % names.length] as Name;
			const all = processorMs(() => {
				for (let j = 0; j < times[name]; j++) bodies[name]();
			});
			result[name].push(all / times[name]);
		}
	}
	return result;
}
