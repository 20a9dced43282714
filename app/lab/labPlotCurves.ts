// The curves of a chart and the bands of their trials, in steps: what is drawn from one moment to the next is the value
// of that time, and a leap is a leap. Everything in the canvas' own pixels.
import { curveOf } from './chartView.ts';
import { curveLookOf } from './curveLooks.ts';
import type { Curve } from './curves.ts';
import { type PlotFrame, xOf, yOf } from './labPlotFrame.ts';

/** Of a curve, in the chart's pixels: as it is; pointed at or compared; and the others meanwhile. */
const kPlain = { widthPx: 1.5, alpha: 1 };
const kStrong = { widthPx: 2.5, alpha: 1 };
const kFaint = { widthPx: 1, alpha: 0.45 };
const kBandAlpha = 0.18;

/** Between the least and the greatest trial, of what is strong. */
export function drawBands(frame: PlotFrame): void {
	const { ctx, view, colours } = frame;
	for (const pair of view.pairs) {
		if (!view.strong.has(pair.index)) continue;
		ctx.globalAlpha = kBandAlpha;
		ctx.fillStyle = colours.curves[pair.index] ?? colours.text;
		ctx.fill(bandPath(frame, curveOf(view.kind, pair)));
	}
	ctx.globalAlpha = 1;
}

/** Those that are strong come last, on top. */
export function drawCurves(frame: PlotFrame): void {
	const { ctx, ratio, view, colours } = frame;
	const isStrong = ({ index }: { index: number }) => view.strong.has(index);
	for (const pair of [...view.pairs.filter((it) => !isStrong(it)), ...view.pairs.filter(isStrong)]) {
		ctx.strokeStyle = colours.curves[pair.index] ?? colours.text;
		ctx.setLineDash(curveLookOf(pair.index).dash.map((px) => px * ratio));
		const look = isStrong(pair) ? kStrong : view.strong.size > 0 ? kFaint : kPlain;
		const path = curvePath(frame, curveOf(view.kind, pair));
		if (look === kStrong) strokeWide(frame, path, look.widthPx * ratio);
		else strokeThin(frame, path, look.widthPx * ratio, look.alpha);
	}
}

/** Of few curves: slow, and the same width in every direction. */
function strokeWide({ ctx }: PlotFrame, path: Path2D, width: number): void {
	ctx.globalAlpha = 1;
	ctx.lineWidth = width;
	ctx.stroke(path);
}

/**
 * Strokes by lines of one pixel beside each other, the last as faint as what is left of the width: browsers without a
 * graphics card draw these some ten times as fast as one line that is wider, and they are crisp.
 */
function strokeThin({ ctx }: PlotFrame, path: Path2D, width: number, alpha: number): void {
	ctx.lineWidth = 1;
	const whole = Math.max(1, Math.floor(width));
	const rest = width - whole;
	for (let line = 0; line < whole + (rest > 0.1 ? 1 : 0); line++) {
		const beside = 0.5 + line - Math.floor(whole / 2);
		ctx.globalAlpha = line < whole ? alpha : alpha * rest;
		ctx.translate(beside, beside);
		ctx.stroke(path);
		ctx.translate(-beside, -beside);
	}
}

function curvePath(frame: PlotFrame, { median }: Curve): Path2D {
	const path = new Path2D();
	for (const { from, until } of runsOf(median)) stairs(frame, path, median, from, until, 1);
	return path;
}

/** Along the greatest, and back along the least. */
function bandPath(frame: PlotFrame, { least, greatest }: Curve): Path2D {
	const path = new Path2D();
	for (const { from, until } of runsOf(greatest)) {
		stairs(frame, path, greatest, from, until, 1);
		stairs(frame, path, least, from, until, -1);
		path.closePath();
	}
	return path;
}

/** The steps from and until which there are values without a gap. */
function runsOf(values: readonly (number | null)[]): { from: number; until: number }[] {
	const runs: { from: number; until: number }[] = [];
	let from = 0;
	for (let step = 0; step <= values.length; step++) {
		if (step < values.length && values[step] !== null) continue;
		if (step > from) runs.push({ from, until: step });
		from = step + 1;
	}
	return runs;
}

/** From the first step to the last, or backwards, which goes on from where the path is. Steps of one height are one. */
function stairs(
	frame: PlotFrame,
	path: Path2D,
	values: readonly (number | null)[],
	from: number,
	until: number,
	way: 1 | -1,
): void {
	const x = xOf(frame);
	const y = (step: number) => Math.round(yOf(frame, values[step] ?? 0));
	const [first, last] = way === 1 ? [from, until - 1] : [until - 1, from];
	const edge = (step: number, far: boolean) => Math.round(x(step + (far === (way === 1) ? 1 : 0)));
	if (way === 1) path.moveTo(edge(first, false), y(first));
	else path.lineTo(edge(first, false), y(first));
	for (let step = first; step !== last; step += way) {
		const [here, next] = [y(step), y(step + way)];
		if (here === next) continue;
		const at = edge(step, true);
		path.lineTo(at, here);
		path.lineTo(at, next);
	}
	path.lineTo(edge(last, true), y(last));
}
