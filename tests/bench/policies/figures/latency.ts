// From a collection to the freeing of what it cleared: 100,000 objects dropped at once.
import { smoke } from '../../smoke.ts';
import { everywhere, type Figure, type Row } from './figure.ts';
import { bounded, freeing, labelOf, peers } from './sides.ts';

const kCase = 'dropped at once';
const sides = [...peers, ...freeing];

export const latency: Figure = {
	name: 'latency',
	title: 'Collection detected → object freed, 99th of a hundred, 100,000 objects',
	workload: 'latency',
	cases: () => [
		{
			name: kCase,
			numbers: { objects: smoke ? 1000 : 100_000, rounds: smoke ? 1 : 3 },
			sides,
			repeats: smoke ? 1 : 2,
			deadlineMs: 60_000,
		},
	],
	rows: ({ spread }) =>
		sides.flatMap((side): Row[] => {
			const bound = bounded.includes(side) ? { bound: everywhere({ atMost: 20 }) } : {};
			return [
				{
					what: `${labelOf(side)}: from a canary of the benchmark's`,
					unit: 'ms',
					value: (engine) => spread(engine, kCase, side, 'wallMs'),
					...bound,
				},
				...(freeing.includes(side)
					? [
							{
								what: `${labelOf(side)}: cleared to freed, by the engine's own count`,
								unit: 'ms',
								value: (engine) => spread(engine, kCase, side, 'ownMs'),
								...bound,
							} satisfies Row,
						]
					: []),
			];
		}),
};
