// Create + method + delete, per object, against embind.
import { smoke } from '../../smoke.ts';
import { everywhere, type Figure } from './figure.ts';
import { labelOf, present } from './sides.ts';

const kCase = 'pairs';
const sides = ['explicit', 'embind', ...present('pressure')];

export const pairs: Figure = {
	name: 'pairs',
	title: 'Create + one method + delete()',
	workload: 'pairs',
	cases: () => [
		{
			name: kCase,
			numbers: smoke ? { pairs: 100, rounds: 1 } : { pairs: 20_000, rounds: 15 },
			sides,
			repeats: smoke ? 1 : 5,
		},
	],
	rows: ({ spread, ratio }) => [
		...sides.map((side) => ({
			what: labelOf(side),
			unit: 'ns',
			value: (engine: 'node' | 'chromium' | 'firefox') => spread(engine, kCase, side, 'ns'),
		})),
		{
			what: 'ours, delete(), embind = 1',
			unit: '',
			value: (engine) => ratio(engine, kCase, 'explicit', 'embind', 'ns'),
			bound: everywhere({ below: 1 }),
		},
	],
};
