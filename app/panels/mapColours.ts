// The colour of every cell that the engine can write, for one theme and mode: looked up by the cell's two bytes.
import { mix, parseRgb, pixelOf, type Rgb } from '../lib/colour.ts';
import { resolveColour } from '../lib/resolveColour.ts';
import type { RasterMode } from '../models/MapModel.ts';
import { blockLookOf, blockStates, kClassColours } from '../models/mapLooks.ts';
import { kDimmed } from '../protocol/snapshot.ts';

/** How much of its colour a cell has at least in which anything is in use, and how much of it is left when dimmed. */
const kLeastStrength = 0.4;
const kDimmedStrength = 0.22;
/** The greatest values that the engine writes. */
const kMostClass = 15;
const kMostAge = 32;

export interface MapColours {
	mode: RasterMode;
	/** Pixels by a cell's value in the low byte and its share in use in the high one. */
	cells: Uint32Array;
	/** What no picture was seen of. */
	unseen: number;
	/** Of the hatching over what is no heap. */
	stripe: number;
	background: string;
	text: string;
	muted: string;
	accent: string;
}

/** Works the colours out as the page has them at this element. Ages from `oldestAge` on look alike. */
export function mapColours(host: HTMLElement, mode: RasterMode, oldestAge: number): MapColours {
	const rgb = (name: string) => parseRgb(resolveColour(host, name));
	const free = rgb('--map-free');
	const outside = rgb('--map-outside');
	const cells = new Uint32Array(1 << 16);
	for (const [value, colour] of valueColours(mode, rgb, oldestAge).entries()) {
		for (let used = 0; used < 256; used++) {
			const still = mode === 'state' && blockStates[value] === 'outside' ? outside : free;
			const strength = used === 0 ? 0 : kLeastStrength + ((1 - kLeastStrength) * used) / 255;
			cells[value | (used << 8)] = pixelOf(mix(still, colour, strength));
			cells[value | kDimmed | (used << 8)] = pixelOf(mix(still, colour, strength * kDimmedStrength));
		}
	}
	const css = (name: string) => resolveColour(host, name);
	return {
		mode,
		cells,
		unseen: pixelOf(outside),
		stripe: pixelOf(rgb('--rule-faint')),
		background: css('--bg'),
		text: css('--text'),
		muted: css('--text-muted'),
		accent: css('--accent'),
	};
}

/** The full colour of each value. */
function valueColours(mode: RasterMode, rgb: (name: string) => Rgb, oldestAge: number): Rgb[] {
	if (mode === 'state') {
		return blockStates.map((state) => rgb(blockLookOf(state).token));
	}
	if (mode === 'class') {
		const own = Array.from({ length: kClassColours }, (_, i) => rgb(`--map-class-${i + 1}`));
		const other = rgb('--map-class-other');
		return [rgb('--map-free'), ...own, ...Array.from({ length: kMostClass - kClassColours }, () => other)];
	}
	const [newest, oldest] = [rgb('--map-new'), rgb('--map-old')];
	const share = (age: number) => Math.min(1, Math.max(0, age - 1) / Math.max(1, oldestAge - 1));
	return Array.from({ length: kMostAge + 1 }, (_, age) =>
		age === 0 ? rgb('--map-free') : mix(newest, oldest, share(age)),
	);
}
