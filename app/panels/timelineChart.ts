// Draws the timeline with uPlot: curves by the library, sweeps, collections and pressure requests as marks of its own.
// Loaded apart from the shell. Never changes the history.
import uPlot from 'uplot';
import { formatBytes, formatCount, formatMs } from '../lib/format.ts';
import { resolveColour } from '../lib/resolveColour.ts';
import type { HistoryModel, Mark } from '../models/HistoryModel.ts';
import { drawMarks, markNear } from './timelineMarks.ts';

/** Shortest time between two drawings. */
const kDrawEveryMs = 100;
const kLeastSpanMs = 2000;
const kLeastLiveBytes = 1024;
/** From this part of the limit on, live bytes are drawn to the scale of the limit. */
const kSharedScaleFrom = 0.25;

export class TimelineChart {
	readonly #host: HTMLElement;
	readonly #history: HistoryModel;
	readonly #say: (text: string) => void;
	readonly #resized: ResizeObserver;
	#plot: uPlot | null = null;
	#drawnAtMs = 0;
	#planned = 0;

	/** `say` is given what the pointer is on, empty when it is on nothing. */
	constructor(host: HTMLElement, history: HistoryModel, say: (text: string) => void) {
		this.#host = host;
		this.#history = history;
		this.#say = say;
		this.#resized = new ResizeObserver(() => {
			if (this.#plot) this.#plot.setSize(this.#size());
			else this.recolour();
		});
		this.#resized.observe(host);
	}

	destroy(): void {
		this.#resized.disconnect();
		window.clearTimeout(this.#planned);
		this.#plot?.destroy();
		this.#plot = null;
	}

	/** The history has grown: it is drawn soon. */
	changed(): void {
		if (this.#planned !== 0) return;
		const waitMs = Math.max(0, this.#drawnAtMs + kDrawEveryMs - performance.now());
		this.#planned = window.setTimeout(() => {
			this.#planned = 0;
			this.#drawnAtMs = performance.now();
			this.#plot?.setData(this.#data());
		}, waitMs);
	}

	/** Draws anew with the colours that the page has now. */
	recolour(): void {
		this.#plot?.destroy();
		this.#plot = new uPlot(this.#options(), this.#data(), this.#host);
	}

	#data(): uPlot.AlignedData {
		const { points } = this.#history;
		return [
			points.map((point) => point.timeMs),
			points.map((point) => point.liveBytes),
			points.map((point) => point.wasmBytes),
			points.map((point) => point.limitBytes),
		];
	}

	#size(): { width: number; height: number } {
		return { width: this.#host.clientWidth, height: this.#host.clientHeight };
	}

	#options(): uPlot.Options {
		const colour = (name: string) => resolveColour(this.#host, name);
		const axis = {
			stroke: colour('--text-muted'),
			font: '11px system-ui, sans-serif',
			ticks: { show: false },
			border: { show: false },
			gap: 4,
		};
		const colours = { sweep: colour('--sweep'), collection: colour('--cleared'), request: colour('--request') };
		const grid = { stroke: colour('--rule-faint'), width: 1 };
		const byteIncrements = Array.from({ length: 32 }, (_, power) => 2 ** power);
		// Bytes change by leaps: a slope between two looks would show values that never were.
		const stepped = uPlot.paths.stepped?.({ align: 1 });
		const curve = { points: { show: false }, ...(stepped && { paths: stepped }) };
		const bytes = (_: uPlot, splits: number[]) => splits.map(axisBytes);
		return {
			...this.#size(),
			legend: { show: false },
			cursor: { drag: { x: false, y: false }, y: false, points: { size: 5 } },
			padding: [8, 4, 0, 4],
			scales: {
				x: { time: false, range: (_, __, max) => [0, Math.max(kLeastSpanMs, max ?? 0)] },
				live: { range: (_, __, max) => [0, this.#liveTop(max ?? 0)] },
				memory: { range: (_, __, max) => [0, Math.max(1, max ?? 0) * 1.08] },
			},
			axes: [
				{ ...axis, size: 22, grid: { show: false }, values: (_, splits) => splits.map(axisSeconds) },
				{
					...axis,
					scale: 'live',
					size: 60,
					grid,
					incrs: byteIncrements,
					space: 26,
					values: bytes,
					stroke: colour('--live'),
				},
				{
					...axis,
					scale: 'memory',
					side: 1,
					size: 60,
					grid: { show: false },
					incrs: byteIncrements,
					space: 26,
					values: bytes,
				},
			],
			series: [
				{},
				{
					scale: 'live',
					stroke: colour('--live'),
					fill: colour('--live-fill'),
					width: 1.5,
					...curve,
				},
				{ scale: 'memory', stroke: colour('--text-muted'), width: 1, ...curve },
				{ scale: 'memory', stroke: colour('--lost'), width: 1, dash: [6, 4], ...curve },
			],
			hooks: {
				drawClear: [(plot) => drawMarks(plot, this.#history, colours)],
				setCursor: [(plot) => this.#say(this.#readout(plot))],
			},
		};
	}

	/** One scale for everything as soon as live bytes are of the limit's order; until then one that shows their shape. */
	#liveTop(peakBytes: number): number {
		const limitBytes = this.#history.points.at(-1)?.limitBytes ?? 0;
		const memoryBytes = this.#history.points.reduce((top, { wasmBytes }) => Math.max(top, wasmBytes), limitBytes);
		if (peakBytes > limitBytes * kSharedScaleFrom) return Math.max(1, memoryBytes) * 1.08;
		return Math.max(kLeastLiveBytes, peakBytes * 1.25);
	}

	#readout(plot: uPlot): string {
		const { idx, left } = plot.cursor;
		const point = idx === null || idx === undefined ? undefined : this.#history.points[idx];
		if (!point || left === undefined || left < 0) return '';
		const request = markNear(plot, this.#history.requests, left);
		const collection = markNear(plot, this.#history.collections, left);
		const sweep = markNear(plot, this.#history.sweeps, left);
		const mark = sweep ?? collection ?? request;
		if (mark) {
			const said = [request && countText(request, 'pressure request')];
			said.push(collection && `${countText(collection, 'collection')} detected`, sweep && sweepText(sweep));
			return [formatMs(mark.timeMs), ...said.filter(Boolean)].join(' · ');
		}
		return `${formatMs(point.timeMs)} · native live ${formatBytes(point.liveBytes)} · wasm memory ${formatBytes(point.wasmBytes)} · limit ${formatBytes(point.limitBytes)}`;
	}
}

function sweepText(sweep: Mark): string {
	const took = sweep.joined > 1 ? `, the longest ${formatMs(sweep.durationMs)}` : ` took ${formatMs(sweep.durationMs)}`;
	return `${countText(sweep, 'sweep')}${took}, freed ${formatCount(sweep.freedCount)}`;
}

function countText(mark: Mark, word: string): string {
	return mark.joined > 1 ? `${mark.joined} ${word}s` : word;
}

function axisSeconds(timeMs: number): string {
	return `${Number((timeMs / 1000).toFixed(2))} s`;
}

function axisBytes(sizeBytes: number): string {
	if (sizeBytes === 0) return '0';
	const power = Math.min(3, Math.floor(Math.log2(sizeBytes) / 10));
	return `${Number((sizeBytes / 1024 ** power).toFixed(2))} ${['B', 'KiB', 'MiB', 'GiB'][power]}`;
}
