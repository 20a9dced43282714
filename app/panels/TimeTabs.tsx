// Shows which of the views over time is open, and opens the other: by a click, or by the arrow keys.
import type { TimeView } from '../models/LayoutModel.ts';
import { timeViews } from '../models/LayoutModel.ts';

interface TimeTabsProps {
	view: TimeView;
	onShow(view: TimeView): void;
}

export const tabId = (view: TimeView) => `time-tab-${view}`;
export const tabPanelId = (view: TimeView) => `time-view-${view}`;

export function TimeTabs({ view, onShow }: TimeTabsProps) {
	const press = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
		const at = timeViews.indexOf(view);
		const count = timeViews.length;
		const target = new Map([
			['ArrowRight', (at + 1) % count],
			['ArrowLeft', (at + count - 1) % count],
			['Home', 0],
			['End', count - 1],
		]).get(event.key);
		const name = timeViews[target ?? -1];
		if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
		event.preventDefault();
		onShow(name);
		event.currentTarget.querySelector<HTMLElement>(`#${tabId(name)}`)?.focus();
	};
	return (
		<div role="tablist" class="segments" aria-label="Over time" onKeyDown={press}>
			{timeViews.map((name) => (
				<button
					key={name}
					type="button"
					role="tab"
					id={tabId(name)}
					aria-selected={name === view}
					aria-controls={tabPanelId(name)}
					tabIndex={name === view ? 0 : -1}
					onClick={() => onShow(name)}
				>
					{name === 'timeline' ? 'Timeline' : 'Lifetimes'}
				</button>
			))}
		</div>
	);
}
