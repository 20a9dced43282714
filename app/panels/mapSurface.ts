// Brings the heap map's model onto its canvas: one frame for whatever has changed, more only while something fades.
import { effect } from '@preact/signals';
import { pageClock } from '../lib/clock.ts';
import type { MapModel, Raster, RasterMode, Region } from '../models/MapModel.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';
import { mapColours } from './mapColours.ts';
import { MapPainter, type Picture } from './mapPainter.ts';

/** Between two pictures of what fades: half as many as frames look the same. */
const kFadeEveryMs = 30;

export class MapSurface {
	readonly #model: MapModel;
	readonly #selection: SelectionModel;
	readonly #canvas: HTMLCanvasElement;
	readonly #painter: MapPainter;
	readonly #stop: () => void;
	#cancel: (() => void) | null = null;
	#painted: Picture | null = null;
	/** When what fades is to be drawn again; null: nothing does. */
	#fadeAtMs: number | null = null;
	#raster: Raster | null = null;
	#region: Region | null = null;

	constructor(canvas: HTMLCanvasElement, model: MapModel, selection: SelectionModel) {
		this.#model = model;
		this.#selection = selection;
		this.#canvas = canvas;
		const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
		this.#painter = new MapPainter(canvas, mapColours(canvas, 'state', 1), still);
		let colouredBy = '';
		this.#stop = effect(() => {
			const mode = this.#mode();
			const by = `${mode} ${mode === 'age' ? model.oldestAge.value : ''}`;
			if (by !== colouredBy) {
				colouredBy = by;
				this.recolour();
			}
			if (!this.#picture()) this.#forget();
			this.#plan();
		});
	}

	destroy(): void {
		this.#stop();
		this.#cancel?.();
	}

	/** At once: the next run may have a picture before the next frame. */
	#forget(): void {
		this.#painter.forget();
		this.#painted = null;
	}

	/** The theme, or what the colours stand for, is another. */
	recolour(): void {
		this.#painter.recolour(mapColours(this.#canvas, this.#mode(), this.#model.oldestAge.peek()));
		this.#painted = null;
		this.#plan();
	}

	/** Of the picture that is there, until the one that was chosen comes. */
	#mode(): RasterMode {
		return this.#model.raster.value?.mode ?? this.#model.mode.value;
	}

	#plan(): void {
		this.#cancel ??= pageClock.frame(() => {
			this.#cancel = null;
			this.#paint();
		});
	}

	#paint(): void {
		const picture = this.#picture();
		if (!picture) return;
		const nowMs = pageClock.nowMs();
		if (same(picture, this.#painted)) {
			if (this.#fadeAtMs === null) return;
			if (nowMs < this.#fadeAtMs) {
				this.#plan();
				return;
			}
		}
		const fades = this.#painter.paint(picture, nowMs);
		this.#painted = picture;
		this.#fadeAtMs = fades ? nowMs + kFadeEveryMs : null;
		if (fades) this.#plan();
	}

	#picture(): Picture | null {
		const { view, grid, size, raster, region, cursor, extent } = this.#model;
		const [raster_, region_, lit] = [raster.value, region.value, this.#selection.lit.value];
		const [shown, cut] = [view.value, grid.value];
		const [litEnded, highWater] = [this.#model.litEnded.value, extent.value?.highWater ?? 0];
		const rest = { size: size.value, lit, litEnded, cursor: cursor.value, highWater };
		if (!shown || !cut) return null;
		// An answer that says what the last one said is the last one.
		if (!sameRaster(raster_, this.#raster)) this.#raster = raster_;
		if (!sameRegion(region_, this.#region)) this.#region = region_;
		return { view: shown, grid: cut, raster: this.#raster, region: this.#region, ...rest };
	}
}

function same(a: Picture, b: Picture | null): boolean {
	const keys = ['view', 'grid', 'size', 'raster', 'region', 'lit', 'litEnded', 'cursor', 'highWater'] as const;
	return b !== null && keys.every((key) => a[key] === b[key]);
}

function sameRaster(a: Raster | null, b: Raster | null): boolean {
	if (!a || !b) return a === b;
	if (a.begin !== b.begin || a.bytesPerCell !== b.bytesPerCell || a.mode !== b.mode) return false;
	return a.cells.length === b.cells.length && a.cells.every((byte, i) => byte === b.cells[i]);
}

function sameRegion(a: Region | null, b: Region | null): boolean {
	if (!a || !b) return a === b;
	if (a.begin !== b.begin || a.blocks.length !== b.blocks.length) return false;
	return a.blocks.every((block, i) => {
		const other = b.blocks[i];
		return block.address === other?.address && block.serial === other.serial && block.state === other.state;
	});
}
