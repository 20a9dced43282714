// Shows native bytes, WebAssembly's memory, the limit, sweeps, collections and pressure requests as one chart.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SnapshotModel } from '../models/SnapshotModel.ts';
import type { Theme } from '../models/ThemeModel.ts';
import type { TimeModel } from '../models/TimeModel.ts';
import { historyText } from '../models/timeText.ts';
import type { TimelineChart } from './timelineChart.ts';

interface TimelineViewProps {
	snapshots: SnapshotModel;
	time: TimeModel;
	theme: Theme;
}

export function TimelineView({ snapshots: { history }, time, theme }: TimelineViewProps) {
	const host = useRef<HTMLDivElement>(null);
	const chart = useRef<TimelineChart | null>(null);
	const [failed, setFailed] = useState(false);
	// Read here so that words and picture are of the same moment.
	const empty = time.drawn.value >= 0 && history.points.length === 0;

	useEffect(() => {
		let gone = false;
		let stop: (() => void) | undefined;
		// The chart's library is not part of the shell: it comes after the first paint.
		import('./timelineChart.ts').then(
			({ TimelineChart }) => {
				if (gone || !host.current) return;
				const made = new TimelineChart(host.current, history, () => time.spanMs.peek());
				chart.current = made;
				stop = time.drawn.subscribe(() => made.draw());
			},
			() => setFailed(true),
		);
		return () => {
			gone = true;
			stop?.();
			chart.current?.destroy();
		};
	}, [history, time]);

	// The chart reads the colours of the theme from the page
	useEffect(() => chart.current?.recolour(), [theme]);

	return (
		<>
			<div class={empty ? 'chart none' : 'chart'} ref={host} role="img" aria-label={historyText(history)} />
			{failed && <p class="empty">The chart could not be loaded.</p>}
			{!failed && empty && <p class="empty">Press Run: the bytes of the native heap are drawn here over time.</p>}
		</>
	);
}
