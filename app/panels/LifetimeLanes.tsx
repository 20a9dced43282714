// Shows one lane for each object or line, in a list that the keyboard can walk; the lives are painted beneath the names.
// Only the lanes on the screen exist.
import { effect, useComputed, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { countOf, formatShort } from '../lib/countText.ts';
import type { Lanes, LineCounts } from '../models/LifetimesModel.ts';
import { lifeText, lineName, lineText } from '../models/lifeText.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';
import { lookOf } from '../models/states.ts';
import { marksText } from '../models/timeText.ts';
import type { LifetimesPanelProps } from './LifetimesPanel.tsx';
import { LanePainter } from './lanePainter.ts';
import { kLanePx, kTallestLanePx } from './timePlot.ts';

/** Lanes that are rendered beside those on the screen, at each end. */
const kBeside = 4;

export function LifetimeLanes({ snapshots, selection, time, lifetimes, theme }: LifetimesPanelProps) {
	const scroller = useRef<HTMLDivElement>(null);
	const canvas = useRef<HTMLCanvasElement>(null);
	const painter = useRef<LanePainter | null>(null);
	const view = useSignal({ topPx: 0, heightPx: 0 });
	const lanePx = useComputed(() => lanePxOf(lifetimes.lanes.value, view.value.heightPx));
	const lanes = lifetimes.lanes.value;
	const laneCount = lifetimes.laneCount.value;
	const focused = Math.min(lifetimes.focusedLane.value, laneCount - 1);
	const { history } = snapshots;

	useLayoutEffect(() => {
		const { current: box } = scroller;
		const { current: surface } = canvas;
		if (!box || !surface) return;
		const paint = new LanePainter(surface, history);
		painter.current = paint;
		const measure = () => {
			view.value = { topPx: box.scrollTop, heightPx: box.clientHeight };
		};
		const resized = new ResizeObserver(() => {
			measure();
			paint.resize();
		});
		resized.observe(surface);
		const stop = effect(() => {
			time.drawn.value;
			const nowMs = snapshots.latest.peek()?.stats.nowMs ?? 0;
			paint.show({ lanes: lifetimes.lanes.value, spanMs: time.spanMs.peek(), nowMs, lanePx: lanePx.value });
		});
		return () => {
			stop();
			resized.disconnect();
			paint.destroy();
		};
	}, [history, lanePx, lifetimes, snapshots, time, view]);

	useEffect(() => painter.current?.recolour(), [theme]);

	const reveal = (index: number) => {
		const { current: box } = scroller;
		if (!box) return;
		const least = (index + 1) * lanePx.value - box.clientHeight;
		box.scrollTop = Math.min(index * lanePx.value, Math.max(least, box.scrollTop));
	};
	const scrolled = ({ currentTarget }: { currentTarget: HTMLElement }) => {
		view.value = { topPx: currentTarget.scrollTop, heightPx: currentTarget.clientHeight };
		painter.current?.scrollTo(currentTarget.scrollTop);
	};
	const press = (event: KeyboardEvent) => {
		const page = Math.max(1, Math.floor(view.value.heightPx / lanePx.value) - 1);
		const target = new Map([
			['ArrowDown', focused + 1],
			['ArrowUp', focused - 1],
			['PageDown', focused + page],
			['PageUp', focused - page],
			['Home', 0],
			['End', laneCount - 1],
		]).get(event.key);
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.key === 'Enter' || event.key === ' ') lifetimes.pick(focused);
		else if (target === undefined) return;
		else {
			const index = Math.max(0, Math.min(laneCount - 1, target));
			lifetimes.focusedLane.value = index;
			lifetimes.point(index);
			reveal(index);
		}
		event.preventDefault();
	};

	// What is picked elsewhere comes into view here; what is only pointed at does not make the lanes jump
	const picked = lanes.kind === 'objects' ? selection.selected.value?.serial : undefined;
	useEffect(() => {
		if (lanes.kind !== 'objects' || picked === undefined) return;
		const index = lanes.objects.findIndex(({ serial }) => serial === picked);
		if (index >= 0) reveal(index);
	}, [picked]);

	const first = Math.max(0, Math.floor(view.value.topPx / lanePx.value) - kBeside);
	const last = Math.min(laneCount, Math.ceil((view.value.topPx + view.value.heightPx) / lanePx.value) + kBeside);
	const indices = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
	return (
		<div class="lanes">
			<p class="lanes-heading" aria-hidden="true">
				<span>collector</span>
				<span>{lanes.kind === 'lines' ? 'live of made' : 'state'}</span>
			</p>
			<div class="lanes-scroller" ref={scroller} onScroll={scrolled}>
				<div
					role="listbox"
					class="lanes-list"
					aria-label="Lifetimes"
					aria-describedby="lanes-summary"
					aria-activedescendant={indices.includes(focused) ? `lane-${focused}` : undefined}
					tabIndex={0}
					style={{ height: `${laneCount * lanePx.value}px`, '--lane': `${lanePx.value}px` }}
					onKeyDown={press}
					onPointerLeave={() => lifetimes.point(-1)}
					onBlur={() => lifetimes.point(-1)}
				>
					{indices.map((index) => (
						<Lane
							key={index}
							lanes={lanes}
							index={index}
							count={laneCount}
							focused={index === focused}
							lanePx={lanePx.value}
							selection={selection}
							onPoint={() => lifetimes.point(index)}
							onPick={() => lifetimes.pick(index)}
						/>
					))}
				</div>
				{lanes.kind === 'lines' && lanes.more > 0 && (
					<p class="lanes-more">
						and {lanes.orMore ? 'at least ' : ''}
						{countOf(lanes.more, 'more line')} that made as many objects or fewer
					</p>
				)}
			</div>
			<canvas ref={canvas} class="lanes-canvas" />
			<p id="lanes-summary" class="hidden">
				{lanes.kind === 'lines' ? `${countOf(laneCount, 'line')} that made objects` : countOf(laneCount, 'object')};{' '}
				{marksText(history.sweeps, history.collections, history.requests)}
			</p>
		</div>
	);
}

/** Few lines share the height, since a strip shows more the higher it is; objects' bars do not. */
function lanePxOf(lanes: Lanes, heightPx: number): number {
	if (lanes.kind === 'objects') return kLanePx;
	return Math.max(kLanePx, Math.min(kTallestLanePx, Math.floor(heightPx / lanes.lines.length)));
}

interface LaneProps {
	lanes: Lanes;
	index: number;
	count: number;
	focused: boolean;
	lanePx: number;
	selection: SelectionModel;
	onPoint(): void;
	onPick(): void;
}

function Lane({ lanes, index, count, focused, lanePx, selection, onPoint, onPick }: LaneProps) {
	const row = lanes.kind === 'objects' ? lanes.objects[index] : undefined;
	const line = lanes.kind === 'lines' ? lanes.lines[index] : undefined;
	const lit = row ? selection.lit.value?.serial === row.serial : line && selection.litLine.value === line.line;
	const picked = row ? selection.selected.value?.serial === row.serial : selection.line.value === line?.line;
	// By the stylesheet, for it is no part of the lane's name, which says the same in full
	const end = row ? `${lookOf(row.state).sign}\u2002${row.state}` : line && liveOf(line);
	return (
		// biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its lane by aria-activedescendant
		// biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
		<div
			role="option"
			id={`lane-${index}`}
			class={`lane${lit ? ' lit' : ''}${focused ? ' focused' : ''}`}
			aria-selected={picked}
			aria-label={row ? lifeText(row) : line && lineText(line)}
			aria-posinset={index + 1}
			aria-setsize={count}
			style={{ transform: `translateY(${index * lanePx}px)` }}
			onPointerEnter={({ buttons }) => {
				if (buttons === 0) onPoint();
			}}
			onClick={onPick}
		>
			<span class="lane-name">{row ? `#${row.serial} ${row.className}` : line && lineName(line.line)}</span>
			<span class="lane-end figure" data-state={row?.state} data-says={end} />
		</div>
	);
}

const liveOf = ({ live, made }: LineCounts) => `${formatShort(live)} of ${formatShort(made)}`;
