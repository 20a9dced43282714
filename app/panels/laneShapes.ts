// The shapes of one lane: a bar for an object's life with its signs, a strip for how many of a line's objects lived.
import type { LineHistory } from '../models/LineHistory.ts';
import type { Row } from '../models/TableModel.ts';
import type { MarkColours } from './timelineMarks.ts';

/** Height of a bar, and of the tick of the last use; what a strip leaves free of its lane. CSS pixels. */
const kBarPx = 6;
const kStripFreePx = 3;
const kTickPx = 12;
/** Half the width of a sign. */
const kSignPx = 3.5;
/** Of the hatching: distance of two lines. */
const kHatchPx = 4;

export interface LaneColours extends MarkColours {
	live: string;
	/** Hatched, so that it is not told by colour alone. */
	cleared: CanvasPattern | string;
	lost: CanvasPattern | string;
	used: string;
	freed: string;
	deleted: string;
	/** Behind the lanes. */
	ground: string;
}

export interface LaneBox {
	ctx: CanvasRenderingContext2D;
	/** In the canvas' own pixels, of which `ratio` make a CSS pixel. */
	x(timeMs: number): number;
	ratio: number;
	nowMs: number;
	/** Height of a lane, CSS pixels. */
	lanePx: number;
}

/** Diagonal lines on a paler ground. */
export function hatch(ctx: CanvasRenderingContext2D, line: string, ground: string, ratio: number) {
	const size = Math.round(kHatchPx * ratio);
	const tile = new OffscreenCanvas(size, size);
	const pen = tile.getContext('2d');
	if (!pen) return line;
	pen.fillStyle = ground;
	pen.fillRect(0, 0, size, size);
	pen.strokeStyle = line;
	pen.lineWidth = ratio * 1.2;
	pen.beginPath();
	for (const shift of [-size, 0, size]) {
		pen.moveTo(shift - 1, size + 1);
		pen.lineTo(shift + size + 1, -1);
	}
	pen.stroke();
	return ctx.createPattern(tile, 'repeat') ?? line;
}

/** Lanes of objects one below the other, the first at `top`. Shapes of one colour are painted at once. */
export function paintObjects(box: LaneBox, objects: readonly Row[], top: number, colours: LaneColours): void {
	const { ctx, x, ratio, nowMs, lanePx } = box;
	const middle = (index: number) => Math.round(top + (index + 0.5) * lanePx * ratio);
	const bars = (colour: CanvasPattern | string, ends: (row: Row) => [fromMs: number, toMs: number] | undefined) => {
		ctx.fillStyle = colour;
		objects.forEach((row, index) => {
			const [fromMs, toMs] = ends(row) ?? [];
			if (fromMs === undefined || toMs === undefined) return;
			const from = Math.round(x(fromMs));
			const width = Math.max(2 * ratio, Math.round(x(toMs)) - from);
			ctx.fillRect(from, middle(index) - Math.round((kBarPx / 2) * ratio), width, Math.round(kBarPx * ratio));
		});
	};
	bars(colours.live, (row) => [row.bornMs, firstOf(row.clearedMs, row.endedMs, nowMs)]);
	const dead = (row: Row): [number, number] => [row.clearedMs, firstOf(row.endedMs, nowMs)];
	bars(colours.cleared, (row) => (Number.isNaN(row.clearedMs) || row.state === 'lost' ? undefined : dead(row)));
	bars(colours.lost, (row) => (row.state === 'lost' ? dead(row) : undefined));

	ctx.fillStyle = colours.used;
	objects.forEach(({ usedMs }, index) => {
		if (Number.isNaN(usedMs)) return;
		ctx.fillRect(Math.round(x(usedMs)), middle(index) - (kTickPx / 2) * ratio, 1.5 * ratio, kTickPx * ratio);
	});
	for (const state of ['freed', 'deleted'] as const) {
		const path = new Path2D();
		objects.forEach((row, index) => {
			if (row.state === state && !Number.isNaN(row.endedMs)) sign(path, state, x(row.endedMs), middle(index), ratio);
		});
		ctx.fillStyle = colours.ground;
		ctx.fill(path);
		ctx.strokeStyle = colours[state];
		ctx.lineWidth = 1.5 * ratio;
		ctx.stroke(path);
	}
}

/**
 * The strip of one line: as high as many of its objects were live, and hatched above it those that were cleared. The most
 * that there were at once fill the lane.
 */
export function paintLine(box: LaneBox, history: LineHistory, line: number, top: number, colours: LaneColours): void {
	const strip = history.stripOf(line);
	if (!strip) return;
	const { ctx, ratio, lanePx } = box;
	const foot = Math.round(top + (lanePx - 1) * ratio);
	const scale = ((lanePx - kStripFreePx) * ratio) / Math.max(1, history.mostOf(line));
	const live = (i: number) => (strip.live[i] ?? 0) * scale;
	ctx.fillStyle = colours.cleared;
	steps(box, history, foot, (i) => {
		const cleared = strip.cleared[i] ?? 0;
		return cleared > 0 ? live(i) + cleared * scale : 0;
	});
	ctx.fillStyle = colours.live;
	steps(box, history, foot, live);
}

/** Fills under a curve of steps, down to `foot`, at most one step for each pixel, with the highest in it. */
function steps(box: LaneBox, history: LineHistory, foot: number, height: (index: number) => number): void {
	const { ctx, x, nowMs } = box;
	let [from, highest] = [Math.round(x(history.fromMs[0] ?? 0)), 0];
	ctx.beginPath();
	ctx.moveTo(from, foot);
	const step = (to: number) => {
		// What is there at all is seen.
		const top = highest > 0 ? foot - Math.max(1, Math.round(highest)) : foot;
		ctx.lineTo(from, top);
		ctx.lineTo(to, top);
	};
	for (let i = 0; i < history.count; i++) {
		const at = Math.round(x(history.fromMs[i] ?? 0));
		const now = height(i);
		if (at === from) highest = Math.max(highest, now);
		else if (now !== highest) {
			step(at);
			[from, highest] = [at, now];
		}
	}
	const end = Math.round(x(nowMs));
	step(end);
	ctx.lineTo(end, foot);
	ctx.fill();
}

/** ○ or ◇, as the state has it everywhere. */
function sign(path: Path2D, state: 'freed' | 'deleted', atX: number, atY: number, ratio: number): void {
	const size = kSignPx * ratio;
	if (state === 'freed') {
		path.moveTo(atX + size, atY);
		path.arc(atX, atY, size, 0, 2 * Math.PI);
		return;
	}
	path.moveTo(atX, atY - size);
	path.lineTo(atX + size, atY);
	path.lineTo(atX, atY + size);
	path.lineTo(atX - size, atY);
	path.closePath();
}

/** The first that has happened. */
function firstOf(...moments: number[]): number {
	return moments.find((timeMs) => !Number.isNaN(timeMs)) ?? Number.NaN;
}
