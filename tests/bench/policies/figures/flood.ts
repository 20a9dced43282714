// 20,000 objects of 1 MiB each, made and dropped under a limit of 1 GiB, a macrotask every four.
import { smoke } from '../../smoke.ts';
import { everywhere, type Figure, type Row } from './figure.ts';
import { labelOf, peers, present } from './sides.ts';

const kObjects = smoke ? 40 : 20_000;
const kBytes = smoke ? 1024 : 2 ** 20;
const ours = present('registry', 'gated', 'pressure');
/** With delete(), that of so many objects before: what it costs that memory is used again late, with no collector at all. */
const lateness: Readonly<Record<string, number>> = { explicit: 0, 'explicit, 16 late': 16, 'explicit, 48 late': 48 };
const ways = [
	{ way: 'message', said: 'a macrotask', sides: [...Object.keys(lateness), ...peers, ...ours], repeats: 2 },
	{ way: 'tick', said: 'runtime.tick()', sides: ['explicit', ...present('pressure')], repeats: 1 },
	{ way: 'breathe', said: 'runtime.breathe()', sides: ['explicit', ...present('pressure')], repeats: 1 },
];

export const flood: Figure = {
	name: 'flood',
	title: '20,000 objects of 1 MiB under a limit of 1 GiB',
	workload: 'flood',
	cases: () =>
		ways.map(({ way, sides, repeats }) => ({
			name: way,
			way,
			numbers: { objects: kObjects, bytes: kBytes, late: -1 },
			numbersOf: (side) => (side in lateness ? { late: lateness[side] as number } : {}),
			sides,
			repeats: smoke ? 1 : repeats,
			deadlineMs: 240_000,
		})),
	rows: ({ spread, ratio }) =>
		ways.flatMap(({ way, said, sides }) =>
			sides.flatMap((side): Row[] => {
				const what = `${labelOf(side)}; ${said} every 4`;
				const isBounded = side === 'pressure' && way === 'message';
				return [
					{
						what: `${what}: made`,
						unit: '',
						value: (engine) => spread(engine, way, side, 'made'),
						...(isBounded ? { bound: everywhere({ atLeast: kObjects }) } : {}),
					},
					{
						what: `${what}: peak`,
						unit: 'MiB',
						value: (engine) => spread(engine, way, side, 'peakMiB'),
						...(isBounded
							? {
									bound: (engine) => ({ atMost: engine === 'node' ? 256 : 64 }),
									boundText: '≤ 64, Node ≤ 256',
								}
							: {}),
					},
					{ what: `${what}: time`, unit: 'ms', value: (engine) => spread(engine, way, side, 'ms') },
					...(side === 'pressure'
						? [
								{
									what: `${what}: time, ours with delete() = 1`,
									unit: '',
									value: (engine) => ratio(engine, way, side, 'explicit', 'ms'),
									...(isBounded
										? {
												bound: (engine) => (engine === 'node' ? undefined : { atMost: 2 }),
												boundText: '≤ 2 in browsers',
											}
										: {}),
								} satisfies Row,
							]
						: []),
				];
			}),
		),
};
