// Shows what the heap map's colours mean, as far as they are in the picture; never changes it.
import { formatCount } from '../lib/format.ts';
import type { MapModel } from '../models/MapModel.ts';
import { legendOf } from '../models/mapLooks.ts';
import type { Description } from '../protocol/messages.ts';

export function MapLegend({ model, description }: { model: MapModel; description: Description | null }) {
	const mode = model.mode.value;
	return (
		<ul class="map-legend" aria-label="Legend of the heap map">
			{mode === 'age' && (
				<li title="How many allocations ago a block was made; of a cell, one block that is in it">
					just made <span class="map-ages" aria-hidden="true" />{' '}
					{formatCount(2 ** Math.max(1, model.oldestAge.value - 1))} allocations ago
				</li>
			)}
			{legendOf(mode, model.raster.value, description).map(({ word, sign, meaning, token }) => (
				<li key={word} title={meaning}>
					<span class="map-swatch" style={{ background: `var(${token})` }} aria-hidden="true" />
					{sign && (
						<span class="map-sign" aria-hidden="true">
							{sign}
						</span>
					)}
					{word}
				</li>
			))}
			<li title="High-water mark: the farthest byte that was seen in use in this run, to a cell of the picture">
				<span class="map-mark" aria-hidden="true" />
				high-water
			</li>
		</ul>
	);
}
