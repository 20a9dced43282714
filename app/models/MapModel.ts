// The heap map: which window of the heap is shown and how closely, what is pointed at, what the next snapshot shall
// bring for it. Draws nothing.
import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { ObjectCard, Raster, RasterMode, Region } from '../protocol/snapshot.ts';
import { type Extent, endOf, nextExtent, wholeBytes } from './mapExtent.ts';
import {
	addressAt,
	beginWith,
	cellAt,
	cellOf,
	densityFor,
	type Grid,
	gridOf,
	kBytesDensity,
	kGranuleBytes,
	kLeastDensity,
	type MapSize,
	type View,
	within,
	zoomAt,
} from './mapGeometry.ts';
import { blockAt, describeMap, pointText, type Seen, windowText } from './mapText.ts';
import type { SelectionModel, Spot } from './SelectionModel.ts';
import type { SnapshotModel } from './SnapshotModel.ts';

export type { Raster, RasterMode, Region } from '../protocol/snapshot.ts';

/** A window around an object is so many times its size. */
const kRevealTimes = 12;
const kNowhere: MapSize = { widthPx: 0, heightPx: 0, pixelRatio: 1 };

/** What it needs of the snapshots. */
type Looks = Pick<SnapshotModel, 'latest' | 'gone' | 'seen' | 'wanted'>;

export class MapModel {
	/** Of the picture itself. */
	readonly size: Signal<MapSize> = signal(kNowhere);
	readonly mode: Signal<RasterMode> = signal('state');
	/** The address that the keyboard is on; null while it is elsewhere. */
	readonly cursor: Signal<number | null> = signal(null);
	readonly view: ReadonlySignal<View | null>;
	readonly grid: ReadonlySignal<Grid | null>;
	/** All that is in use is shown, and will be as the heap grows. */
	readonly following: ReadonlySignal<boolean>;
	readonly extent: ReadonlySignal<Extent | null>;
	readonly raster: ReadonlySignal<Raster | null>;
	readonly region: ReadonlySignal<Region | null>;
	/** The engine is gone: what is shown was seen last. */
	readonly gone: ReadonlySignal<boolean>;
	/** The age, as a power of two of allocations, that nothing is older than; of those that the program made. */
	readonly oldestAge: ReadonlySignal<number>;
	/** What is lit has ended: it is no more where it was. */
	readonly litEnded: ReadonlySignal<boolean>;
	/** The text alternative. */
	readonly description: ReadonlySignal<string>;
	/** What is pointed at; empty while nothing is. */
	readonly readout: ReadonlySignal<string>;
	readonly windowText: ReadonlySignal<string>;

	readonly #snapshots: Looks;
	readonly #selection: SelectionModel;
	readonly #extent: Signal<Extent | null> = signal(null);
	/** Where the reader has gone; null: nowhere yet. */
	readonly #moved: Signal<View | null> = signal(null);
	/** The address under the pointer, or the cursor's. */
	readonly #pointed: Signal<number | null> = signal(null);
	/** What the engine said of it. */
	readonly #card: Signal<ObjectCard | null> = signal(null);
	/** Which of the things lit is lit from here. */
	#own: Spot | null = null;
	/** Select what is pointed at as soon as it is known. */
	#picking = false;

	constructor(snapshots: Looks, selection: SelectionModel) {
		this.#snapshots = snapshots;
		this.#selection = selection;
		this.extent = this.#extent;
		this.gone = snapshots.gone;
		this.following = computed(() => this.#moved.value === null);
		this.raster = lastOf(snapshots.latest, snapshots.seen.map);
		this.region = computed(() => (snapshots.latest.value ? snapshots.seen.region.value : null));
		this.view = computed(() => this.#shown());
		this.grid = computed(() => {
			const view = this.view.value;
			return view && gridOf(view.density, this.size.value);
		});
		this.oldestAge = computed(() => 1 + Math.ceil(Math.log2(1 + (snapshots.latest.value?.stats.madeCount ?? 0))));
		this.litEnded = computed(() => this.#hasEnded(selection.lit.value));
		const seen = computed<Seen>(() => ({
			snapshot: snapshots.latest.value,
			extent: this.#extent.value,
			grid: this.grid.value,
			raster: this.raster.value,
			region: this.region.value,
			lit: selection.lit.value,
			litEnded: this.litEnded.value,
			gone: this.gone.value,
		}));
		this.description = computed(() => describeMap(seen.value));
		this.windowText = computed(() => windowText(seen.value));
		this.readout = computed(() => {
			const address = this.#pointed.value;
			return address === null ? '' : pointText(address, this.#card.value, seen.value);
		});
		effect(() => this.#grow());
		effect(() => this.#want());
		effect(() => this.#heard());
		effect(() => this.#go());
	}

	/** Looks `factor` times as closely; the address at the position stays there. */
	zoom(factor: number, xPx: number, yPx: number): void {
		const view = this.view.value;
		const extent = this.#extent.value;
		if (!view || !extent) return;
		const most = densityFor(wholeBytes(extent.begin, extent.heapEnd), this.size.value);
		const zoomed = zoomAt(view, this.size.value, xPx, yPx, factor, most);
		// What was not seen more closely before the engine went can't be now.
		const least = this.gone.value && this.grid.value?.kind !== 'bytes' ? kLeastDensity : kBytesDensity;
		if (zoomed.density >= least) this.#moved.value = zoomed;
	}

	/** Around the cursor, or else the middle. */
	zoomHere(factor: number): void {
		const { widthPx, heightPx } = this.size.value;
		const [view, grid, cursor] = [this.view.value, this.grid.value, this.cursor.value];
		if (!view || !grid) return;
		if (cursor === null) {
			this.zoom(factor, widthPx / 2, heightPx / 2);
			return;
		}
		const cell = cellOf(view, grid, cursor);
		const [xPx, yPx] = [(cell % grid.columns) * grid.cellWidthPx, Math.floor(cell / grid.columns) * grid.cellHeightPx];
		batch(() => {
			this.zoom(factor, xPx, yPx);
			const after = this.grid.value;
			// The cursor's own address keeps its place, whatever part of a cell it was.
			if (after && this.#moved.value)
				this.#moved.value = { ...this.#moved.value, begin: beginWith(after, cursor, xPx, yPx) };
		});
	}

	/** By cells: positive toward higher addresses. */
	pan(cells: number): void {
		const [view, grid] = [this.view.value, this.grid.value];
		if (view && grid) this.#moved.value = { ...view, begin: view.begin + cells * grid.bytesPerCell };
	}

	showAll(): void {
		this.#moved.value = null;
	}

	/** The pointer is at this position of the picture. */
	point(xPx: number, yPx: number): void {
		const [view, grid] = [this.view.value, this.grid.value];
		const inside = view && grid && cellAt(grid, xPx, yPx) !== null;
		this.#point(inside ? addressAt(view, grid, xPx, yPx) : null);
	}

	leave(): void {
		this.#point(this.cursor.value);
	}

	/** The keyboard comes to the map, or goes. */
	focus(here: boolean): void {
		const view = this.view.value;
		this.cursor.value = here && view ? (this.#pointed.value ?? view.begin) : null;
		this.#point(this.cursor.value);
	}

	/** Moves the cursor; the window follows where it must. */
	moveCursor(columns: number, rows: number): void {
		const [view, grid, bounds] = [this.view.value, this.grid.value, this.#bounds()];
		const cursor = this.cursor.value;
		if (!view || !grid || !bounds || cursor === null) return;
		const step = (columns + rows * grid.columns) * grid.bytesPerCell;
		const last = bounds.end - kGranuleBytes;
		const target = Math.min(last, Math.max(bounds.begin, cursor + step));
		batch(() => {
			this.cursor.value = target;
			const row = Math.floor(cellOf(view, grid, target) / grid.columns);
			const beyond = row < 0 ? row : Math.max(0, row - grid.rows + 1);
			if (beyond !== 0) this.pan(beyond * grid.columns);
			this.#point(target);
		});
	}

	/** Opens the card of what is pointed at, at once or as soon as it is known. */
	pick(): void {
		this.#picking = true;
		this.#heard();
	}

	#point(address: number | null): void {
		if (this.#pointed.value === address) return;
		batch(() => {
			this.#pointed.value = address;
			this.#picking = false;
			// Of another address: it says nothing of this one.
			if (!covers(this.#card.value, address)) this.#card.value = null;
			if (address === null) this.#light(null);
			else if (this.grid.value?.kind !== 'cells') this.#lightBlock(address);
		});
	}

	/** The first and one past the last address that can be looked at. */
	#bounds(): { begin: number; end: number } | null {
		const extent = this.#extent.value;
		const raster = this.raster.value;
		if (!extent) return null;
		if (this.gone.value && raster) return { begin: raster.begin, end: endOf(raster) };
		return { begin: extent.begin, end: extent.begin + wholeBytes(extent.begin, extent.heapEnd) };
	}

	#shown(): View | null {
		const extent = this.#extent.value;
		const bounds = this.#bounds();
		if (!extent || !bounds) return null;
		const all = { begin: extent.begin, density: densityFor(extent.shownBytes, this.size.value) };
		const view = this.#moved.value ?? all;
		const grid = gridOf(view.density, this.size.value);
		return grid && within(view, grid, bounds.begin, bounds.end);
	}

	#grow(): void {
		const snapshot = this.#snapshots.latest.value;
		untracked(() => {
			if (snapshot) {
				this.#extent.value = nextExtent(this.#extent.value, snapshot, this.raster.value);
				return;
			}
			batch(() => {
				this.#extent.value = null;
				this.#moved.value = null;
				this.#point(null);
				this.cursor.value = null;
			});
		});
	}

	#want(): void {
		const { map, region, under } = this.#snapshots.wanted;
		const [view, grid] = [this.view.value, this.grid.value];
		const line = this.#selection.hoveredLine.value || this.#selection.line.value;
		const born = this.#selection.range.value;
		const filter = { ...(line > 0 && { line }), ...(born && { born }) };
		const address = this.#pointed.value;
		batch(() => {
			want(under, address === null ? null : { address, serial: 0 });
			if (!view || !grid) {
				want(map, null);
				want(region, null);
				return;
			}
			want(map, {
				begin: view.begin,
				bytesPerCell: grid.bytesPerCell,
				cells: grid.columns * grid.rows,
				mode: this.mode.value,
				...((line > 0 || born) && { filter }),
			});
			want(region, grid.kind === 'cells' ? null : { begin: view.begin, sizeBytes: grid.sizeBytes });
		});
	}

	/** Goes where another view asks to. */
	#go(): void {
		const spot = this.#selection.reveal.value;
		if (!spot) return;
		untracked(() => this.#show(spot));
		this.#selection.reveal.value = null;
	}

	/** Shows the object and its neighbours. */
	#show({ address, sizeBytes }: Pick<Spot, 'address' | 'sizeBytes'>): void {
		const density = densityFor(Math.max(sizeBytes, kGranuleBytes) * kRevealTimes, this.size.value);
		const grid = gridOf(density, this.size.value);
		if (!grid) return;
		const { widthPx, heightPx } = this.size.value;
		this.#moved.value = { density, begin: beginWith(grid, address, widthPx / 3, heightPx / 2) };
	}

	/** As far as it is known: by its row, or because the engine knows nothing of it any more. */
	#hasEnded(spot: Spot | null): boolean {
		if (!spot || spot.serial === 0) return false;
		const card = this.#snapshots.seen.object.value;
		const row = this.#snapshots.latest.value?.rows.find(({ serial }) => serial === spot.serial) ?? card?.row;
		if (row?.serial === spot.serial) return !Number.isNaN(row.endedMs);
		const isAsked = this.#snapshots.wanted.object.value?.serial === spot.serial;
		return isAsked && card?.story.found === 'nothing';
	}

	/** What the engine says of the address pointed at. */
	#heard(): void {
		const card = this.#snapshots.seen.under.value;
		untracked(() => {
			const address = this.#pointed.value;
			if (address === null || !card) {
				if (this.#picking && this.gone.value) this.#lightBlock(address ?? 0);
				this.#pickOwn();
				return;
			}
			const there = covers(card, address);
			this.#card.value = there ? card : null;
			if (there) this.#light(spotOf(card, this.region.value));
			else if (!blockAt(this.region.value, address)) this.#light(null);
			this.#pickOwn();
		});
	}

	#lightBlock(address: number): void {
		const block = blockAt(this.region.value, address);
		if (!block || block.serial === 0 || block.state === 'quarantined') {
			this.#light(null);
			return;
		}
		if (block.serial === this.#own?.serial) return;
		const { serial, sizeBytes, className, line } = block;
		this.#light({ serial, address: block.address, sizeBytes, className, line, ...kUnknownTimes });
	}

	#light(spot: Spot | null): void {
		const { hovered } = this.#selection;
		if (spot ? same(spot, this.#own) && hovered.value === this.#own : this.#own === null) return;
		if (spot) hovered.value = spot;
		else if (hovered.value === this.#own) hovered.value = null;
		this.#own = spot;
	}

	#pickOwn(): void {
		if (!this.#picking || !this.#own) return;
		this.#picking = false;
		this.#selection.selected.value = this.#own;
	}
}

/** What was seen last in this run: a picture is not given up before the next one is there. */
function lastOf<T>(latest: ReadonlySignal<unknown>, seen: ReadonlySignal<T | null>): ReadonlySignal<T | null> {
	let last: T | null = null;
	return computed(() => {
		last = latest.value === null ? null : (seen.value ?? last);
		return last;
	});
}

/** Asks for it, but not again for what is asked for already: a change brings a look before its time. */
function want<T>(wanted: Signal<T | null>, request: T | null): void {
	if (JSON.stringify(wanted.peek()) !== JSON.stringify(request)) wanted.value = request;
}

const kUnknownTimes = { bornMs: Number.NaN, usedMs: Number.NaN, clearedMs: Number.NaN, endedMs: Number.NaN };

/** Whether the card is about what lies at the address. */
function covers(card: ObjectCard | null, address: number | null): boolean {
	if (!card || address === null || card.story.found === 'nothing') return false;
	const { row, story } = card;
	if (story.address + story.offset === address) return true;
	const begin = (row ?? story).address - kGranuleBytes;
	return address >= begin && address < begin + (row?.sizeBytes ?? 2 * kGranuleBytes);
}

function spotOf({ row, story }: ObjectCard, region: Region | null): Spot | null {
	if (row) return row;
	if (story.serial === 0 || story.found === 'quarantined' || story.found === 'history') return null;
	const { serial, address, className, line, bornMs, endedMs } = story;
	const sizeBytes = blockAt(region, address)?.sizeBytes ?? 0;
	return { serial, address, sizeBytes, className, line, ...kUnknownTimes, bornMs, endedMs };
}

/** Nothing that a view shows of it is different. */
function same(a: Spot, b: Spot | null): boolean {
	const keys = ['serial', 'address', 'sizeBytes', 'line', 'bornMs', 'clearedMs', 'endedMs'] as const;
	return b !== null && keys.every((key) => Object.is(a[key], b[key]));
}
