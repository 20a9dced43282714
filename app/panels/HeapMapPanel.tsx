// Shows the native heap as a picture: every block by its state, class or age.
import type { SelectionModel } from '../models/SelectionModel.ts';
import type { SnapshotModel } from '../models/SnapshotModel.ts';
import type { Theme } from '../models/ThemeModel.ts';

interface HeapMapPanelProps {
	snapshots: SnapshotModel;
	selection: SelectionModel;
	theme: Theme;
}

export function HeapMapPanel({ snapshots }: HeapMapPanelProps) {
	return (
		<section class="pane map" aria-labelledby="map-title">
			<div class="pane-head">
				<h2 id="map-title">Native heap map</h2>
			</div>
			<div class="map-frame">{!snapshots.latest.value && <p class="empty">The heap, once a program runs.</p>}</div>
		</section>
	);
}
