// Pointer, wheel, pinch and keys over the heap map, as calls of its model.
import type { MapModel } from '../models/MapModel.ts';
import { kScalePx } from './mapPainter.ts';

/** A press that moves no farther than this is a click. */
const kClickPx = 4;
/** Wheel travel that looks twice as closely, and what a line and a page of it are worth. */
const kWheelPx = 100;
const kLinePx = 33;
const kKeyFactor = 4;

interface Point {
	xPx: number;
	yPx: number;
}

/** Listens until the function that it gives is called. */
export function listen(frame: HTMLElement, model: MapModel): () => void {
	const ended = new AbortController();
	const { signal } = ended;
	const down = new Map<number, Point>();
	/** How far the pointer has gone since it was pressed, and what of it is less than a cell. */
	let travelPx = 0;
	let rest: Point = { xPx: 0, yPx: 0 };

	const place = (event: MouseEvent): Point => {
		const box = frame.getBoundingClientRect();
		const xPx = event.clientX - box.left - kScalePx;
		// Beside the bytes there is no scale.
		return { xPx: model.grid.value?.kind === 'bytes' ? Math.max(0, xPx) : xPx, yPx: event.clientY - box.top };
	};
	const panBy = (dxPx: number, dyPx: number) => {
		const grid = model.grid.value;
		if (!grid) return;
		rest = { xPx: rest.xPx + (grid.columns > 1 ? dxPx : 0), yPx: rest.yPx + dyPx };
		const columns = Math.trunc(rest.xPx / grid.cellWidthPx);
		const rows = Math.trunc(rest.yPx / grid.cellHeightPx);
		rest = { xPx: rest.xPx - columns * grid.cellWidthPx, yPx: rest.yPx - rows * grid.cellHeightPx };
		if (columns !== 0 || rows !== 0) model.pan(-(columns + rows * grid.columns));
	};
	const spread = () => {
		const [a, b] = [...down.values()];
		return a && b ? { px: Math.hypot(a.xPx - b.xPx, a.yPx - b.yPx), middle: between(a, b) } : null;
	};

	frame.addEventListener(
		'pointerdown',
		(event) => {
			if (event.button !== 0) return;
			frame.setPointerCapture(event.pointerId);
			down.set(event.pointerId, place(event));
			travelPx = 0;
			rest = { xPx: 0, yPx: 0 };
			model.cursor.value = null;
		},
		{ signal },
	);
	frame.addEventListener(
		'pointermove',
		(event) => {
			const at = place(event);
			const from = down.get(event.pointerId);
			if (!from) {
				model.point(at.xPx, at.yPx);
				return;
			}
			const before = spread();
			down.set(event.pointerId, at);
			const after = spread();
			travelPx += Math.hypot(at.xPx - from.xPx, at.yPx - from.yPx);
			if (before && after && before.px > 0) model.zoom((after.px / before.px) ** 2, after.middle.xPx, after.middle.yPx);
			else if (travelPx > kClickPx) panBy(at.xPx - from.xPx, at.yPx - from.yPx);
		},
		{ signal },
	);
	const lift = (event: PointerEvent) => {
		const at = place(event);
		if (!down.delete(event.pointerId) || event.type !== 'pointerup' || travelPx > kClickPx) return;
		model.point(at.xPx, at.yPx);
		model.pick();
	};
	frame.addEventListener('pointerup', lift, { signal });
	frame.addEventListener('pointercancel', lift, { signal });
	frame.addEventListener('pointerleave', () => model.leave(), { signal });
	frame.addEventListener(
		'wheel',
		(event) => {
			const scrolls = document.documentElement.scrollHeight > window.innerHeight;
			// Where the page itself scrolls, the wheel is the page's.
			if (scrolls && !event.ctrlKey) return;
			event.preventDefault();
			const travel = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : kLinePx);
			const at = place(event);
			if (event.shiftKey || event.deltaX !== 0) panBy(0, -(event.shiftKey ? travel || event.deltaX : event.deltaX));
			else model.zoom(2 ** (-travel / kWheelPx), at.xPx, at.yPx);
			model.point(at.xPx, at.yPx);
		},
		{ signal, passive: false },
	);
	frame.addEventListener('keydown', (event) => pressed(event, model), { signal });
	frame.addEventListener('focus', () => frame.matches(':focus-visible') && model.focus(true), { signal });
	frame.addEventListener('blur', () => model.focus(false), { signal });
	return () => ended.abort();
}

function pressed(event: KeyboardEvent, model: MapModel): void {
	if (event.ctrlKey || event.metaKey || event.altKey) return;
	const page = model.grid.value?.rows ?? 1;
	const acts: Record<string, () => void> = {
		ArrowLeft: () => model.moveCursor(-1, 0),
		ArrowRight: () => model.moveCursor(1, 0),
		ArrowUp: () => model.moveCursor(0, -1),
		ArrowDown: () => model.moveCursor(0, 1),
		PageUp: () => model.moveCursor(0, -page),
		PageDown: () => model.moveCursor(0, page),
		'+': () => model.zoomHere(kKeyFactor),
		'=': () => model.zoomHere(kKeyFactor),
		'-': () => model.zoomHere(1 / kKeyFactor),
		'0': () => model.showAll(),
		Home: () => model.showAll(),
		Enter: () => model.pick(),
		' ': () => model.pick(),
	};
	const act = acts[event.key];
	if (!act) return;
	event.preventDefault();
	if (model.cursor.value === null) model.focus(true);
	act();
}

const between = (a: Point, b: Point): Point => ({ xPx: (a.xPx + b.xPx) / 2, yPx: (a.yPx + b.yPx) / 2 });
