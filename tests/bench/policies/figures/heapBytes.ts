// Bytes of JavaScript's heap for each managed object, wrapper included.
import { type Spread, spreadOf } from '../../engine/figures.ts';
import { smoke } from '../../smoke.ts';
import type { EngineName, SideName } from '../trial.ts';
import type { Figure, Results, Row } from './figure.ts';
import { bounded, labelOf } from './sides.ts';

const kCase = 'live';
const ours = bounded.length > 0 ? bounded : ['none'];
const sides = ['original', 'original, one deleter', 'embind', 'registry per object', ...ours];

/** What JavaScript holds: its heap, and the ArrayBuffers of sides that have some; WebAssembly's memory apart. */
function total({ values }: Results, engine: EngineName, side: SideName): readonly number[] | undefined {
	const heap = values(engine, kCase, side, 'heap');
	const buffers = values(engine, kCase, side, 'buffers');
	return heap?.map((bytes, i) => bytes + Math.max(0, buffers?.[i] ?? 0));
}

const spreadOfTotal = (results: Results, engine: EngineName, side: SideName): Spread | undefined => {
	const found = total(results, engine, side);
	return found && spreadOf(found);
};

export const heapBytes: Figure = {
	name: 'heapBytes',
	title: "Bytes of JavaScript's heap per managed object",
	workload: 'heapBytes',
	engines: ['node', 'chromium'],
	seesHeap: true,
	cases: () => [
		{
			name: kCase,
			numbers: { objects: smoke ? 10_000 : 500_000 },
			sides,
			repeats: smoke ? 1 : 2,
			deadlineMs: 120_000,
		},
	],
	rows: (results) => [
		...sides.map((side): Row => {
			const isBounded = ours.includes(side);
			return {
				what: labelOf(side),
				unit: 'byte',
				value: (engine) => spreadOfTotal(results, engine, side),
				...(isBounded
					? {
							bound: (engine) => {
								const original = spreadOfTotal(results, engine, 'original')?.median;
								const embind = spreadOfTotal(results, engine, 'embind')?.median;
								if (engine !== 'chromium' || original === undefined || embind === undefined) return undefined;
								return { atMost: Math.min(original / 3, embind) };
							},
							boundText: 'Chromium: ≤ 1/3 of original, ≤ embind',
						}
					: {}),
			};
		}),
		...sides.map(
			(side): Row => ({
				what: `${labelOf(side)}: growth of WebAssembly's memory`,
				unit: 'byte',
				value: (engine) => results.spread(engine, kCase, side, 'wasm'),
			}),
		),
	],
};
