// Shows the run over time: native bytes, WebAssembly's memory, the limit, sweeps, detected collections and requests.
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatBytes, formatCount, formatMs } from '../lib/format.ts';
import type { HistoryModel, Mark } from '../models/HistoryModel.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';
import type { SnapshotModel } from '../models/SnapshotModel.ts';
import type { Theme } from '../models/ThemeModel.ts';
import { LifetimesPanel } from './LifetimesPanel.tsx';
import type { TimelineChart } from './timelineChart.ts';

interface TimelinePanelProps {
	snapshots: SnapshotModel;
	selection: SelectionModel;
	theme: Theme;
}

const legend = [
	{ look: 'live', text: 'native live' },
	{ look: 'wasm', text: 'wasm memory' },
	{ look: 'limit', text: 'limit' },
	{ look: 'sweep', text: 'sweep' },
	{ look: 'collection', text: 'collection' },
	{ look: 'request', text: 'pressure request' },
] as const;

/** Which of the two views the reader looks at. */
const views = ['Timeline', 'Lifetimes'] as const;

export function TimelinePanel({ snapshots, selection, theme }: TimelinePanelProps) {
	const { history } = snapshots;
	const [view, setView] = useState<(typeof views)[number]>('Timeline');
	const host = useRef<HTMLDivElement>(null);
	const chart = useRef<TimelineChart | null>(null);
	const [readout, setReadout] = useState('');
	const [failed, setFailed] = useState(false);
	// Read here so that the panel is drawn again when a run begins or the first point comes.
	const empty = history.version.value >= 0 && history.points.length === 0;

	useEffect(() => {
		let gone = false;
		let stop: (() => void) | undefined;
		// The chart's library is not part of the shell: it comes after the first paint.
		import('./timelineChart.ts').then(
			({ TimelineChart }) => {
				if (gone || !host.current) return;
				chart.current = new TimelineChart(host.current, history, setReadout);
				stop = history.version.subscribe(() => chart.current?.changed());
			},
			() => setFailed(true),
		);
		return () => {
			gone = true;
			stop?.();
			chart.current?.destroy();
		};
	}, [history]);

	// The chart reads the colours of the theme from the page
	useEffect(() => chart.current?.recolour(), [theme]);

	return (
		<section class="pane timeline" aria-labelledby="timeline-title">
			<div class="pane-head">
				<h2 id="timeline-title" class="hidden">
					{view}
				</h2>
				<div role="tablist" class="tabs" aria-label="Over time">
					{views.map((name) => (
						<button key={name} type="button" role="tab" aria-selected={name === view} onClick={() => setView(name)}>
							{name}
						</button>
					))}
				</div>
				<p class="pane-note figure">{readout}</p>
				<ul class="legend" aria-label="Legend" hidden={readout !== ''}>
					{legend.map(({ look, text }) => (
						<li key={look} class={look}>
							{text}
						</li>
					))}
				</ul>
			</div>
			{view === 'Lifetimes' && <LifetimesPanel snapshots={snapshots} selection={selection} theme={theme} />}
			<div class="chart-frame" hidden={view !== 'Timeline'}>
				<div class={empty ? 'chart none' : 'chart'} ref={host} role="img" aria-label={summary(history)} />
				{failed && <p class="empty">The chart could not be loaded.</p>}
				{!failed && empty && <p class="empty">The heap over time, once a program runs.</p>}
			</div>
		</section>
	);
}

function summary(history: HistoryModel): string {
	const last = history.points.at(-1);
	if (!last) return 'Native heap over time: nothing yet';
	const peakBytes = history.points.reduce((peak, point) => Math.max(peak, point.liveBytes), 0);
	const bytes = `highest ${formatBytes(peakBytes)}, now ${formatBytes(last.liveBytes)}`;
	const { sweeps, collections, requests } = history;
	const marks = [
		countText(sweeps, 'sweep'),
		countText(collections, 'collection'),
		countText(requests, 'pressure request'),
	];
	return `Native heap over ${formatMs(last.timeMs)}: ${bytes}; ${marks.join(', ')}`;
}

function countText(marks: readonly Mark[], what: string): string {
	const count = marks.reduce((sum, { joined }) => sum + joined, 0);
	return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}
