// Shows which of several views is open, and opens another: by a click, or by the arrow keys, Home and End.

interface TabsProps<Name extends string> {
	/** Accessible name of the list. */
	label: string;
	/** Their names in their order, each with what is written on its tab. */
	tabs: readonly (readonly [name: Name, title: string])[];
	shown: Name;
	class: string;
	onShow(name: Name): void;
}

/** Ids of a tab and of its panel; no two views of the page have the same name. */
export const tabId = (name: string) => `tab-${name}`;
export const tabPanelId = (name: string) => `view-${name}`;

export function Tabs<Name extends string>({ label, tabs, shown, onShow, ...rest }: TabsProps<Name>) {
	const press = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
		const at = tabs.findIndex(([name]) => name === shown);
		const count = tabs.length;
		const target = new Map([
			['ArrowRight', (at + 1) % count],
			['ArrowLeft', (at + count - 1) % count],
			['Home', 0],
			['End', count - 1],
		]).get(event.key);
		const [name] = tabs[target ?? -1] ?? [];
		if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
		event.preventDefault();
		onShow(name);
		event.currentTarget.querySelector<HTMLElement>(`#${tabId(name)}`)?.focus();
	};
	return (
		<div role="tablist" class={rest.class} aria-label={label} onKeyDown={press}>
			{tabs.map(([name, title]) => (
				<button
					key={name}
					type="button"
					role="tab"
					id={tabId(name)}
					data-name={name}
					aria-selected={name === shown}
					aria-controls={tabPanelId(name)}
					tabIndex={name === shown ? 0 : -1}
					onClick={() => onShow(name)}
				>
					{title}
				</button>
			))}
		</div>
	);
}
