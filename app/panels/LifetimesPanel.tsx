// Shows the lives of objects as lanes over time, one for each object or, where there are many, for each line.
import { useEffect, useState } from 'preact/hooks';
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

export function LifetimesPanel(props: LifetimesPanelProps) {
	const [Lanes, setLanes] = useState<typeof import('./LifetimeLanes.tsx')['LifetimeLanes'] | null>(null);
	const [failed, setFailed] = useState(false);
	const { snapshots, lifetimes } = props;
	useEffect(() => {
		// Lanes and their painter are not part of the shell: they come when they are wanted first.
		import('./LifetimeLanes.tsx').then(
			({ LifetimeLanes }) => setLanes(() => LifetimeLanes),
			() => setFailed(true),
		);
	}, []);
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
