// One of the Lab's charts, on the page and in a saved picture alike: scales, axes and grid by uPlot, the rest in layers
// by `labPlotMarks.ts`. Changes nothing that it shows.
import uPlot from 'uplot';
import styles from 'uplot/dist/uPlot.min.css?text';
import { adoptStyles } from '../lib/adoptStyles.ts';
import { byteSteps, formatByteTick } from '../lib/byteTicks.ts';
import { resolveColour } from '../lib/resolveColour.ts';
import { formatTick, timeTicks } from '../lib/timeTicks.ts';
import { type ChartView, spanOf } from './chartView.ts';
import { curveLookOf } from './curveLooks.ts';
import type { PlotColours, PlotFrame } from './labPlotFrame.ts';
import { drawAbove, drawBehind, drawOver } from './labPlotMarks.ts';

adoptStyles(styles);

/** Room around the plot, CSS pixels: for the scale, the curves' numbers, the words above and the times below. */
export const kPlotPx = { left: 58, right: 30, top: 18, foot: 22 } as const;

const kFontPx = 11;
/** Least distance of two labels of the scale. */
const kLabelsApartPx = 30;

/** As they are where `host` stands. */
export function plotColours(host: HTMLElement, configurations: number): PlotColours {
	const colour = (name: string) => resolveColour(host, name);
	return {
		text: colour('--text'),
		muted: colour('--text-muted'),
		grid: colour('--rule-faint'),
		ground: colour('--bg'),
		after: colour('--after-program'),
		end: colour('--control'),
		limit: colour('--lost'),
		curves: Array.from({ length: configurations }, (_, index) => colour(curveLookOf(index).token)),
	};
}

export interface PlotOptions {
	readonly colours: PlotColours;
	/** CSS pixels, of the whole. */
	readonly widthPx: number;
	readonly heightPx: number;
	/** Everything is drawn so many times as large: for pictures with more pixels than the screen has. */
	readonly zoom: number;
}

/** Owner of the result: the caller, until its `destroy()`. The number of configurations must stay what it is. */
export class LabPlot {
	readonly #plot: uPlot;
	readonly #zoom: number;
	#view: ChartView;

	constructor(host: HTMLElement, view: ChartView, options: PlotOptions) {
		this.#view = view;
		this.#zoom = options.zoom;
		// In a batch it draws at once, and not once more when this task is over.
		this.#plot = new uPlot(this.#options(options), dataOf(view), (plot, begin) => {
			host.append(plot.root);
			plot.batch(begin);
		});
	}

	get canvas(): HTMLCanvasElement {
		return this.#plot.ctx.canvas;
	}

	get configurations(): number {
		return this.#view.configurations;
	}

	/** At once: the canvas is what the view says when this returns. */
	draw(view: ChartView): void {
		this.#view = view;
		this.#plot.batch(() => this.#plot.setData(dataOf(view)));
	}

	/** CSS pixels. */
	resize(width: number, height: number): void {
		this.#plot.setSize({ width, height });
	}

	destroy(): void {
		this.#plot.destroy();
	}

	/** Pixels of the canvas that make one of the chart's. */
	#ratio(): number {
		return devicePixelRatio * this.#zoom;
	}

	#frame(plot: uPlot, colours: PlotColours): PlotFrame {
		return { ctx: plot.ctx, ...plot.bbox, ratio: this.#ratio(), view: this.#view, colours };
	}

	#options({ colours, widthPx, heightPx, zoom }: PlotOptions): uPlot.Options {
		const { kind } = this.#view;
		const axis = {
			stroke: colours.muted,
			font: `${Math.round(kFontPx * zoom)}px system-ui, sans-serif`,
			ticks: { show: false },
			border: { show: false },
			gap: 6 * zoom,
		};
		return {
			width: widthPx,
			height: heightPx,
			legend: { show: false },
			// Pointing is the page's: both charts have the same moment, also by keyboard.
			cursor: { show: false },
			padding: [kPlotPx.top * zoom, kPlotPx.right * zoom, 0, 0],
			scales: {
				x: { time: false, range: () => [0, spanOf(this.#view)] },
				y: { range: () => [0, this.#view.top] },
			},
			axes: [
				{
					...axis,
					size: kPlotPx.foot * zoom,
					grid: { show: false },
					splits: (plot) => timeTicks(spanOf(this.#view), plot.bbox.width / this.#ratio()),
					values: (_, splits) => splits.map(formatTick),
				},
				{
					...axis,
					scale: 'y',
					size: kPlotPx.left * zoom,
					space: kLabelsApartPx * zoom,
					grid: { stroke: colours.grid, width: zoom },
					...(kind === 'bytes'
						? { incrs: [...byteSteps], values: (_: uPlot, splits: number[]) => splits.map(formatByteTick) }
						: {
								splits: () => [0, 25, 50, 75, 100],
								values: (_: uPlot, splits: number[]) => splits.map((it) => `${it} %`),
							}),
				},
			],
			// The curves are not uPlot's: `labPlotCurves.ts` says why.
			series: [{}, { scale: 'y', paths: () => null, points: { show: false } }],
			hooks: {
				drawClear: [(plot) => drawBehind(this.#frame(plot, colours))],
				drawAxes: [(plot) => drawOver(this.#frame(plot, colours))],
				draw: [(plot) => drawAbove(this.#frame(plot, colours))],
			},
		};
	}
}

/** The axis' moments, and a column that gives the scale its place. */
const dataOf = ({ timesMs }: ChartView): uPlot.AlignedData => [[...timesMs], timesMs.map(() => 0)];
