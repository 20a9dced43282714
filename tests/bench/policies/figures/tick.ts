// A tick of the policy when nothing was collected since the last, beside a million live objects.
import { smoke } from '../../smoke.ts';
import type { EngineName } from '../trial.ts';
import { everywhere, type Figure, type Row } from './figure.ts';
import { bounded, labelOf, present } from './sides.ts';

const kCase = 'idle program';
const sides = [...present('interval'), ...bounded];

export const tick: Figure = {
	name: 'tick',
	title: 'A tick with no collection since the last, 1,000,000 live',
	workload: 'tick',
	cases: () => [
		{
			name: kCase,
			numbers: smoke ? { objects: 1000, ms: 100 } : { objects: 1_000_000, ms: 5000 },
			sides,
			repeats: 1,
			deadlineMs: 120_000,
		},
	],
	rows: ({ spread }) =>
		sides.flatMap((side): Row[] => [
			{
				what: `${labelOf(side)}: a call back`,
				unit: 'µs',
				value: (engine) => spread(engine, kCase, side, 'us'),
				...(bounded.includes(side) ? { bound: everywhere({ atMost: 20 }) } : {}),
			},
			...(['callbacks', 'collections'] as const).map((figure) => ({
				what: `${labelOf(side)}: ${figure === 'callbacks' ? 'calls back' : 'collections'} in 5 s`,
				unit: '',
				value: (engine: EngineName) => spread(engine, kCase, side, figure),
			})),
		]),
};
