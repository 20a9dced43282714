// A component that is no part of the shell: null until its chunk is there; one that cannot be loaded is told.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Loads the component; keeps it, so that it is there at once when its place is shown again. */
export interface Chunk<P> {
	(): Promise<ComponentType<P>>;
	loaded?: ComponentType<P>;
}

/** `load` must be the same function each time. */
export function useChunk<P>(load: Chunk<P>, failed?: () => void): ComponentType<P> | null {
	const [component, setComponent] = useState<ComponentType<P> | null>(() => load.loaded ?? null);
	useEffect(() => {
		let gone = false;
		load().then(
			(loaded) => {
				load.loaded = loaded;
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
