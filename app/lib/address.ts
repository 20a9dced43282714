// The page's own address behind an interface, so that tests decide what it holds: only its fragment is read or changed.

export interface Address {
	/** Without `#`; empty if there is none. */
	fragment(): string;
	/** Puts it into the address, with no entry in the history and no `changed`; false where the browser refuses. */
	replace(fragment: string): boolean;
	/** The whole address of this page with that fragment, for others: without what was asked of this visit alone. */
	link(fragment: string): string;
	/** Another fragment was put in by hand, by a link or by going back. */
	changed(callback: () => void): void;
}

export const pageAddress: Address = {
	fragment: () => location.hash.slice(1),
	replace(fragment) {
		try {
			history.replaceState(null, '', fragment === '' ? location.pathname + location.search : `#${fragment}`);
			return true;
		} catch {
			// Longer than the browser takes, or a document without an address of its own.
			return false;
		}
	},
	link: (fragment) => `${location.origin}${location.pathname}#${fragment}`,
	changed: (callback) => addEventListener('hashchange', callback),
};
