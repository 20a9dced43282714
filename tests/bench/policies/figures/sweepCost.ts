// A pass over everything that lives, per entry: the policy's sweep in slices, and the runtime's in one piece, against
// the original loop.
import { smoke } from '../../smoke.ts';
import type { EngineName } from '../trial.ts';
import { everywhere, type Figure, type Row } from './figure.ts';

const sizes = [
	{ name: '1,000,000 live', objects: smoke ? 1000 : 1_000_000, passes: 1, bound: 1 / 3 },
	{ name: '1,000 live', objects: smoke ? 100 : 1000, passes: smoke ? 1 : 500, bound: undefined },
];
/** Under `none`: the one pass is the one that is timed. */
const kPiece = 'none';
const kSlices = 'gated';

export const sweepCost: Figure = {
	name: 'sweepCost',
	title: 'A sweep, per live entry',
	workload: 'sweepCost',
	cases: () =>
		sizes.map(({ name, objects, passes }) => ({
			name,
			numbers: { objects, passes, rounds: smoke ? 1 : 3, slices: 0 },
			numbersOf: (side) => (side === kSlices ? { slices: 1 } : {}),
			sides: [kPiece, kSlices, 'original'],
			repeats: smoke ? 1 : 2,
			deadlineMs: 120_000,
		})),
	rows: ({ spread, ratio }) =>
		sizes.flatMap(({ name, bound }): Row[] => [
			{
				what: `original loop; ${name}`,
				unit: 'ns',
				value: (engine: EngineName) => spread(engine, name, 'original', 'ns'),
			},
			{
				what: `ours, in one piece; ${name}`,
				unit: 'ns',
				value: (engine: EngineName) => spread(engine, name, kPiece, 'ns'),
			},
			{
				what: `ours, in slices; ${name}`,
				unit: 'ns',
				value: (engine: EngineName) => spread(engine, name, kSlices, 'ns'),
			},
			{
				what: `ours, in slices, original = 1; ${name}`,
				unit: '',
				value: (engine: EngineName) => ratio(engine, name, kSlices, 'original', 'ns'),
				...(bound === undefined ? {} : { bound: everywhere({ atMost: bound }), boundText: '≤ 1/3' }),
			},
		]),
};
