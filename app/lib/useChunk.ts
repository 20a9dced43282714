// A component that is no part of the shell: null until its chunk is there; one that cannot be loaded is told.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** `load` must be the same function each time. */
export function useChunk<P>(load: () => Promise<ComponentType<P>>, failed?: () => void): ComponentType<P> | null {
	const [component, setComponent] = useState<ComponentType<P> | null>(null);
	useEffect(() => {
		let gone = false;
		load().then(
			(loaded) => {
				if (!gone) setComponent(() => loaded);
			},
			() => {
				if (!gone) failed?.();
			},
		);
		return () => {
			gone = true;
		};
	}, [load]);
	return component;
}
