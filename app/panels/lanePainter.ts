// Paints the lanes: the band of sweeps, collections and requests, and under it each lane's life. Loaded apart from the
// shell. Draws in the next frame, once, however often it is told to.
import { resolveColour } from '../lib/resolveColour.ts';
import type { HistoryModel } from '../models/HistoryModel.ts';
import type { Lanes } from '../models/LifetimesModel.ts';
import { hatch, type LaneBox, type LaneColours, paintLine, paintObjects } from './laneShapes.ts';
import { drawCollections, drawMarks, type MarkFrame } from './timelineMarks.ts';
import { kBandPx } from './timePlot.ts';

/** How strong the lines of major collections are behind the lanes. */
const kBehindAlpha = 0.3;

export interface Shown {
	lanes: Lanes;
	spanMs: number;
	/** Until when lives are known. */
	nowMs: number;
	/** Height of a lane, CSS pixels. */
	lanePx: number;
}

export class LanePainter {
	readonly #canvas: HTMLCanvasElement;
	readonly #history: HistoryModel;
	#colours: LaneColours | null = null;
	#shown: Shown | null = null;
	#topPx = 0;
	#frame = 0;

	/** The canvas has the size that its style gives it. */
	constructor(canvas: HTMLCanvasElement, history: HistoryModel) {
		this.#canvas = canvas;
		this.#history = history;
	}

	destroy(): void {
		cancelAnimationFrame(this.#frame);
	}

	show(shown: Shown): void {
		this.#shown = shown;
		this.#plan();
	}

	/** The lanes' upper edge is scrolled `topPx` out of sight. */
	scrollTo(topPx: number): void {
		this.#topPx = topPx;
		this.#plan();
	}

	resize(): void {
		// To give a canvas its size empties it: it is painted in the same frame.
		const { clientWidth, clientHeight } = this.#canvas;
		this.#canvas.width = Math.round(clientWidth * devicePixelRatio);
		this.#canvas.height = Math.round(clientHeight * devicePixelRatio);
		this.paint();
	}

	/** Takes the colours that the page has now. */
	recolour(): void {
		this.#colours = null;
		this.#plan();
	}

	#plan(): void {
		if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.paint());
	}

	paint(): void {
		cancelAnimationFrame(this.#frame);
		this.#frame = 0;
		const ctx = this.#canvas.getContext('2d');
		if (!ctx || !this.#shown) return;
		const { lanes, spanMs, nowMs, lanePx } = this.#shown;
		this.#colours ??= this.#readColours(ctx);
		const colours = this.#colours;
		const { width, height } = this.#canvas;
		const ratio = devicePixelRatio;
		const bandPx = kBandPx * ratio;
		ctx.clearRect(0, 0, width, height);
		const whole: MarkFrame = { ctx, left: 0, top: 0, width, height: bandPx, ratio, spanMs };
		drawMarks(whole, this.#history, colours);

		ctx.save();
		ctx.beginPath();
		ctx.rect(0, bandPx, width, height - bandPx);
		ctx.clip();
		drawCollections(
			{ ...whole, top: bandPx, height: height - bandPx },
			this.#history,
			colours.collection,
			kBehindAlpha,
		);
		const laneCount = lanes.kind === 'objects' ? lanes.objects.length : lanes.lines.length;
		const first = Math.floor(this.#topPx / lanePx);
		const last = Math.min(laneCount, Math.ceil((this.#topPx + height / ratio - kBandPx) / lanePx));
		const topOf = (index: number) => bandPx + (index * lanePx - this.#topPx) * ratio;
		const box: LaneBox = { ctx, x: (timeMs) => (Math.min(timeMs, spanMs) / spanMs) * width, ratio, nowMs, lanePx };
		if (lanes.kind === 'objects') paintObjects(box, lanes.objects.slice(first, last), topOf(first), colours);
		else
			lanes.lines.slice(first, last).forEach(({ line }, i) => {
				paintLine(box, this.#history.lines, line, topOf(first + i), colours);
			});
		ctx.restore();
	}

	#readColours(ctx: CanvasRenderingContext2D): LaneColours {
		const host = this.#canvas.parentElement ?? this.#canvas;
		const colour = (name: string) => resolveColour(host, name);
		const ratio = devicePixelRatio;
		return {
			sweep: colour('--sweep'),
			collection: colour('--cleared'),
			request: colour('--request'),
			live: colour('--live'),
			cleared: hatch(ctx, colour('--cleared'), colour('--cleared-fill'), ratio),
			lost: hatch(ctx, colour('--lost'), colour('--lost-fill'), ratio),
			used: colour('--text'),
			freed: colour('--freed'),
			deleted: colour('--deleted'),
			ground: colour('--bg'),
		};
	}
}
