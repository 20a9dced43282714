// What the heap map says in words: the whole picture for those who do not see it, and the place pointed at.
import { formatAddress, formatBytes } from '../lib/format.ts';
import type { Block, ObjectCard, Raster, Region, Snapshot } from '../protocol/snapshot.ts';
import { bytesInUse, type Extent, endOf, heldBytes } from './mapExtent.ts';
import { type Grid, kGranuleBytes } from './mapGeometry.ts';
import { blockLookOf, blockLooks, blockStates, cellValue } from './mapLooks.ts';
import type { Spot } from './SelectionModel.ts';

export interface Seen {
	snapshot: Snapshot | null;
	extent: Extent | null;
	grid: Grid | null;
	raster: Raster | null;
	region: Region | null;
	lit: Spot | null;
	/** It has ended: what lies at its address now, if anything does, is not it. */
	litEnded: boolean;
	/** The engine is gone: all this was seen last. */
	gone: boolean;
}

/** The picture as a text; its beginning is the picture's name on the page. */
export function describeMap({ snapshot, extent, raster, lit, litEnded, gone }: Seen): string {
	if (!snapshot) return 'Native heap map: nothing yet, no program has run';
	if (!extent || !raster) return 'Native heap map: nothing was allocated yet';
	const end = endOf(raster);
	const windowBytes = end - raster.begin;
	const { stats } = snapshot;
	const shares = blockLooks
		.filter(({ state }) => state === 'live' || raster.bytes[state] > 0)
		.map(
			({ state, word }) => `${formatBytes(raster.bytes[state])} ${word} (${percent(raster.bytes[state], windowBytes)})`,
		);
	const all = bytesInUse(raster) >= stats.nativeLiveBytes + stats.quarantineBytes;
	const sentences = [
		`${formatAddress(raster.begin)} to ${formatAddress(end)}${gone ? ', as last seen' : ''}`,
		all
			? 'all that is in use is here'
			: `${formatBytes(heldBytes(raster.bytes))} of ${formatBytes(stats.nativeLiveBytes)} held are here`,
		shares.join(', '),
		`largest free piece of the heap ${formatBytes(stats.largestFreeBytes)}`,
	];
	const at = litEnded ? ', ended, was at' : ' at';
	if (lit) sentences.push(`lit: ${nameOf(lit)}${at} ${formatAddress(lit.address)}${placeOf(lit, raster)}`);
	return `Native heap map: ${sentences.join('; ')}`;
}

/** What the picture shows, while nothing is pointed at. */
export function windowText({ extent, grid, raster, gone }: Seen): string {
	if (!extent || !grid || !raster) return '';
	const window = formatBytes(endOf(raster) - raster.begin);
	const cell = grid.kind === 'cells' ? ` · ${formatBytes(raster.bytesPerCell)} a cell` : '';
	return `${gone ? 'last seen: ' : ''}${window}${cell}`;
}

/** What lies at an address. `card` is what the engine says is there; null while it is on its way. */
export function pointText(address: number, card: ObjectCard | null, { raster, region, gone }: Seen): string {
	const what = (card && cardText(card)) ?? blockText(blockAt(region, address)) ?? cellText(address, raster);
	return [gone ? 'last seen' : '', formatAddress(address), what].filter(Boolean).join(' · ');
}

/** The block that covers the address, if the region has it. */
export function blockAt(region: Region | null, address: number): Block | null {
	const covers = (it: Block) =>
		address >= it.address - kGranuleBytes && address < it.address - kGranuleBytes + it.sizeBytes;
	// What is placed in another object's block comes after it.
	return region?.blocks.findLast(covers) ?? null;
}

export function nameOf({ className, serial }: Pick<Spot, 'className' | 'serial'>): string {
	return serial > 0 ? `${className} #${serial}` : className;
}

export const lineText = (line: number) => (line > 0 ? `line ${line}` : '');

function cardText({ story, row, nodes }: ObjectCard): string | null {
	if (story.found === 'nothing') return null;
	const size = row ? formatBytes(row.sizeBytes) : '';
	const state = row?.state ?? (story.found === 'quarantined' ? 'in quarantine' : (nodes[0]?.state ?? story.found));
	return [nameOf(story), state, size, lineText(story.line)].filter(Boolean).join(' · ');
}

function blockText(block: Block | null): string | null {
	if (!block) return null;
	const state = block.state === 'quarantined' ? 'in quarantine' : block.state;
	const name = block.className === '' ? '' : nameOf(block);
	return [name, state, formatBytes(block.sizeBytes), lineText(block.line)].filter(Boolean).join(' · ');
}

function cellText(address: number, raster: Raster | null): string {
	if (!raster || address < raster.begin || address >= endOf(raster)) return '';
	const cell = Math.floor((address - raster.begin) / raster.bytesPerCell);
	const used = raster.cells[2 * cell + 1] ?? 0;
	const state = raster.mode === 'state' ? blockStates[cellValue(raster.cells[2 * cell] ?? 0)] : undefined;
	if (used === 0 && state === 'outside') return 'no heap';
	const share = used === 0 ? 'nothing in use' : `${percent(used, 255)} in use`;
	const most = used > 0 && state ? `, most of it ${blockLookOf(state).word}` : '';
	return `cell of ${formatBytes(raster.bytesPerCell)}: ${share}${most}`;
}

function placeOf({ address }: Spot, raster: Raster): string {
	if (address < raster.begin) return ', before this picture';
	return address >= endOf(raster) ? ', after this picture' : '';
}

function percent(part: number, whole: number): string {
	if (whole === 0 || part === 0) return '0 %';
	const share = (100 * part) / whole;
	return share < 0.5 ? 'under 1 %' : `${Math.round(share)} %`;
}
