// The timeline's marks: a tick at the foot for each sweep, as high as it took long; a thin line for each collection; a
// wedge at the top for each pressure request.
import type uPlot from 'uplot';
import type { HistoryModel, Mark } from '../models/HistoryModel.ts';

/** Heights in CSS pixels: of the longest sweep, of the shortest, and of the shortest that freed something. */
const kTallestPx = 28;
const kShortestPx = 4;
const kShortestFreeingPx = 12;
/** A sweep of at least this long draws at the full height even if it is the longest. */
const kTallMs = 5;
const kNearPx = 4;
/** Of the wedge of a pressure request, in CSS pixels: half its width, and its height. */
const kWedgeHalfPx = 3.5;
const kWedgePx = 6;

export interface MarkColours {
	sweep: string;
	collection: string;
	request: string;
}

export function drawMarks(plot: uPlot, history: HistoryModel, colours: MarkColours): void {
	const { ctx, bbox } = plot;
	const ratio = devicePixelRatio;
	const x = (mark: Mark) => Math.round(plot.valToPos(mark.timeMs, 'x', true));
	ctx.save();
	ctx.beginPath();
	ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
	ctx.clip();

	ctx.setLineDash([]);
	ctx.globalAlpha = 0.55;
	ctx.strokeStyle = colours.collection;
	ctx.lineWidth = ratio;
	ctx.beginPath();
	for (const collection of history.collections) {
		ctx.moveTo(x(collection) + 0.5, bbox.top);
		ctx.lineTo(x(collection) + 0.5, bbox.top + bbox.height);
	}
	ctx.stroke();

	ctx.globalAlpha = 1;
	ctx.fillStyle = colours.request;
	ctx.beginPath();
	for (const request of history.requests) {
		ctx.moveTo(x(request) - kWedgeHalfPx * ratio, bbox.top);
		ctx.lineTo(x(request) + kWedgeHalfPx * ratio, bbox.top);
		ctx.lineTo(x(request), bbox.top + kWedgePx * ratio);
	}
	ctx.fill();

	ctx.fillStyle = colours.sweep;
	const longestMs = history.sweeps.reduce((longest, sweep) => Math.max(longest, sweep.durationMs), kTallMs);
	for (const sweep of history.sweeps) {
		// A sweep that freed nothing is a faint tick: most do, and they are not the news.
		ctx.globalAlpha = sweep.freedCount > 0 ? 1 : 0.3;
		const shortestPx = sweep.freedCount > 0 ? kShortestFreeingPx : kShortestPx;
		const heightPx = shortestPx + (kTallestPx - shortestPx) * (sweep.durationMs / longestMs);
		const widthPx = sweep.freedCount > 0 ? 2 : 1;
		ctx.fillRect(x(sweep), bbox.top + bbox.height - heightPx * ratio, widthPx * ratio, heightPx * ratio);
	}
	ctx.restore();
}

/** The mark that a pointer at `leftPx` of the plot is on; of several, the one that freed most. */
export function markNear(plot: uPlot, marks: readonly Mark[], leftPx: number): Mark | undefined {
	let best: Mark | undefined;
	for (const mark of marks) {
		if (Math.abs(plot.valToPos(mark.timeMs, 'x') - leftPx) > kNearPx) continue;
		if (!best || mark.freedCount > best.freedCount) best = mark;
	}
	return best;
}
