// Shows one chart over time with its title, its settings and the moment pointed at, by pointer or by keys; saves it as
// a picture. Draws none of it itself and changes no figure.
import { effect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { download } from '../lib/download.ts';
import { formatSeconds } from '../lib/format.ts';
import type { Theme } from '../models/ThemeModel.ts';
import type { ChartsModel } from './ChartsModel.ts';
import { pictureOf } from './chartPicture.ts';
import { captionText, chartText, chartValueText, momentText } from './chartText.ts';
import { type ChartKind, type ChartView, chartTitles, curveOf, valueAt } from './chartView.ts';
import { curveLookOf } from './curveLooks.ts';
import { kPlotPx } from './labPlot.ts';
import { PlotHost } from './plotHost.ts';
import type { Report } from './report.ts';
import { fileName } from './words.ts';

/** A curve that is at most so far from the pointer is lit, CSS pixels. */
const kNearPx = 14;

/** For the stylesheet: the same measures as the painter's. */
const sizes = {
	'--plot-left': `${kPlotPx.left}px`,
	'--plot-right': `${kPlotPx.right}px`,
	'--plot-top': `${kPlotPx.top}px`,
	'--plot-foot': `${kPlotPx.foot}px`,
};

interface LabChartProps {
	kind: ChartKind;
	model: ChartsModel;
	report: Report;
	theme: Theme;
}

export function LabChart({ kind, model, report, theme }: LabChartProps) {
	const host = usePlot(kind, model, theme);
	const view = model.views.value?.[kind] ?? null;
	const title = chartTitles[kind];
	return (
		<figure class="lab-chart">
			<div class="lab-chart-head">
				<h3>{title}</h3>
				{view && <SaveButton kind={kind} view={view} report={report} host={host} />}
			</div>
			<div class="lab-plot" style={sizes}>
				<div
					class="lab-plot-canvas"
					ref={host}
					role="img"
					aria-label={chartText(kind, view, report.experiment.configurations)}
				/>
				{view && view.pairs.length > 0 && <Cursor kind={kind} model={model} view={view} report={report} />}
				{(!view || view.pairs.length === 0) && (
					<p class="lab-plot-empty">
						{view
							? 'All configurations are hidden. Choose one above.'
							: 'The first curve comes with the first trial that ends.'}
					</p>
				)}
			</div>
			<figcaption>{captionText(kind, view, report)}</figcaption>
		</figure>
	);
}

interface ShownProps {
	kind: ChartKind;
	view: ChartView;
	report: Report;
}

function SaveButton({ kind, view, report, host }: ShownProps & { host: { readonly current: HTMLDivElement | null } }) {
	const [failed, setFailed] = useState(false);
	const save = async () => {
		try {
			if (!host.current) return;
			download(fileName(report, 'png', chartTitles[kind]), await pictureOf(view, report, host.current));
			setFailed(false);
		} catch {
			setFailed(true);
		}
	};
	return (
		<>
			{failed && <span role="alert">The picture could not be made.</span>}
			<button type="button" aria-label={`Save as PNG: ${chartTitles[kind]}`} onClick={() => void save()}>
				Save as PNG
			</button>
		</>
	);
}

const keys = new Map([
	['ArrowLeft', -1],
	['ArrowRight', 1],
	['PageDown', -10],
	['PageUp', 10],
	['Home', Number.NEGATIVE_INFINITY],
	['End', Number.POSITIVE_INFINITY],
]);

/** The moment pointed at, over the plot's box. */
function Cursor({ kind, model, view, report }: ShownProps & { model: ChartsModel }) {
	const step = model.cursor.value;
	const { length } = view.timesMs;
	const onPointerMove = ({ clientX, clientY, currentTarget }: PointerEvent & { currentTarget: HTMLElement }) => {
		const { left, bottom, width, height } = currentTarget.getBoundingClientRect();
		model.point(kind, (clientX - left) / width, (bottom - clientY) / height, kNearPx / height);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const hundredths = keys.get(event.key);
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (hundredths !== undefined) model.move(event.shiftKey ? 10 * hundredths : hundredths);
		else if (event.key === 'Escape' && step !== null) model.leave();
		else return;
		event.preventDefault();
	};
	return (
		<div
			class="lab-cursor"
			role="slider"
			tabIndex={0}
			aria-label={`Time cursor: ${chartTitles[kind]}`}
			aria-valuemin={0}
			aria-valuemax={Math.round(view.timesMs.at(-1) ?? 0)}
			aria-valuenow={Math.round(view.timesMs[step ?? length - 1] ?? 0)}
			aria-valuetext={momentText(view, step, report.experiment.configurations)}
			onPointerMove={onPointerMove}
			onPointerDown={onPointerMove}
			onPointerLeave={({ pointerType }) => {
				// A finger that is lifted leaves as well: what it pointed at stays to be read.
				if (pointerType !== 'touch') model.leave();
			}}
			onKeyDown={onKeyDown}
			onBlur={() => model.leave()}
		>
			{step !== null && <span class="lab-strip" />}
			{step !== null && <Moment view={view} step={step} />}
		</div>
	);
}

/** A line, a dot on each curve, and in words the time and what is lit. */
function Moment({ view, step }: { view: ChartView; step: number }) {
	const across = (step + 1) / view.timesMs.length;
	const values = view.pairs.flatMap((pair) => {
		const value = valueAt(curveOf(view.kind, pair), step);
		return value === null ? [] : [{ index: pair.index, value }];
	});
	const said = values
		.filter(({ index }) => view.strong.has(index))
		.map(({ index, value }) => `${curveLookOf(index).number}: ${chartValueText(view.kind, value)}`);
	return (
		<span class={across > 0.5 ? 'lab-now late' : 'lab-now'} style={{ left: `${100 * across}%` }}>
			{values.map(({ index, value }) => (
				<span
					key={index}
					class={view.strong.has(index) ? 'lab-dot strong' : 'lab-dot'}
					style={{ bottom: `${(100 * value) / view.top}%`, background: `var(${curveLookOf(index).token})` }}
				/>
			))}
			<span class="lab-moment">{[formatSeconds(view.timesMs[step] ?? 0), ...said].join(' · ')}</span>
		</span>
	);
}

/** The host of the plot, which lives as long as the component. */
function usePlot(kind: ChartKind, model: ChartsModel, theme: Theme) {
	const host = useRef<HTMLDivElement>(null);
	const plot = useRef<PlotHost | null>(null);
	useEffect(() => {
		if (!host.current) return;
		const made = new PlotHost(host.current, () => model.views.peek()?.[kind] ?? null);
		plot.current = made;
		const stop = effect(() => {
			if (model.views.value) made.ask();
		});
		return () => {
			stop();
			made.destroy();
		};
	}, [kind, model]);
	// The plot reads the colours of the theme from the page
	useEffect(() => plot.current?.recolour(), [theme]);
	return host;
}
