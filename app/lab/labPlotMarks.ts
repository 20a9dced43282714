// The layers of a chart, and what stands around its curves: the time after the program shaded, the heap limits and, at
// the curves' ends, their numbers. Everything in the canvas' own pixels.
import { formatBytes } from '../lib/format.ts';
import { curveOf, endOf, spanOf, stepOf } from './chartView.ts';
import { curveLookOf } from './curveLooks.ts';
import type { CurvePair } from './curves.ts';
import { drawBands, drawCurves } from './labPlotCurves.ts';
import { type PlotFrame, yOf } from './labPlotFrame.ts';
import { spreadLabels } from './spread.ts';

const kFontPx = 11;
/** Least distance of two numbers, middle to middle. */
const kNumbersApartPx = 12;
/** A curve that ends so near the right edge has its number outside the plot, where the leader's end is. */
const kNearEdgePx = 12;
const kLeaderPx = 12;
const kFaintAlpha = 0.35;
/** Of the circle where a curve's own program ended. */
const kEndRadiusPx = 3;

const xAt = (frame: PlotFrame, timeMs: number) => frame.left + (timeMs / spanOf(frame.view)) * frame.width;

/** A state of its own, whatever uPlot has left; to be given back by `restore()`. */
function begin({ ctx }: PlotFrame): void {
	ctx.save();
	ctx.setLineDash([]);
	ctx.textAlign = 'left';
}

function font({ ctx, ratio }: PlotFrame, weight = 400): void {
	ctx.font = `${weight} ${kFontPx * ratio}px system-ui, sans-serif`;
}

/** Beneath everything: what comes after the program. */
export function drawBehind(frame: PlotFrame): void {
	const { ctx, left, top, width, height, ratio, view, colours } = frame;
	if (view.programMs === null) return;
	const x = Math.round(xAt(frame, view.programMs));
	const right = left + width;
	if (x >= right) return;
	begin(frame);
	ctx.fillStyle = colours.after;
	ctx.fillRect(x, top, right - x, height);
	ctx.strokeStyle = colours.end;
	ctx.lineWidth = ratio;
	ctx.beginPath();
	ctx.moveTo(x + ratio / 2, top - 4 * ratio);
	ctx.lineTo(x + ratio / 2, top + height);
	ctx.stroke();
	font(frame);
	ctx.fillStyle = colours.muted;
	ctx.textBaseline = 'bottom';
	const words = ['after the program', 'after it'];
	const fitting = words.find((text) => x + ctx.measureText(text).width + 8 * ratio <= right + 20 * ratio);
	if (fitting) ctx.fillText(fitting, x + 5 * ratio, top - 2 * ratio);
	ctx.restore();
}

/** Above the grid, beneath the curves: the limits, and the bands of what is strong. */
export function drawOver(frame: PlotFrame): void {
	const { ctx, left, top, width, height, ratio, view, colours } = frame;
	begin(frame);
	ctx.beginPath();
	ctx.rect(left, top, width, height);
	ctx.clip();
	font(frame);
	ctx.textBaseline = 'bottom';
	for (const limit of view.limitsBytes) {
		const y = Math.round(yOf(frame, limit)) + ratio / 2;
		ctx.strokeStyle = colours.limit;
		ctx.lineWidth = ratio;
		ctx.setLineDash([6 * ratio, 4 * ratio]);
		ctx.beginPath();
		ctx.moveTo(left, y);
		ctx.lineTo(left + width, y);
		ctx.stroke();
		ctx.fillStyle = colours.limit;
		ctx.fillText(`heap limit ${formatBytes(limit)}`, left + 4 * ratio, y - 1 * ratio);
	}
	drawBands(frame);
	ctx.restore();
}

interface End {
	readonly pair: CurvePair;
	readonly x: number;
	readonly y: number;
}

/** On top: the curves, where the program of those that are strong ended, and each one's number at its end. */
export function drawAbove(frame: PlotFrame): void {
	const { ctx, left, width, ratio, view } = frame;
	begin(frame);
	drawCurves(frame);
	ctx.setLineDash([]);
	ctx.globalAlpha = 1;
	for (const pair of view.pairs) drawProgramEnd(frame, pair);
	const ends = view.pairs.flatMap((pair): End[] => {
		const end = endOf(curveOf(view.kind, pair));
		return end ? [{ pair, x: xAt(frame, view.timesMs[end.step] ?? 0), y: yOf(frame, end.value) }] : [];
	});
	const right = left + width;
	const isOuter = ({ x }: End) => x > right - kNearEdgePx * ratio;
	drawNumbers(frame, ends.filter(isOuter), right);
	// Those that end early have theirs beside their ends; near ones share the room.
	const early = ends.filter((end) => !isOuter(end)).sort((a, b) => a.x - b.x);
	while (early.length > 0) {
		const x = early[0]?.x ?? 0;
		const near = early.splice(0, early.filter((end) => end.x - x < 2 * kNearEdgePx * ratio).length);
		drawNumbers(frame, near, near.at(-1)?.x ?? x);
	}
	ctx.restore();
}

function drawProgramEnd(frame: PlotFrame, pair: CurvePair): void {
	const { ctx, ratio, view, colours } = frame;
	const { programMs, index } = pair;
	if (programMs === null || !view.strong.has(index)) return;
	const value = curveOf(view.kind, pair).median[stepOf(view, programMs)];
	if (value === null || value === undefined) return;
	ctx.lineWidth = 1.5 * ratio;
	ctx.strokeStyle = colours.curves[index] ?? colours.text;
	ctx.fillStyle = colours.ground;
	ctx.beginPath();
	ctx.arc(xAt(frame, programMs), yOf(frame, value), kEndRadiusPx * ratio, 0, 2 * Math.PI);
	ctx.fill();
	ctx.stroke();
}

/** The numbers of curves that end at about the same time, each with a leader from its curve's end. */
function drawNumbers(frame: PlotFrame, ends: readonly End[], fromX: number): void {
	const { ctx, left, width, top, height, ratio, view, colours } = frame;
	const half = (kNumbersApartPx / 2) * ratio;
	const wanted = ends.map(({ y }) => y);
	const places = spreadLabels(wanted, kNumbersApartPx * ratio, top + half / 2, top + height - half / 2);
	ctx.textBaseline = 'middle';
	for (const [i, { pair, x, y }] of ends.entries()) {
		const place = places[i] ?? y;
		const faint = view.strong.size > 0 && !view.strong.has(pair.index);
		ctx.globalAlpha = faint ? kFaintAlpha : 1;
		ctx.strokeStyle = colours.curves[pair.index] ?? colours.text;
		ctx.lineWidth = ratio;
		ctx.beginPath();
		ctx.moveTo(x, y);
		ctx.lineTo(fromX + 2 * ratio, y);
		ctx.lineTo(fromX + (kLeaderPx - 4) * ratio, place);
		ctx.lineTo(fromX + (kLeaderPx - 1) * ratio, place);
		ctx.stroke();
		ctx.globalAlpha = 1;
		ctx.fillStyle = faint ? colours.muted : colours.text;
		font(frame, view.strong.has(pair.index) ? 700 : 600);
		const { number } = curveLookOf(pair.index);
		if (fromX < left + width) {
			// Seen also before other curves.
			ctx.strokeStyle = colours.ground;
			ctx.lineWidth = 3 * ratio;
			ctx.lineJoin = 'round';
			ctx.strokeText(number, fromX + (kLeaderPx + 2) * ratio, place + 0.5 * ratio);
		}
		ctx.fillText(number, fromX + (kLeaderPx + 2) * ratio, place + 0.5 * ratio);
	}
}
