// The button of the native heap's settings. What it shows is loaded at the first click.
import { useState } from 'preact/hooks';
import { formatBytes } from '../lib/format.ts';
import { useChunk } from '../lib/useChunk.ts';
import type { RunModel } from '../models/RunModel.ts';
import { Icon } from './Icon.tsx';
import { Popover } from './Popover.tsx';

const loadLimits = () => import('./HeapLimits.tsx').then(({ HeapLimits }) => HeapLimits);

export function HeapSettings({ run }: { run: RunModel }) {
	const [opened, setOpened] = useState(false);
	return (
		<Popover
			id="heap-settings"
			name="Heap settings"
			title={`Native heap of the next run: at most ${formatBytes(run.heapLimitBytes.value)}`}
			class="quiet icon-button"
			face={<Icon name="settings" />}
			onOpen={() => setOpened(true)}
		>
			{opened && <Later run={run} />}
		</Popover>
	);
}

function Later({ run }: { run: RunModel }) {
	const [failed, setFailed] = useState(false);
	const Limits = useChunk(loadLimits, () => setFailed(true));
	if (failed) return <p>The settings could not be loaded. Is the network there?</p>;
	return Limits && <Limits run={run} />;
}
