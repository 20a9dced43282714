// Shows the lives of objects as lanes over time, one for each object or, where there are many, for each line.
import { useState } from 'preact/hooks';
import { once } from '../lib/once.ts';
import { useChunk } from '../lib/useChunk.ts';
import type { LifetimesModel } from '../models/LifetimesModel.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';
import type { SnapshotModel } from '../models/SnapshotModel.ts';
import type { Theme } from '../models/ThemeModel.ts';
import type { TimeModel } from '../models/TimeModel.ts';

export interface LifetimesPanelProps {
	snapshots: SnapshotModel;
	selection: SelectionModel;
	time: TimeModel;
	lifetimes: LifetimesModel;
	theme: Theme;
}

/** Lanes and their painter come when they are wanted first. */
const loadLanes = once(() => import('./LifetimeLanes.tsx').then(({ LifetimeLanes }) => LifetimeLanes));

export function LifetimesPanel(props: LifetimesPanelProps) {
	const [failed, setFailed] = useState(false);
	const Lanes = useChunk(loadLanes, () => setFailed(true));
	const { snapshots, lifetimes } = props;
	if (failed) return <p class="empty">The lanes could not be loaded.</p>;
	// The list stays where no lane is left: it may have the focus
	return (
		<>
			{Lanes && snapshots.latest.value && <Lanes {...props} />}
			{lifetimes.laneCount.value === 0 && <p class="empty">{emptyText(snapshots)}</p>}
		</>
	);
}

function emptyText({ latest }: SnapshotModel): string {
	const snapshot = latest.value;
	if (!snapshot) return 'Press Run: each object that the program makes gets a lane here.';
	if (snapshot.stats.madeCount === 0) return 'The program has made no object yet.';
	return 'No object passes the filters. Press Escape to unmark a range; states and lines are chosen in the table.';
}
