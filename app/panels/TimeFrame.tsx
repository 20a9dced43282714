// Frames a view over time: the axis, the moment pointed at, the marked range, the moments of the lit object. Pointing,
// dragging and keys are the same in each view. It draws nothing of the run itself.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatMs } from '../lib/format.ts';
import { formatTick, timeTicks } from '../lib/timeTicks.ts';
import { momentsOf } from '../models/lifeText.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';
import type { TimeModel } from '../models/TimeModel.ts';
import { kAxisPx, kBandPx, kPlotLeftPx, kPlotRightPx, kTickRoomPx } from './timePlot.ts';

/** For the stylesheet: the same measures as the painters'. */
const sizes = {
	'--plot-left': `${kPlotLeftPx}px`,
	'--plot-right': `${kPlotRightPx}px`,
	'--axis': `${kAxisPx}px`,
	'--band': `${kBandPx}px`,
};

interface TimeFrameProps {
	time: TimeModel;
	selection: SelectionModel;
	/** What is at the cursor, for those who hear it. */
	readout: string;
	children: ComponentChildren;
}

export function TimeFrame({ time, selection, readout, children }: TimeFrameProps) {
	const frame = useRef<HTMLDivElement>(null);
	const slider = useRef<HTMLDivElement>(null);
	const dragged = useRef(false);
	usePlotWidth(frame, time);
	const widthPx = time.widthPx.value;
	const spanMs = time.spanMs.value;

	const place = ({ clientX }: MouseEvent) => {
		const at = clientX - (frame.current?.getBoundingClientRect().left ?? 0) - kPlotLeftPx;
		return { within: at >= 0 && at <= widthPx, timeMs: (Math.min(widthPx, Math.max(0, at)) / widthPx) * spanMs };
	};
	const onPointerDown = (event: PointerEvent) => {
		dragged.current = false;
		const { within, timeMs } = place(event);
		if (!within || event.button !== 0) return;
		time.press(timeMs, event.clientX);
	};
	const onMouseDown = (event: MouseEvent) => {
		if (laneAt(event) || !place(event).within) return;
		// What is pressed here cannot have the focus itself; that which has the keys for it gets it.
		event.preventDefault();
		slider.current?.focus({ preventScroll: true });
	};
	const onPointerMove = (event: PointerEvent & { currentTarget: HTMLElement }) => {
		const { within, timeMs } = place(event);
		if (time.moveTo(timeMs, event.clientX)) event.currentTarget.setPointerCapture(event.pointerId);
		else if (!within) time.cursorMs.value = null;
	};
	const onPointerUp = (event: PointerEvent) => {
		dragged.current = time.release();
		// Escape is the frame's, as long as anything in it has the focus
		if (dragged.current) slider.current?.focus({ preventScroll: true });
		else if (place(event).within && !laneAt(event)) time.clearRange();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const steps = new Map([
			['ArrowLeft', -1],
			['ArrowRight', 1],
			...(event.target === slider.current ? sliderKeys : []),
		]).get(event.key);
		if (steps !== undefined) time.step(steps, event.shiftKey);
		else if (event.key === 'Escape' && selection.range.value) time.clearRange();
		else return;
		event.preventDefault();
	};

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the slider and the list inside
		<div
			ref={frame}
			class="time-frame"
			style={sizes}
			onPointerDown={onPointerDown}
			onMouseDown={onMouseDown}
			onPointerMove={onPointerMove}
			onPointerUp={onPointerUp}
			onPointerCancel={() => time.release()}
			onPointerLeave={() => {
				time.cursorMs.value = null;
			}}
			onClickCapture={(event) => {
				if (dragged.current) event.stopPropagation();
			}}
			onKeyDown={onKeyDown}
		>
			{children}
			<div
				ref={slider}
				class="time-cursor"
				role="slider"
				tabIndex={0}
				aria-label="Time cursor"
				aria-valuemin={0}
				aria-valuemax={Math.round(spanMs)}
				aria-valuenow={Math.round(time.cursorMs.value ?? spanMs)}
				aria-valuetext={readout || formatMs(time.cursorMs.value ?? spanMs)}
				onBlur={() => {
					time.cursorMs.value = null;
				}}
			>
				<Overlay time={time} selection={selection} />
			</div>
			<Axis time={time} />
		</div>
	);
}

/** Steps of the keys that the lanes use for themselves. */
const sliderKeys: [string, number][] = [
	['PageDown', -10],
	['PageUp', 10],
	['Home', Number.NEGATIVE_INFINITY],
	['End', Number.POSITIVE_INFINITY],
];

const laneAt = ({ target }: Event) => target instanceof Element && target.closest('[role="option"]') !== null;

function Overlay({ time, selection }: Pick<TimeFrameProps, 'time' | 'selection'>) {
	const spanMs = time.spanMs.value;
	const at = (timeMs: number) => `${(100 * Math.min(timeMs, spanMs)) / spanMs}%`;
	const range = selection.range.value;
	const cursorMs = time.cursorMs.value;
	return (
		<>
			{range && <span class="time-range" style={{ left: at(range.fromMs), right: `calc(100% - ${at(range.toMs)})` }} />}
			{cursorMs !== null && <span class="time-now" style={{ left: at(cursorMs) }} />}
		</>
	);
}

function Axis({ time }: { time: TimeModel }) {
	const spanMs = time.spanMs.value;
	const lit = time.lit.value;
	const moments = lit ? momentsOf(lit) : [];
	const at = (timeMs: number) => ({ left: `${(100 * Math.min(timeMs, spanMs)) / spanMs}%` });
	const roomMs = kTickRoomPx * time.msPerPx.value;
	const free = (timeMs: number) => moments.every((moment) => Math.abs(moment.timeMs - timeMs) > roomMs);
	return (
		<div class="time-axis figure" aria-hidden="true">
			{timeTicks(spanMs, time.widthPx.value)
				.filter(free)
				.map((timeMs) => (
					<span key={timeMs} class="time-tick" style={at(timeMs)}>
						{formatTick(timeMs)}
					</span>
				))}
			{moments.map(({ timeMs, what, sign }) => (
				<span key={what} class="time-moment" data-state={what} style={at(timeMs)}>
					{sign}
				</span>
			))}
		</div>
	);
}

function usePlotWidth(frame: { readonly current: HTMLElement | null }, time: TimeModel): void {
	useLayoutEffect(() => {
		const resized = new ResizeObserver(([entry]) => {
			time.widthPx.value = Math.max(1, (entry?.contentRect.width ?? 0) - kPlotLeftPx - kPlotRightPx);
		});
		if (frame.current) resized.observe(frame.current);
		return () => resized.disconnect();
	}, [frame, time]);
}
