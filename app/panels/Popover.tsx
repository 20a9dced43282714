// A button of the bar with a small panel below it, which closes by Escape and by a click elsewhere. Never takes the
// rest of the page away.
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

interface PopoverProps {
	id: string;
	/** Accessible name of the button and of its panel. */
	name: string;
	title: string;
	face: ComponentChildren;
	class?: string;
	onOpen?(): void;
	children: ComponentChildren;
}

/** Between the panel, its button and the edges of the page, CSS pixels. */
const kGapPx = 4;

export function Popover({ id, name, title, face, onOpen, children, ...rest }: PopoverProps) {
	const anchor = useRef<HTMLButtonElement>(null);
	const panel = useRef<HTMLDivElement>(null);
	return (
		<>
			<button
				ref={anchor}
				type="button"
				class={rest.class}
				aria-label={name}
				aria-haspopup="dialog"
				title={title}
				popovertarget={id}
			>
				{face}
			</button>
			<div
				ref={panel}
				id={id}
				class="popover"
				popover="auto"
				role="dialog"
				aria-label={name}
				onBeforeToggle={({ newState }) => {
					if (newState !== 'open' || !anchor.current || !panel.current) return;
					place(panel.current, anchor.current.getBoundingClientRect());
					onOpen?.();
				}}
			>
				{children}
			</div>
		</>
	);
}

/** Where there is more room: below the button or above it, towards one side or the other. */
function place({ style }: HTMLElement, { left, right, top, bottom }: DOMRect): void {
	const { clientWidth, clientHeight } = document.documentElement;
	const leftHalf = left + right < clientWidth;
	const upperHalf = top + bottom < clientHeight;
	style.top = upperHalf ? `${bottom + kGapPx}px` : 'auto';
	style.bottom = upperHalf ? 'auto' : `${clientHeight - top + kGapPx}px`;
	style.maxHeight = `${(upperHalf ? clientHeight - bottom : top) - 2 * kGapPx}px`;
	style.left = leftHalf ? `${Math.max(kGapPx, left)}px` : 'auto';
	style.right = leftHalf ? 'auto' : `${Math.max(kGapPx, clientWidth - right)}px`;
}
