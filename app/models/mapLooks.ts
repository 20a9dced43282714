// What the heap map's colours mean: by state, class or age, each with the custom property of its colour.
import type { Description } from '../protocol/messages.ts';
import { type BlockStateName, kDimmed, type Raster, type RasterMode } from '../protocol/snapshot.ts';
import { lookOf } from './states.ts';

/** A cell's value in the mode `state` is a place in this list: the engine's, whose order the compiler holds. */
export const blockStates = [
	'free',
	'part',
	'unmanaged',
	'live',
	'cleared',
	'lost',
	'quarantined',
	'outside',
] as const satisfies Description['blockStates'];

/** Of a cell, given as its first byte or as both, the value: what it shows, be it dimmed or not. */
export const cellValue = (cell: number) => cell & (kDimmed - 1);

export interface MapLook {
	word: string;
	/** Told apart by form as well as by colour; empty where a word alone says enough. */
	sign: string;
	meaning: string;
	/** Custom property of the colour. */
	token: string;
}

export interface BlockLook extends MapLook {
	state: BlockStateName;
}

const held = (state: 'live' | 'cleared' | 'lost'): BlockLook => {
	const { sign, meaning } = lookOf(state);
	return { state, word: state, sign, meaning, token: `--map-${state}` };
};

/** In the order of the legend; what is held by an object comes before what is not. */
export const blockLooks: readonly BlockLook[] = [
	held('live'),
	held('cleared'),
	held('lost'),
	{ state: 'unmanaged', word: 'unmanaged', sign: '■', meaning: 'an object without a row', token: '--map-unmanaged' },
	{ state: 'part', word: 'part', sign: '▪', meaning: 'made by an object for itself', token: '--map-part' },
	{
		state: 'quarantined',
		word: 'quarantine',
		sign: '▨',
		meaning: 'destroyed; its bytes are 0xdd and its address is not given away yet',
		token: '--map-quarantine',
	},
	{ state: 'free', word: 'free', sign: '□', meaning: 'of the heap, and in no use', token: '--map-free' },
	{
		state: 'outside',
		word: 'no heap',
		sign: '╱',
		meaning: 'not taken for the heap, or used by the engine itself',
		token: '--map-outside',
	},
];

/** Classes that have a colour of their own, by their id from 1 on; the rest share one. */
export const kClassColours = 9;

export const modes: readonly RasterMode[] = ['state', 'class', 'age'];

export function blockLookOf(state: BlockStateName): BlockLook {
	const look = blockLooks.find((it) => it.state === state);
	if (!look) throw new Error(`No look for a block that is ${state}`);
	return look;
}

/** What the picture shows now, for the legend. */
export function legendOf(mode: RasterMode, raster: Raster | null, description: Description | null): MapLook[] {
	if (mode === 'age') return [];
	if (mode === 'state') {
		return blockLooks.filter(({ state }) => {
			if (state === 'live' || state === 'cleared' || state === 'free') return true;
			return (raster?.bytes[state] ?? 0) > 0;
		});
	}
	const present = classesOf(raster);
	const named = [...(description?.classes ?? []), ...(description?.parts ?? [])];
	const looks = named.filter(({ id }) => present.has(id) && id <= kClassColours);
	const others = named.filter(({ id }) => present.has(id) && id > kClassColours).map(({ name }) => name);
	return [
		...looks.map(({ id, name }) => ({ word: name, sign: '', meaning: name, token: `--map-class-${id}` })),
		...(others.length > 0
			? [{ word: others.join(', '), sign: '', meaning: 'made by objects for themselves', token: '--map-class-other' }]
			: []),
		blockLookOf('free'),
	];
}

/** The ids of the classes that most of some cell is. */
function classesOf(raster: Raster | null): Set<number> {
	const present = new Set<number>();
	if (raster?.mode !== 'class') return present;
	for (let at = 0; at < raster.cells.length; at += 2) {
		if ((raster.cells[at + 1] ?? 0) > 0) present.add(cellValue(raster.cells[at] ?? 0));
	}
	return present;
}
