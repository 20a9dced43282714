// The marks of the views over time: a tick at the foot for each sweep, as high as it took long; a thin line for each
// collection, stronger if it was a major one; a wedge at the top for each pressure request.
import type { HistoryModel, Mark } from '../models/HistoryModel.ts';

/** Heights in CSS pixels: of the longest sweep at most, of the shortest, and of the shortest that freed something. */
const kTallestPx = 28;
const kShortestPx = 4;
const kShortestFreeingPx = 8;
/** The longest sweep takes at most this part of the height. */
const kTallestPart = 0.6;
/** A sweep of at least this long draws at the full height even if it is the longest. */
const kTallMs = 5;
/** Of the wedge of a pressure request, in CSS pixels: half its width, and its height. */
const kWedgeHalfPx = 3.5;
const kWedgePx = 6;
/** How strong a minor collection is beside a major one. */
const kMinorAlpha = 0.4;

export interface MarkColours {
	sweep: string;
	collection: string;
	request: string;
}

/** Where to draw. Everything in the canvas' own pixels, of which `ratio` make a CSS pixel. */
export interface MarkFrame {
	ctx: CanvasRenderingContext2D;
	left: number;
	top: number;
	width: number;
	height: number;
	ratio: number;
	spanMs: number;
}

export function drawMarks(frame: MarkFrame, history: HistoryModel, colours: MarkColours): void {
	const { ctx, left, top, width, height, ratio, spanMs } = frame;
	const x = (mark: Mark) => Math.round(left + (mark.timeMs / spanMs) * width);
	ctx.save();
	ctx.beginPath();
	ctx.rect(left, top, width, height);
	ctx.clip();

	drawCollections(frame, history, colours.collection);

	ctx.fillStyle = colours.request;
	ctx.beginPath();
	for (const request of history.requests) {
		ctx.moveTo(x(request) - kWedgeHalfPx * ratio, top);
		ctx.lineTo(x(request) + kWedgeHalfPx * ratio, top);
		ctx.lineTo(x(request), top + kWedgePx * ratio);
	}
	ctx.fill();

	ctx.fillStyle = colours.sweep;
	const longestMs = history.sweeps.reduce((longest, sweep) => Math.max(longest, sweep.durationMs), kTallMs);
	const tallestPx = Math.min(kTallestPx, (height / ratio) * kTallestPart);
	for (const sweep of history.sweeps) {
		// A sweep that freed nothing is a faint tick: most do, and they are not the news.
		ctx.globalAlpha = sweep.freedCount > 0 ? 1 : 0.3;
		const shortestPx = sweep.freedCount > 0 ? kShortestFreeingPx : kShortestPx;
		const heightPx = shortestPx + Math.max(0, tallestPx - shortestPx) * (sweep.durationMs / longestMs);
		const widthPx = sweep.freedCount > 0 ? 2 : 1;
		ctx.fillRect(x(sweep), top + height - heightPx * ratio, widthPx * ratio, heightPx * ratio);
	}
	ctx.restore();
}

/** The lines of collections alone, which lanes have in their background too; `alpha`: of a major one. */
export function drawCollections(frame: MarkFrame, { collections }: HistoryModel, colour: string, alpha = 0.75): void {
	const { ctx, left, top, width, height, ratio, spanMs } = frame;
	ctx.save();
	ctx.fillStyle = colour;
	for (const major of [false, true]) {
		ctx.globalAlpha = major ? alpha : alpha * kMinorAlpha;
		const widthPx = Math.max(1, Math.round((major ? 1.5 : 1) * ratio));
		for (const { timeMs, majorCount } of collections) {
			if (majorCount > 0 !== major) continue;
			// Rectangles on whole pixels: several times faster than strokes where a processor paints
			ctx.fillRect(Math.round(left + (timeMs / spanMs) * width), top, widthPx, height);
		}
	}
	ctx.restore();
}
