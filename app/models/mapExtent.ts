// How far the heap reaches that the map shows when it shows all: from its beginning to beyond all that is in use.
// It grows by doubling and never shrinks within a run, so that the picture keeps still.
import type { Raster, Snapshot } from '../protocol/snapshot.ts';

export interface Extent {
	begin: number;
	/** One past the last address that the heap has taken; it gives nothing back. */
	heapEnd: number;
	/** What is shown when all is shown, from `begin` on; may reach beyond `heapEnd`. */
	shownBytes: number;
	/** One past the farthest byte that was seen in use, to a cell of the picture it was seen in; `begin`: none was. */
	highWater: number;
}

/** So small a heap is shown with room to read every object's name. */
const kLeastShownBytes = 4096;
/** Room for what comes next, as a share of what was in use at most. */
const kHeadroom = 1.125;

/** What follows from one more look; the very same where nothing follows. Null: there is no heap yet. */
export function nextExtent(before: Extent | null, { stats }: Snapshot, raster: Raster | null): Extent | null {
	const { heapBegin: begin, heapEnd } = stats;
	if (heapEnd <= begin) return null;
	const known = before?.begin === begin ? before : null;
	const highWater = Math.max(known?.highWater ?? begin, farthestUse(raster) ?? begin);
	let neededBytes = Math.max(stats.nativePeakBytes * kHeadroom, highWater - begin, known?.shownBytes ?? 0);
	// Holes can push objects farther out than their bytes say: then the picture holds less than the heap does.
	if (known && raster && raster.begin <= begin && endOf(raster) >= begin + known.shownBytes) {
		const lacks = bytesInUse(raster) < stats.nativeLiveBytes + stats.quarantineBytes;
		if (lacks) neededBytes = Math.max(neededBytes, known.shownBytes * 2);
	}
	const shownBytes = Math.min(wholeBytes(begin, heapEnd), powerOfTwo(Math.max(kLeastShownBytes, neededBytes)));
	if (known && known.heapEnd === heapEnd && known.shownBytes === shownBytes && known.highWater === highWater)
		return known;
	return { begin, heapEnd, shownBytes, highWater };
}

/** The farthest out that the map can be zoomed. */
export function wholeBytes(begin: number, heapEnd: number): number {
	return powerOfTwo(Math.max(kLeastShownBytes, heapEnd - begin));
}

export function endOf(raster: Raster): number {
	return raster.begin + (raster.cells.length / 2) * raster.bytesPerCell;
}

/** Of the picture: what objects hold, and what is in quarantine. */
export function bytesInUse({ bytes }: Raster): number {
	return heldBytes(bytes) + bytes.quarantined;
}

/** What objects hold. */
export function heldBytes(bytes: Raster['bytes']): number {
	const { part, unmanaged, live, cleared, lost } = bytes;
	return part + unmanaged + live + cleared + lost;
}

/** One past the last cell of which anything is in use. */
function farthestUse(raster: Raster | null): number | null {
	if (!raster) return null;
	for (let cell = raster.cells.length / 2 - 1; cell >= 0; cell--) {
		if ((raster.cells[2 * cell + 1] ?? 0) > 0) return raster.begin + (cell + 1) * raster.bytesPerCell;
	}
	return null;
}

const powerOfTwo = (least: number) => 2 ** Math.ceil(Math.log2(least));
