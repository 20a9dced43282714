// Shows the native heap as a picture: every block by its state, class or age. The picture comes after the first paint.
import { useEffect, useState } from 'preact/hooks';
import type { SelectionModel } from '../models/SelectionModel.ts';
import type { SnapshotModel } from '../models/SnapshotModel.ts';
import type { Theme } from '../models/ThemeModel.ts';
import type { Description } from '../protocol/messages.ts';

export interface HeapMapPanelProps {
	snapshots: SnapshotModel;
	selection: SelectionModel;
	theme: Theme;
	/** Of the engine: its classes by number; null until it is there. */
	description: Description | null;
}

export function HeapMapPanel(props: HeapMapPanelProps) {
	const [HeapMap, setHeapMap] = useState<typeof import('./HeapMap.tsx')['HeapMap'] | null>(null);
	const [failed, setFailed] = useState(false);
	useEffect(() => {
		import('./HeapMap.tsx').then(
			({ HeapMap }) => setHeapMap(() => HeapMap),
			() => setFailed(true),
		);
	}, []);
	if (HeapMap) return <HeapMap {...props} />;
	return (
		<section class="pane map" aria-labelledby="map-title">
			<div class="pane-head">
				<h2 id="map-title">Native heap map</h2>
			</div>
			<div class="map-frame" role="img" aria-label="Native heap map: not loaded yet">
				{failed && <p class="empty">The map could not be loaded.</p>}
			</div>
		</section>
	);
}
