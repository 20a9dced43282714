// Makes a link to the program at a click, and shows it. What it shows is loaded at the first click.
import { useState } from 'preact/hooks';
import { useChunk } from '../lib/useChunk.ts';
import type { ShareModel } from '../models/ShareModel.ts';
import { Popover } from './Popover.tsx';

const loadDialog = () => import('./ShareDialog.tsx').then(({ ShareDialog }) => ShareDialog);

export function ShareButton({ share }: { share: ShareModel }) {
	const [opened, setOpened] = useState(false);
	return (
		<Popover
			id="share"
			name="Share"
			title="A link that holds the program and its settings"
			face="Share"
			onOpen={() => {
				setOpened(true);
				void share.share();
			}}
		>
			<div class="share">{opened && <LaterDialog share={share} />}</div>
		</Popover>
	);
}

function LaterDialog({ share }: { share: ShareModel }) {
	const [failed, setFailed] = useState(false);
	const Dialog = useChunk(loadDialog, () => setFailed(true));
	if (failed) return <p>This part of the page could not be loaded; the link is in the address bar.</p>;
	return Dialog && <Dialog share={share} />;
}
