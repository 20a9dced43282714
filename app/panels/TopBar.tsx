// The bar of controls: which sample, run and stop it, what sweeps and how often, and the theme.
import type { RunModel } from '../models/RunModel.ts';
import type { SampleModel } from '../models/SampleModel.ts';
import type { ThemeModel } from '../models/ThemeModel.ts';
import { Icon } from './Icon.tsx';
import { IntervalSlider } from './IntervalSlider.tsx';
import { PolicyMeaning, PolicySelect } from './PolicySelect.tsx';
import { RunStatus } from './RunStatus.tsx';

interface TopBarProps {
	run: RunModel;
	samples: SampleModel;
	theme: ThemeModel;
}

export function TopBar({ run, samples, theme }: TopBarProps) {
	const active = run.active.value;
	const dark = theme.theme.value === 'dark';
	return (
		<header class="bar">
			<h1 class="name">Sweepground</h1>
			<div class="bar-group">
				<label for="sample" class="hidden">
					Sample
				</label>
				<SamplePicker samples={samples} />
			</div>
			<div class="bar-group">
				<button
					type="button"
					class="primary"
					title="Run the program from a fresh heap (Ctrl+Enter or ⌘+Enter)"
					onClick={() => void run.run()}
				>
					<Icon name="run" />
					Run
				</button>
				<button
					type="button"
					disabled={!active}
					title="End the program, its timers and the policy at once"
					onClick={() => void run.stop()}
				>
					<Icon name="stop" />
					Stop
				</button>
				<button
					type="button"
					title="End the run, empty every view and the console; the program stays"
					onClick={() => void run.reset()}
				>
					Reset
				</button>
				<RunStatus run={run} />
			</div>
			<div class="bar-group">
				<label for="policy">Policy</label>
				<PolicySelect run={run} />
				<IntervalSlider run={run} />
				<PolicyMeaning run={run} />
			</div>
			<div class="bar-group">
				<button
					type="button"
					disabled={!active}
					title="Ask JavaScript's garbage collector to run"
					onClick={() => void run.collect()}
				>
					Collect garbage
				</button>
				<button
					type="button"
					disabled={!active}
					title="One pass over the managed table: frees what is cleared"
					onClick={() => void run.sweep()}
				>
					Sweep now
				</button>
			</div>
			<button
				type="button"
				class="quiet theme-toggle"
				aria-label={dark ? 'Light theme' : 'Dark theme'}
				title={dark ? 'Light theme' : 'Dark theme'}
				onClick={() => theme.toggle()}
			>
				{dark ? '☀' : '☾'}
			</button>
		</header>
	);
}

function SamplePicker({ samples }: { samples: SampleModel }) {
	const current = samples.current.value;
	return (
		<select
			id="sample"
			value={current.id}
			onChange={(event) => {
				const sample = samples.find(event.currentTarget.value);
				if (sample) samples.choose(sample);
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
