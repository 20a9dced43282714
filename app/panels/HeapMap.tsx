// Shows the native heap as a picture to look around in: chooser, legend, zoom, canvas, bytes. Loaded apart from the
// shell; posts nothing: the model says what the next snapshot shall bring.
import { useEffect, useRef } from 'preact/hooks';
import { adoptStyles } from '../lib/adoptStyles.ts';
import { MapModel, type RasterMode } from '../models/MapModel.ts';
import { modes } from '../models/mapLooks.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';
import type { SnapshotModel } from '../models/SnapshotModel.ts';
import type { Theme } from '../models/ThemeModel.ts';
import type { Description } from '../protocol/messages.ts';
import styles from '../styles/map.css?text';
import { HexView } from './HexView.tsx';
import { MapLegend } from './MapLegend.tsx';
import { listen } from './mapGestures.ts';
import { kScalePx } from './mapPainter.ts';
import { MapSurface } from './mapSurface.ts';

adoptStyles(styles);

/** Where the reader has gone on the map outlasts the panel, which is not there while the Lab is shown. */
const models = new WeakMap<SnapshotModel, MapModel>();

function modelOf(snapshots: SnapshotModel, selection: SelectionModel): MapModel {
	const model = models.get(snapshots) ?? new MapModel(snapshots, selection);
	models.set(snapshots, model);
	return model;
}

const kButtonFactor = 4;
const modeNames: Record<RasterMode, string> = { state: 'State', class: 'Class', age: 'Age' };

interface HeapMapProps {
	snapshots: SnapshotModel;
	selection: SelectionModel;
	theme: Theme;
	/** Of the engine: its classes by number; null until it is there. */
	description: Description | null;
}

export function HeapMap({ snapshots, selection, theme, description }: HeapMapProps) {
	const model = modelOf(snapshots, selection);
	const frame = useRef<HTMLDivElement>(null);
	const canvas = useRef<HTMLCanvasElement>(null);
	const surface = useRef<MapSurface | null>(null);

	useEffect(() => {
		if (!frame.current || !canvas.current) return;
		const box = frame.current;
		const drawn = new MapSurface(canvas.current, model, selection);
		const deaf = listen(box, model);
		surface.current = drawn;
		const resized = new ResizeObserver(() => {
			const widthPx = Math.max(0, box.clientWidth - kScalePx);
			model.size.value = { widthPx, heightPx: box.clientHeight, pixelRatio: window.devicePixelRatio };
		});
		resized.observe(box);
		return () => {
			resized.disconnect();
			deaf();
			drawn.destroy();
			model.focus(false);
			model.leave();
		};
	}, [model, selection]);

	// The picture takes its colours from the page.
	useEffect(() => surface.current?.recolour(), [theme]);

	const empty = model.view.value === null;
	return (
		<section class="pane map" aria-labelledby="map-title">
			<div class="pane-head">
				<h2 id="map-title">Native heap map</h2>
				<ModeChooser model={model} />
				<MapNote model={model} description={description} />
				<ZoomButtons model={model} />
			</div>
			<div
				ref={frame}
				class="map-frame"
				role="application"
				aria-label="Look around the heap"
				aria-describedby="map-keys"
				tabIndex={0}
			>
				<MapImage model={model}>
					<canvas ref={canvas} class="map-canvas" />
				</MapImage>
				<HexView model={model} selection={selection} />
				{empty && <p class="empty">{emptyText(snapshots.latest.value !== null)}</p>}
			</div>
			<p id="map-keys" class="hidden">
				Arrows move, plus and minus zoom down to single bytes, 0 shows the whole heap, Enter selects the object.
			</p>
		</section>
	);
}

/** Apart from the rest, for its text changes with each look. */
function MapImage({ model, children }: { model: MapModel; children: preact.ComponentChildren }) {
	return (
		<div class="map-image" role="img" aria-label={model.description.value}>
			{children}
		</div>
	);
}

function ModeChooser({ model }: { model: MapModel }) {
	return (
		<fieldset class="segments">
			<legend class="hidden">Colour by</legend>
			{modes.map((mode) => (
				<label key={mode}>
					<input
						type="radio"
						name="map-mode"
						class="hidden"
						checked={model.mode.value === mode}
						onChange={() => {
							model.mode.value = mode;
						}}
					/>
					{modeNames[mode]}
				</label>
			))}
		</fieldset>
	);
}

/** What is pointed at; where there is no room beside it, it takes the place of the legend. */
function MapNote({ model, description }: Pick<HeapMapProps, 'description'> & { model: MapModel }) {
	const readout = model.readout.value;
	return (
		<>
			<p class="map-readout figure" aria-live={model.cursor.value === null ? 'off' : 'polite'}>
				{readout}
			</p>
			{readout === '' && <p class="map-window figure">{model.windowText.value}</p>}
			<MapLegend model={model} description={description} />
		</>
	);
}

function ZoomButtons({ model }: { model: MapModel }) {
	const off = model.view.value === null;
	return (
		<div class="map-zoom">
			<button
				type="button"
				class="quiet"
				aria-label="Zoom out"
				aria-disabled={off}
				onClick={() => model.zoomHere(1 / kButtonFactor)}
			>
				−
			</button>
			<button
				type="button"
				class="quiet"
				aria-label="Zoom in"
				aria-disabled={off}
				onClick={() => model.zoomHere(kButtonFactor)}
			>
				+
			</button>
			<button
				type="button"
				class="quiet"
				title="All that is in use, from the heap's beginning on"
				aria-disabled={off || model.following.value}
				onClick={() => model.showAll()}
			>
				Whole heap
			</button>
		</div>
	);
}

function emptyText(running: boolean): string {
	if (running) return 'The program has made no object yet.';
	return 'Press Run: every block of the native heap is drawn here, and goes dark when its object does.';
}
