// The longest slice of a sweep over a million objects of which a tenth was dropped.
import { smoke } from '../../smoke.ts';
import { everywhere, type Figure, type Row } from './figure.ts';
import { bounded, labelOf } from './sides.ts';

const kCase = 'a tenth dropped';
// Not `interval`: its loop keeps alive what it looks at, and is one piece whatever is dropped.
const sides = bounded;

export const slice: Figure = {
	name: 'slice',
	title: 'Longest slice of a sweep, 1,000,000 objects, a tenth dropped',
	workload: 'slice',
	cases: () => [
		{
			name: kCase,
			numbers: { objects: smoke ? 1000 : 1_000_000 },
			sides,
			repeats: smoke ? 1 : 2,
			deadlineMs: 120_000,
		},
	],
	rows: ({ spread }) =>
		sides.flatMap((side): Row[] => {
			const bound = { bound: everywhere({ atMost: 8 }) };
			return [
				{
					what: `${labelOf(side)}: longest call back of the clock, with what the collector does in it`,
					unit: 'ms',
					value: (engine) => spread(engine, kCase, side, 'longestMs'),
				},
				{
					what: `${labelOf(side)}: longest slice, by the engine's own count`,
					unit: 'ms',
					value: (engine) => spread(engine, kCase, side, 'ownMs'),
					...bound,
				},
			];
		}),
};
