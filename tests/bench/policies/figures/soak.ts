// Soak: ten million objects under each policy that frees; in browsers a million.
import { smoke } from '../../smoke.ts';
import type { EngineName } from '../trial.ts';
import { everywhere, type Figure, type Row } from './figure.ts';
import { freeing, labelOf } from './sides.ts';

const kCase = 'soak';

function objects(engine: EngineName): number {
	if (smoke) return 10_000;
	return engine === 'node' ? 10_000_000 : 1_000_000;
}

const told = [
	{ figure: 'unaccounted', what: 'made − freed − deleted − live', none: true },
	{ figure: 'lost', what: 'lost', none: true },
	{ figure: 'errors', what: 'errors, such as a second freeing', none: true },
	{ figure: 'left', what: 'left at the end', none: true },
	{ figure: 'overBase', what: 'native bytes over those at the start', none: true },
	{ figure: 'mostLive', what: 'most at a time', none: false },
	{ figure: 'ms', what: 'time, ms', none: false },
	{ figure: 'waitedMs', what: 'of which waiting, ms', none: false },
];

export const soak: Figure = {
	name: 'soak',
	title: 'Soak: objects made, dropped, deleted and kept; 10,000,000 in Node, 1,000,000 in browsers',
	workload: 'soak',
	atOnce: true,
	cases: (engine) => [
		{ name: kCase, numbers: { objects: objects(engine) }, sides: freeing, repeats: 1, deadlineMs: 400_000 },
	],
	rows: ({ spread }) =>
		freeing.flatMap((side): Row[] =>
			told.map(({ figure, what, none }) => ({
				what: `${labelOf(side)}: ${what}`,
				unit: '',
				value: (engine) => spread(engine, kCase, side, figure),
				...(none ? { bound: everywhere({ atMost: 0, atLeast: 0 }), boundText: '0' } : {}),
			})),
		),
};
