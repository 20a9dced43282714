// Stands in the place of a pane that is no part of the shell, with its frame, until its chunk is there; and says so if
// it never will be.
import { useState } from 'preact/hooks';
import { type Chunk, useChunk } from '../lib/useChunk.ts';

interface LaterPaneProps<P> {
	/** The same function each time. */
	load: Chunk<P>;
	/** The pane's class, which gives it its place. */
	look: string;
	name: string;
	/** What the pane is given. */
	given: P;
}

export function LaterPane<P extends object>({ load, look, name, given }: LaterPaneProps<P>) {
	const [failed, setFailed] = useState(false);
	const Pane = useChunk(load, () => setFailed(true));
	if (Pane) return <Pane {...given} />;
	return (
		<section class={`pane ${look}`} aria-label={name}>
			<div class="pane-head" />
			{failed && <p class="empty">This part of the page could not be loaded. Is the network there?</p>}
		</section>
	);
}
