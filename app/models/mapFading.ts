// Which cells of the picture fade: those that held something a moment ago. Knows cells and colours, not the screen.
import type { RasterMode } from '../protocol/snapshot.ts';
import { blockStates, cellValue } from './mapLooks.ts';

/** A cell as the engine writes it, read as one number: its value below, the share in use above. */
const usedOf = (cell: number) => cell >> 8;
/** Values of the mode `state`: from part to lost, something is held. */
const kFirstHeld = blockStates.indexOf('part');
const kLastHeld = blockStates.indexOf('lost');
/** A cell that loses this share of its bytes, of 255, fades too, though something is left in it. */
const kLeastLoss = 32;

export class Fading {
	readonly #durationMs: number;
	/** The colour before, and when it is gone: 0 for a cell that does not fade. */
	#from = new Uint32Array(0);
	#endsMs = new Float64Array(0);
	#lastEndMs = 0;

	/** `durationMs` 0: nothing ever fades. */
	constructor(durationMs: number) {
		this.#durationMs = durationMs;
	}

	/** Another picture: nothing of the last one fades any more. */
	clear(): void {
		this.#endsMs.fill(0);
		this.#lastEndMs = 0;
	}

	/** Whether anything fades still. */
	active(nowMs: number): boolean {
		return nowMs < this.#lastEndMs;
	}

	/** The same window, looked at again. `colours`: of a cell, by its number. Gives how many cells begin to fade. */
	look(before: Uint16Array, after: Uint16Array, mode: RasterMode, colours: Uint32Array, nowMs: number): number {
		if (this.#durationMs === 0) return 0;
		if (this.#endsMs.length !== after.length) {
			this.#from = new Uint32Array(after.length);
			this.#endsMs = new Float64Array(after.length);
		}
		let begun = 0;
		for (let i = 0; i < after.length; i++) {
			const old = before[i] ?? 0;
			const now = after[i] ?? 0;
			if (old === now || !hasLost(old, now, mode)) continue;
			this.#from[i] = colours[old] ?? 0;
			this.#endsMs[i] = nowMs + this.#durationMs;
			begun++;
		}
		if (begun > 0) this.#lastEndMs = nowMs + this.#durationMs;
		return begun;
	}

	/** Mixes into the pixels, one for each cell, what is left of the colours before. */
	apply(pixels: Uint32Array, nowMs: number): void {
		if (!this.active(nowMs)) return;
		for (let i = 0; i < this.#endsMs.length; i++) {
			const endMs = this.#endsMs[i] ?? 0;
			if (endMs === 0) continue;
			if (endMs <= nowMs) this.#endsMs[i] = 0;
			else pixels[i] = blend(pixels[i] ?? 0, this.#from[i] ?? 0, (endMs - nowMs) / this.#durationMs);
		}
	}
}

function hasLost(old: number, now: number, mode: RasterMode): boolean {
	if (!holds(old, mode)) return false;
	return !holds(now, mode) || usedOf(old) - usedOf(now) >= kLeastLoss;
}

function holds(cell: number, mode: RasterMode): boolean {
	const value = cellValue(cell);
	if (usedOf(cell) === 0) return false;
	return mode === 'state' ? value >= kFirstHeld && value <= kLastHeld : value > 0;
}

/** `share` of the second colour in the first. */
function blend(to: number, from: number, share: number): number {
	const part = (shift: number) => {
		const there = (to >> shift) & 0xff;
		return Math.round(there + (((from >> shift) & 0xff) - there) * share) << shift;
	};
	return (0xff000000 | part(16) | part(8) | part(0)) >>> 0;
}
