// The bar of controls: which sample or file, run and stop it, what sweeps and how often, share, help and the theme.
import type { FileModel } from '../models/FileModel.ts';
import type { HelpModel } from '../models/HelpModel.ts';
import type { RunModel } from '../models/RunModel.ts';
import type { Sample, SampleModel } from '../models/SampleModel.ts';
import type { ShareModel } from '../models/ShareModel.ts';
import type { ThemeModel } from '../models/ThemeModel.ts';
import { FileMenu } from './FileMenu.tsx';
import { HeapSettings } from './HeapSettings.tsx';
import { Icon } from './Icon.tsx';
import { IntervalSlider } from './IntervalSlider.tsx';
import { PolicyMeaning, PolicySelect } from './PolicySelect.tsx';
import { RunStatus } from './RunStatus.tsx';
import { ShareButton } from './ShareButton.tsx';

interface TopBarProps {
	run: RunModel;
	runProgram(): void;
	samples: SampleModel;
	choose(sample: Sample): void;
	theme: ThemeModel;
	share: ShareModel;
	files: FileModel;
	help: HelpModel;
}

export function TopBar({ run, runProgram, samples, choose, theme, share, files, help }: TopBarProps) {
	return (
		<header class="bar">
			<h1 class="name">Sweepground</h1>
			<div class="bar-group">
				<label for="sample" class="hidden">
					Sample
				</label>
				<SamplePicker samples={samples} choose={choose} />
				<FileMenu files={files} />
			</div>
			<RunControls run={run} runProgram={runProgram} />
			<div class="bar-group">
				<label for="policy">Policy</label>
				<PolicySelect run={run} />
				<IntervalSlider run={run} />
				<HeapSettings run={run} />
				<PolicyMeaning run={run} />
			</div>
			<CollectorControls run={run} />
			<div class="bar-group bar-end">
				<ShareButton share={share} />
				<button
					type="button"
					class="quiet icon-button"
					aria-label="Help"
					aria-keyshortcuts="?"
					title="What the views show, and every key (?)"
					onClick={() => {
						help.open.value = true;
					}}
				>
					?
				</button>
				<ThemeToggle theme={theme} />
			</div>
		</header>
	);
}

/** What is off for now can have the focus still: else it would be lost by pressing Stop. */
function RunControls({ run, runProgram }: Pick<TopBarProps, 'run' | 'runProgram'>) {
	return (
		<div class="bar-group">
			<button
				type="button"
				class="primary"
				title="Run the program from a fresh heap (Ctrl+Enter or ⌘+Enter)"
				onClick={runProgram}
			>
				<Icon name="run" />
				Run
			</button>
			<button
				type="button"
				data-name="stop"
				aria-disabled={!run.active.value}
				title="End the program, its timers and the policy at once"
				onClick={() => void run.stop()}
			>
				<Icon name="stop" />
				Stop
			</button>
			<button
				type="button"
				data-name="reset"
				title="End the run, empty every view and the console; the program stays"
				onClick={() => void run.reset()}
			>
				Reset
			</button>
			<RunStatus run={run} />
		</div>
	);
}

function CollectorControls({ run }: { run: RunModel }) {
	const active = run.active.value;
	return (
		<div class="bar-group">
			<button
				type="button"
				data-name="collect"
				aria-disabled={!active}
				title="Ask JavaScript's garbage collector to run (G)"
				onClick={() => void run.collect()}
			>
				Collect garbage
			</button>
			<button
				type="button"
				data-name="sweep"
				aria-disabled={!active}
				title="One pass over the managed table: frees what is cleared (S)"
				onClick={() => void run.sweep()}
			>
				Sweep now
			</button>
		</div>
	);
}

function ThemeToggle({ theme }: { theme: ThemeModel }) {
	const dark = theme.theme.value === 'dark';
	const name = dark ? 'Light theme' : 'Dark theme';
	return (
		<button
			type="button"
			class="quiet icon-button theme-toggle"
			aria-label={name}
			title={name}
			onClick={() => theme.toggle()}
		>
			{dark ? '☀' : '☾'}
		</button>
	);
}

function SamplePicker({ samples, choose }: Pick<TopBarProps, 'samples' | 'choose'>) {
	const current = samples.current.value;
	return (
		<select
			id="sample"
			value={current.id}
			onChange={(event) => {
				const sample = samples.find(event.currentTarget.value);
				if (sample) choose(sample);
			}}
		>
			{samples.samples.map((sample, index) => (
				<option key={sample.id} value={sample.id}>
					{index + 1} · {sample.title}
				</option>
			))}
		</select>
	);
}
