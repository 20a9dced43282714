// Where and with which colours the parts of a chart are drawn: what its painters share.
import type { ChartView } from './chartView.ts';

export interface PlotColours {
	readonly text: string;
	readonly muted: string;
	readonly grid: string;
	readonly ground: string;
	readonly after: string;
	/** Of the line where the program ends. */
	readonly end: string;
	readonly limit: string;
	/** By the configuration's place. */
	readonly curves: readonly string[];
}

/** The plot's box, in the canvas' own pixels, of which `ratio` make one of the chart. */
export interface PlotFrame {
	readonly ctx: CanvasRenderingContext2D;
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
	readonly ratio: number;
	readonly view: ChartView;
	readonly colours: PlotColours;
}

/** Where a step of the axis begins, which is where the one before it ends. */
export const xOf =
	({ left, width, view }: PlotFrame) =>
	(step: number): number =>
		left + (step / view.timesMs.length) * width;

export const yOf = ({ top, height, view }: PlotFrame, value: number): number =>
	top + height - (value / view.top) * height;
