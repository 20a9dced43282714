// Shows the run over time, as curves or as lanes, with what is at the moment pointed at and the range that is marked.
// Loaded apart from the shell.
import { adoptStyles } from '../lib/adoptStyles.ts';
import { formatRange } from '../lib/format.ts';
import type { LayoutModel, TimeView } from '../models/LayoutModel.ts';
import type { LifetimesModel } from '../models/LifetimesModel.ts';
import { lifeText, lineText } from '../models/lifeText.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';
import type { Snapshot, SnapshotModel } from '../models/SnapshotModel.ts';
import type { Theme } from '../models/ThemeModel.ts';
import type { TimeModel } from '../models/TimeModel.ts';
import { lineAtText, momentText } from '../models/timeText.ts';
import styles from '../styles/lifetimes.css?text';
import { countIn } from './CountsPanel.tsx';
import { LifetimesPanel } from './LifetimesPanel.tsx';
import { Tabs, tabId, tabPanelId } from './Tabs.tsx';
import { TimeFrame } from './TimeFrame.tsx';
import { TimelineView } from './TimelineView.tsx';
import { kNearPx } from './timePlot.ts';

adoptStyles(styles);

interface TimelinePanelProps {
	snapshots: SnapshotModel;
	selection: SelectionModel;
	time: TimeModel;
	lifetimes: LifetimesModel;
	layout: LayoutModel;
	theme: Theme;
}

const kTabs = [
	['timeline', 'Timeline'],
	['lifetimes', 'Lifetimes'],
] as const;

const legends = {
	timeline: [
		{ look: 'live', text: 'live' },
		{ look: 'peak', text: 'peak' },
		{ look: 'wasm', text: 'wasm' },
		{ look: 'limit', text: 'limit' },
		{ look: 'sweep', text: 'sweep' },
		{ look: 'collection', text: 'minor' },
		{ look: 'collection major', text: 'major collection' },
		{ look: 'request', text: 'request' },
	],
	lifetimes: [
		{ look: 'alive', text: 'live' },
		{ look: 'dead', text: 'cleared' },
		{ look: 'dead lost', text: 'lost' },
		{ look: 'used', text: 'last used' },
		{ look: 'end freed', text: 'freed' },
		{ look: 'end deleted', text: 'deleted' },
		{ look: 'sweep', text: 'sweep' },
		{ look: 'collection major', text: 'collection' },
		{ look: 'request', text: 'request' },
	],
} as const;

export function TimelinePanel({ snapshots, selection, time, lifetimes, layout, theme }: TimelinePanelProps) {
	const view = layout.timeView.value;
	const range = selection.range.value;
	const readout = readoutOf(snapshots, selection, time, view);
	const latest = snapshots.latest.value;
	return (
		<section class="pane timeline" aria-label="Over time">
			<div class="pane-head">
				<Tabs
					label="Over time"
					class="segments"
					tabs={kTabs}
					shown={view}
					onShow={(name) => layout.showOverTime(name)}
				/>
				{range && (
					<button
						type="button"
						class="chip filter"
						aria-label={`made ${formatRange(range.fromMs, range.toMs)}: unmark this range`}
						title="Show what was made at any time (Escape)"
						onClick={() => time.clearRange()}
					>
						made {formatRange(range.fromMs, range.toMs)} <span aria-hidden="true">×</span>
					</button>
				)}
				<p class="pane-note time-readout">{readout}</p>
				<ul class="legend" aria-label="Legend" hidden={readout !== ''}>
					{legendOf(view, latest).map(({ look, text }) => (
						<li key={text} class={look}>
							{text}
						</li>
					))}
				</ul>
			</div>
			<TimeFrame time={time} selection={selection} readout={readout}>
				<div
					id={tabPanelId('timeline')}
					class="time-view"
					role="tabpanel"
					aria-labelledby={tabId('timeline')}
					hidden={view !== 'timeline'}
				>
					<TimelineView snapshots={snapshots} time={time} theme={theme} />
				</div>
				<div
					id={tabPanelId('lifetimes')}
					class="time-view"
					role="tabpanel"
					aria-labelledby={tabId('lifetimes')}
					hidden={view !== 'lifetimes'}
				>
					{view === 'lifetimes' && (
						<LifetimesPanel
							snapshots={snapshots}
							selection={selection}
							time={time}
							lifetimes={lifetimes}
							theme={theme}
						/>
					)}
				</div>
			</TimeFrame>
		</section>
	);
}

/** What is lost is rare enough to be told of only where there is some. */
function legendOf(view: TimeView, latest: Snapshot | null): readonly { look: string; text: string }[] {
	const some = latest !== null && countIn(latest, 'lost') > 0;
	return legends[view].filter(({ text }) => text !== 'lost' || some);
}

/** What is pointed at, in the views over time or elsewhere; empty: nothing. */
function readoutOf({ history, latest }: SnapshotModel, selection: SelectionModel, time: TimeModel, view: TimeView) {
	const cursorMs = time.cursorMs.value;
	const lit = time.lit.value;
	if (lit && (view === 'lifetimes' || cursorMs === null)) return lifeText(lit);
	const line = selection.hoveredLine.value;
	const counts = line > 0 && latest.value?.lines.find((it) => it.line === line);
	if (counts && (view === 'lifetimes' || cursorMs === null))
		return lineText(counts) + lineAtText(history, line, cursorMs);
	if (cursorMs === null) return '';
	// Read so that the words follow the run under a pointer that keeps still.
	time.drawn.value;
	return momentText(history, cursorMs, kNearPx * time.msPerPx.value);
}
