// Shows the lives of objects as lanes over time, one for each object or, where there are many, for each line.
import type { SelectionModel } from '../models/SelectionModel.ts';
import type { SnapshotModel } from '../models/SnapshotModel.ts';
import type { Theme } from '../models/ThemeModel.ts';

interface LifetimesPanelProps {
	snapshots: SnapshotModel;
	selection: SelectionModel;
	theme: Theme;
}

export function LifetimesPanel({ snapshots }: LifetimesPanelProps) {
	return <div class="lanes">{!snapshots.latest.value && <p class="empty">Lives, once a program runs.</p>}</div>;
}
