// What the policy costs a program that drops nothing: a fixed number of calls, a million objects live.
import { smoke } from '../../smoke.ts';
import type { EngineName } from '../trial.ts';
import { everywhere, type Figure, type Row } from './figure.ts';
import { labelOf, present } from './sides.ts';

const kCase = 'calls';
const kBase = 'none';
// Not `interval`: with a pass of up to a second each 100 ms it does little else.
const others = present('pressure', 'gated');
const sides = [kBase, ...others];

export const calls: Figure = {
	name: 'calls',
	title: 'A program that drops nothing: calls of methods, 1,000,000 live',
	workload: 'calls',
	cases: () => [
		{
			name: kCase,
			numbers: smoke
				? { objects: 1000, calls: 1000, warm: 1, tasks: 2 }
				: { objects: 1_000_000, calls: 50_000, warm: 1000, tasks: 700 },
			sides,
			repeats: smoke ? 1 : 2,
			deadlineMs: 120_000,
		},
	],
	rows: ({ spread, ratio }) => [
		...sides.map(
			(side): Row => ({
				what: `${labelOf(side)}: a macrotask of 50,000 calls`,
				unit: 'ms',
				value: (engine: EngineName) => spread(engine, kCase, side, 'msPerTask'),
			}),
		),
		...others.map(
			(side): Row => ({
				what: `${labelOf(side)}, none = 1`,
				unit: '',
				value: (engine: EngineName) => ratio(engine, kCase, side, kBase, 'ms'),
				...(side === 'pressure' ? { bound: everywhere({ atMost: 1.05 }) } : {}),
			}),
		),
	],
};
