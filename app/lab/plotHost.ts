// Keeps a chart drawn in its place on the page: at most once a frame, and only where it can be seen.
import type { ChartView } from './chartView.ts';
import { LabPlot, plotColours } from './labPlot.ts';

export class PlotHost {
	readonly #host: HTMLElement;
	/** Null: there is nothing to draw yet. */
	readonly #view: () => ChartView | null;
	readonly #resized: ResizeObserver;
	#plot: LabPlot | null = null;
	#frame = 0;

	constructor(host: HTMLElement, view: () => ChartView | null) {
		this.#host = host;
		this.#view = view;
		this.#resized = new ResizeObserver(() => {
			const { clientWidth, clientHeight } = host;
			if (clientWidth > 0 && clientHeight > 0) this.#plot?.resize(clientWidth, clientHeight);
			this.ask();
		});
		this.#resized.observe(host);
	}

	/** Draws before the next frame is shown, however often it is asked. */
	ask(): void {
		this.#frame ||= requestAnimationFrame(() => {
			this.#frame = 0;
			this.#draw();
		});
	}

	/** Draws anew with the colours that the page has now. */
	recolour(): void {
		this.#plot?.destroy();
		this.#plot = null;
		this.ask();
	}

	destroy(): void {
		cancelAnimationFrame(this.#frame);
		this.#resized.disconnect();
		this.#plot?.destroy();
		this.#plot = null;
	}

	#draw(): void {
		const view = this.#view();
		const { clientWidth: widthPx, clientHeight: heightPx } = this.#host;
		if (!view || widthPx === 0 || heightPx === 0) return;
		if (this.#plot && this.#plot.configurations === view.configurations) {
			this.#plot.draw(view);
			return;
		}
		this.#plot?.destroy();
		const colours = plotColours(this.#host, view.configurations);
		this.#plot = new LabPlot(this.#host, view, { colours, widthPx, heightPx, zoom: 1 });
	}
}
