// A pass over everything that lives, per entry: the policy's sweep in slices, and the runtime's in one piece, against
// the original loop.
import { smoke } from '../../smoke.ts';
import { everywhere, type Figure, type Row } from './figure.ts';

/** Under `none`: the one pass is the one that is timed. */
const kPiece = 'none';
const kSlices = 'gated';
const labels: Readonly<Record<string, string>> = { [kPiece]: 'ours, in one piece', [kSlices]: 'ours, in slices' };
const sizes = [
	{ name: '1,000,000 live', objects: smoke ? 1000 : 1_000_000, passes: 1, ours: [kPiece, kSlices], bound: 1 / 3 },
	// Slices of so few are too short to be timed one by one.
	{ name: '1,000 live', objects: smoke ? 100 : 1000, passes: smoke ? 1 : 500, ours: [kPiece], bound: undefined },
];

export const sweepCost: Figure = {
	name: 'sweepCost',
	title: 'A sweep, per live entry',
	workload: 'sweepCost',
	cases: () =>
		sizes.map(({ name, objects, passes, ours }) => ({
			name,
			numbers: { objects, passes, rounds: smoke ? 1 : 3, slices: 0 },
			numbersOf: (side) => (side === kSlices ? { slices: 1 } : {}),
			sides: [...ours, 'original'],
			repeats: smoke ? 1 : 2,
			deadlineMs: 120_000,
		})),
	rows: ({ spread, ratio }) =>
		sizes.flatMap(({ name, ours, bound }): Row[] => [
			...['original', ...ours].map(
				(side): Row => ({
					what: `${labels[side] ?? 'original loop'}; ${name}`,
					unit: 'ns',
					value: (engine) => spread(engine, name, side, 'ns'),
				}),
			),
			...ours.map(
				(side): Row => ({
					what: `${labels[side]}, original = 1; ${name}`,
					unit: '',
					value: (engine) => ratio(engine, name, side, 'original', 'ns'),
					...(bound !== undefined && side === kSlices
						? { bound: everywhere({ atMost: bound }), boundText: '≤ 1/3' }
						: {}),
				}),
			),
		]),
};
