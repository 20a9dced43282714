// Percent of dropped objects freed within 12 s of steady churn, beside 300,000 plain objects that live on.
import { smoke } from '../../smoke.ts';
import { everywhere, type Figure, type Row } from './figure.ts';
import { freeing, labelOf, peers } from './sides.ts';

const kMs = smoke ? 300 : 12_000;
const kOthers = smoke ? 1000 : 300_000;
// The runtime's own loop is the original's.
const sides = [...peers, ...freeing.filter((side) => side !== 'interval')];
/** Objects in a macrotask of each 10 ms, and how often it is tried. */
const rates = [{ each: 200, repeats: 2 }];
const nameOf = (each: number) => `${each} each 10 ms`;

export const churn: Figure = {
	name: 'churn',
	title: 'Percent of dropped objects freed within 12 s, beside 300,000 other live objects',
	workload: 'churn',
	atOnce: true,
	cases: () =>
		rates.map(({ each, repeats }) => ({
			name: nameOf(each),
			numbers: { each, ms: kMs, others: kOthers },
			sides,
			repeats: smoke ? 1 : repeats,
			deadlineMs: kMs + 60_000,
		})),
	rows: ({ spread }) =>
		rates.flatMap(({ each }) => [
			...sides.map(
				(side): Row => ({
					what: `${labelOf(side)}; ${nameOf(each)}`,
					unit: '%',
					value: (engine) => spread(engine, nameOf(each), side, 'percent'),
					...(side === 'pressure'
						? {
								// The best of the peers is to be passed as well.
								bound: (engine) => ({
									atLeast: Math.max(
										90,
										...peers.map((peer) => spread(engine, nameOf(each), peer, 'percent')?.median ?? 0),
									),
								}),
								boundText: '≥ 90 and every peer',
							}
						: side === 'gated'
							? { bound: everywhere({ atLeast: 90 }) }
							: {}),
				}),
			),
		]),
};
