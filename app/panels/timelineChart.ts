// Draws the timeline with uPlot: curves by the library, sweeps, collections and pressure requests as marks of its own.
// Loaded apart from the shell. Never changes the history.
import uPlot from 'uplot';
import styles from 'uplot/dist/uPlot.min.css?text';
import { adoptStyles } from '../lib/adoptStyles.ts';
import { byteSteps, formatByteTick } from '../lib/byteTicks.ts';
import { resolveColour } from '../lib/resolveColour.ts';
import type { HistoryModel } from '../models/HistoryModel.ts';
import { drawMarks } from './timelineMarks.ts';
import { kPlotLeftPx, kPlotRightPx } from './timePlot.ts';

adoptStyles(styles);

const kLeastLiveBytes = 1024;
/** From this part of the limit on, live bytes are drawn to the scale of the limit. */
const kSharedScaleFrom = 0.25;
/** Least distance of two labels of a scale of bytes, CSS pixels. */
const kLabelsApartPx = 28;

export class TimelineChart {
	readonly #host: HTMLElement;
	readonly #history: HistoryModel;
	readonly #spanMs: () => number;
	readonly #resized: ResizeObserver;
	#plot: uPlot | null = null;

	/** `spanMs`: how much of the run is shown, from its begin. */
	constructor(host: HTMLElement, history: HistoryModel, spanMs: () => number) {
		this.#host = host;
		this.#history = history;
		this.#spanMs = spanMs;
		this.#resized = new ResizeObserver(() => {
			if (!this.#plot) this.recolour();
			else if (this.#shown()) {
				this.#plot.setSize(this.#size());
				this.draw();
			}
		});
		this.#resized.observe(host);
	}

	destroy(): void {
		this.#resized.disconnect();
		this.#plot?.destroy();
		this.#plot = null;
	}

	/** Draws the history as it is now, if anybody can see it. */
	draw(): void {
		if (this.#shown()) this.#plot?.setData(this.#data());
	}

	/** Draws anew with the colours that the page has now. */
	recolour(): void {
		this.#plot?.destroy();
		this.#plot = this.#shown() ? new uPlot(this.#options(), this.#data(), this.#host) : null;
	}

	#shown(): boolean {
		return this.#host.clientWidth > 0 && this.#host.clientHeight > 0;
	}

	#data(): uPlot.AlignedData {
		const { points } = this.#history;
		return [
			points.map((point) => point.timeMs),
			points.map((point) => point.liveBytes),
			points.map((point) => point.peakBytes),
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
			gap: 6,
			space: kLabelsApartPx,
			incrs: [...byteSteps],
			// Nothing at the foot, where half of it would be cut off.
			values: (_: uPlot, splits: number[]) => splits.map((bytes) => (bytes === 0 ? '' : formatByteTick(bytes))),
		};
		const colours = { sweep: colour('--sweep'), collection: colour('--cleared'), request: colour('--request') };
		// Bytes change by leaps: a slope between two looks would show values that never were.
		const stepped = uPlot.paths.stepped?.({ align: 1 });
		const curve = { points: { show: false }, width: 1, ...(stepped && { paths: stepped }) };
		const live = { ...curve, scale: 'live', stroke: colour('--live') };
		const memory = { ...curve, scale: 'memory' };
		return {
			...this.#size(),
			legend: { show: false },
			// Pointing is the frame's, the same for every view over time.
			cursor: { show: false },
			padding: [6, 0, 0, 0],
			scales: {
				x: { time: false, range: () => [0, this.#spanMs()] },
				live: { range: (_, __, max) => [0, this.#liveTop(max ?? 0)] },
				memory: { range: (_, __, max) => [0, Math.max(1, max ?? 0) * 1.08] },
			},
			axes: [
				{ show: false },
				{
					...axis,
					scale: 'live',
					size: kPlotLeftPx,
					grid: { stroke: colour('--rule-faint'), width: 1 },
					stroke: colour('--live'),
				},
				{ ...axis, scale: 'memory', side: 1, size: kPlotRightPx, grid: { show: false } },
			],
			series: [
				{},
				{ ...live, fill: colour('--live-fill'), width: 1.5 },
				{ ...live, dash: [2, 3] },
				{ ...memory, stroke: colour('--text-muted') },
				{ ...memory, stroke: colour('--lost'), dash: [6, 4] },
			],
			hooks: {
				drawClear: [
					({ ctx, bbox }) =>
						drawMarks({ ctx, ...bbox, ratio: devicePixelRatio, spanMs: this.#spanMs() }, this.#history, colours),
				],
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
}
