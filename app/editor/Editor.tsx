// Shows the program: a plain text area at first, Monaco once it has loaded. Never runs or reads the program itself.
import { useEffect, useRef, useState } from 'preact/hooks';
import { isApple } from '../lib/keyText.ts';
import './editor.css';
import type { EditorModel } from './EditorModel.ts';
import { LineGutter } from './LineGutter.tsx';
import { PlainEditor } from './PlainEditor.tsx';
import { upgrade } from './upgrade.ts';

type Phase = 'plain' | 'monaco' | 'failed';

export function Editor({ model }: { model: EditorModel }) {
	const root = useRef<HTMLDivElement>(null);
	const host = useRef<HTMLDivElement>(null);
	const [phase, setPhase] = useState<Phase>('plain');
	const [hint, setHint] = useState(false);

	useEffect(() => {
		if (!root.current || !host.current) return;
		return upgrade(root.current, host.current, model, (loaded) => setPhase(loaded ? 'monaco' : 'failed'));
	}, [model]);

	useEffect(() => listen(root.current, model, setHint), [model]);

	return (
		<div class="editor" ref={root}>
			<LineGutter model={model} />
			{phase !== 'monaco' && <PlainEditor model={model} />}
			<div class="editor-monaco" ref={host} hidden={phase !== 'monaco'} />
			{phase === 'failed' && (
				<p class="editor-note">The full editor could not be loaded; this plain one does it all the same.</p>
			)}
			<p class="editor-note" role="status" hidden={!hint || phase !== 'monaco'}>
				Tab indents here. {isApple() ? 'Control+Shift+M' : 'Ctrl+M'} lets it leave the editor.
			</p>
		</div>
	);
}

/** Runs the program, and tells when to say how the Tab key can leave: after it has led into the editor. */
function listen(root: HTMLElement | null, model: EditorModel, setHint: (shown: boolean) => void): () => void {
	const listening = new AbortController();
	const { signal } = listening;
	// Caught on the way down, so that both editors act alike and nobody above runs the program a second time.
	const onKeyDown = (event: KeyboardEvent) => {
		setHint(false);
		if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
		event.stopPropagation();
		if (!event.repeat) model.onRun();
	};
	root?.addEventListener('keydown', onKeyDown, { capture: true, signal });
	root?.addEventListener('keyup', (event) => event.key === 'Tab' && setHint(true), { signal });
	root?.addEventListener('focusout', () => setHint(false), { signal });
	return () => listening.abort();
}
