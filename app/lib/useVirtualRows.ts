// Which rows of a long list of equal rows are on the screen: @tanstack/virtual-core as a Preact hook.
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

export interface VirtualRowsOptions {
	scroller: { readonly current: HTMLElement | null };
	rowCount: number;
	rowHeightPx: number;
	/** Height of the sticky header at the top of the scroller. */
	headerHeightPx: number;
}

export interface VirtualRows {
	/** Rows to render, in order: those on the screen and a few beside them. */
	rows: { index: number; startPx: number }[];
	firstVisible: number;
	scrollTo(index: number): void;
}

const kOverscan = 8;

export function useVirtualRows(options: VirtualRowsOptions): VirtualRows {
	const { scroller, rowCount, rowHeightPx, headerHeightPx } = options;
	const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
	const held = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null);
	const settings = {
		// The library's work for a new count grows with the count: steps by powers of two keep it rare.
		count: rowCount === 0 ? 0 : 2 ** Math.ceil(Math.log2(rowCount)),
		getScrollElement: () => scroller.current,
		estimateSize: () => rowHeightPx,
		paddingStart: headerHeightPx,
		scrollPaddingStart: headerHeightPx,
		overscan: kOverscan,
		scrollToFn: elementScroll<HTMLElement>,
		observeElementRect: observeElementRect<HTMLElement>,
		observeElementOffset: observeElementOffset<HTMLElement>,
		onChange: () => redraw(),
	};
	held.current ??= new Virtualizer(settings);
	const virtualizer = held.current;
	virtualizer.setOptions(settings);
	useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
	useLayoutEffect(() => virtualizer._willUpdate());

	const items = virtualizer.getVirtualItems().filter((item) => item.index < rowCount);
	return {
		rows: items.map((item) => ({ index: item.index, startPx: item.start - headerHeightPx })),
		firstVisible: virtualizer.range?.startIndex ?? 0,
		scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
	};
}
