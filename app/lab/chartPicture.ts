// Draws a chart as a picture that stands alone: title, settings, axes, curves and legend, in the colours of the page.
import { linesText } from './chartText.ts';
import { type ChartKind, type ChartView, chartTitles } from './chartView.ts';
import { curveLookOf } from './curveLooks.ts';
import { kPlotPx, LabPlot, plotColours } from './labPlot.ts';
import type { PlotColours } from './labPlotFrame.ts';
import type { Report } from './report.ts';
import { configurationText, numberOf, settingsParts } from './words.ts';

/** All in CSS pixels, of which the picture has at least two times two. */
const kWidthPx = 960;
const kPlotHeightPx = 400;
const kMarginPx = 24;
const kTitlePx = 18;
const kTextPx = 12;
const kLineHeightPx = 18;
/** Of the legend: room for a number, and the length of a line. */
const kNumberPx = 18;
const kSamplePx = 24;
/** Between two entries of the legend. */
const kEntryGapPx = 24;
const kLeastRatio = 2;

const axisTexts: Readonly<Record<ChartKind, string>> = { bytes: 'Native bytes in use', percent: 'Freed' };
const kTimeText = 'Time since the program began; shaded: after its own code had ended';

interface Box {
	readonly x: number;
	readonly y: number;
	readonly widthPx: number;
	readonly heightPx: number;
}

/** `host`: where on the page the chart stands, for its colours. Rejects where the browser gives no picture. */
export async function pictureOf(view: ChartView, report: Report, host: HTMLElement): Promise<Blob> {
	const colours = plotColours(host, view.configurations);
	const ratio = Math.max(kLeastRatio, devicePixelRatio);
	const canvas = document.createElement('canvas');
	const page = new Sheet(canvas, colours);
	const innerPx = kWidthPx - 2 * kMarginPx;
	const caption = page.wrap([linesText(view.kind, view, report), ...settingsParts(report)], innerPx);
	const legend = legendOf(page, view, report, innerPx);
	const headPx = kMarginPx + kTitlePx + 8 + caption.length * kLineHeightPx + 16 + kLineHeightPx;
	const footPx = kLineHeightPx + 12 + legend.rows * kLineHeightPx + kMarginPx;
	const heightPx = headPx + kPlotHeightPx + footPx;
	canvas.width = Math.round(kWidthPx * ratio);
	canvas.height = Math.round(heightPx * ratio);
	page.begin(ratio, heightPx);

	page.text(chartTitles[view.kind], kMarginPx, kMarginPx + kTitlePx / 2, { px: kTitlePx, weight: 600 });
	for (const [i, line] of caption.entries()) {
		page.text(line, kMarginPx, kMarginPx + kTitlePx + 8 + (i + 0.5) * kLineHeightPx, { muted: true });
	}
	page.text(axisTexts[view.kind], kMarginPx, headPx - kLineHeightPx / 2 + 4, { muted: true });
	drawPlot(page, view, colours, { x: kMarginPx, y: headPx, widthPx: innerPx, heightPx: kPlotHeightPx }, ratio);
	const belowPx = headPx + kPlotHeightPx;
	page.text(kTimeText, kMarginPx + kPlotPx.left, belowPx + kLineHeightPx / 2, { muted: true });
	for (const { index, words, x, row } of legend.placed) {
		const y = belowPx + kLineHeightPx + 12 + (row + 0.5) * kLineHeightPx;
		page.text(numberOf(index), kMarginPx + x, y, { weight: 600 });
		page.sample(index, kMarginPx + x + kNumberPx, y);
		page.text(words, kMarginPx + x + kNumberPx + kSamplePx + 8, y, { muted: !isShown(view, index) });
	}
	return new Promise((resolve, reject) => {
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser gave no picture'))), 'image/png');
	});
}

/** Draws the plot alone, with `ratio` pixels of the canvas to one of the chart's. */
function drawPlot(page: Sheet, view: ChartView, colours: PlotColours, box: Box, ratio: number): void {
	const zoom = ratio / devicePixelRatio;
	const { widthPx, heightPx } = box;
	const apart = document.createElement('div');
	const plot = new LabPlot(apart, view, { colours, widthPx: widthPx * zoom, heightPx: heightPx * zoom, zoom });
	page.image(plot.canvas, box);
	plot.destroy();
}

const isShown = ({ pairs }: ChartView, index: number) => pairs.some((pair) => pair.index === index);

/** Every configuration in words, in columns as wide as the widest of them. */
function legendOf(page: Sheet, view: ChartView, { experiment: { configurations } }: Report, widthPx: number) {
	const entries = configurations.map((configuration, index) => {
		const words = configurationText(configuration, configurations);
		return { index, words: isShown(view, index) ? words : `${words} (not shown)` };
	});
	const widestPx = Math.max(0, ...entries.map(({ words }) => page.widthOf(words)));
	const columnPx = kNumberPx + kSamplePx + 8 + widestPx + kEntryGapPx;
	const columns = Math.max(1, Math.min(entries.length, Math.floor((widthPx + kEntryGapPx) / columnPx)));
	const rows = Math.ceil(entries.length / columns);
	const placed = entries.map((entry, i) => ({ ...entry, x: Math.floor(i / rows) * columnPx, row: i % rows }));
	return { rows, placed };
}

/** The picture's canvas, measured in CSS pixels from its upper left. */
class Sheet {
	readonly #ctx: CanvasRenderingContext2D;
	readonly #colours: PlotColours;

	constructor(canvas: HTMLCanvasElement, colours: PlotColours) {
		const ctx = canvas.getContext('2d');
		if (!ctx) throw new Error('The browser gave no canvas');
		this.#ctx = ctx;
		this.#colours = colours;
	}

	/** After the canvas has its size, which forgets all else. */
	begin(ratio: number, heightPx: number): void {
		this.#ctx.scale(ratio, ratio);
		this.#ctx.fillStyle = this.#colours.ground;
		this.#ctx.fillRect(0, 0, kWidthPx, heightPx);
		this.#ctx.textBaseline = 'middle';
	}

	/** `y`: the middle of the line. */
	text(words: string, x: number, y: number, look: { px?: number; weight?: number; muted?: boolean } = {}): void {
		this.#font(look.px, look.weight);
		this.#ctx.fillStyle = look.muted ? this.#colours.muted : this.#colours.text;
		this.#ctx.fillText(words, x, y);
	}

	widthOf(words: string): number {
		this.#font();
		return this.#ctx.measureText(words).width;
	}

	/** A piece of the configuration's curve. */
	sample(index: number, x: number, y: number): void {
		const ctx = this.#ctx;
		ctx.strokeStyle = this.#colours.curves[index] ?? this.#colours.text;
		ctx.lineWidth = 2;
		ctx.setLineDash([...curveLookOf(index).dash]);
		ctx.beginPath();
		ctx.moveTo(x, y);
		ctx.lineTo(x + kSamplePx, y);
		ctx.stroke();
		ctx.setLineDash([]);
	}

	image(canvas: HTMLCanvasElement, { x, y, widthPx, heightPx }: Box): void {
		this.#ctx.drawImage(canvas, x, y, widthPx, heightPx);
	}

	/** Lines that are no wider, of parts with a dot between. */
	wrap(parts: readonly string[], widthPx: number): string[] {
		const words = parts.flatMap((part, i) => (i === 0 ? part : `· ${part}`).split(' '));
		const lines: string[] = [];
		for (const word of words) {
			const line = lines.at(-1);
			if (line !== undefined && this.widthOf(`${line} ${word}`) <= widthPx) lines[lines.length - 1] = `${line} ${word}`;
			else lines.push(word);
		}
		return lines;
	}

	#font(px = kTextPx, weight = 400): void {
		this.#ctx.font = `${weight} ${px}px system-ui, sans-serif`;
	}
}
