// The bar that stays in sight: starts the trials and cancels them, and says how long they will take, how far they are, or
// why they cannot be started.
import type { Ref } from 'preact';
import { Icon } from '../panels/Icon.tsx';
import { estimateText, problemText, progressText } from './progressText.ts';
import type { Lab, SetupModel } from './SetupModel.ts';

export interface LabBarProps {
	lab: Lab;
	setup: SetupModel;
	/** Of the one button, which stays when its word changes, and keeps the focus. */
	start: Ref<HTMLButtonElement>;
}

export function LabBar({ lab, setup, start }: LabBarProps) {
	const running = lab.progress.value !== null;
	const problem = running ? null : lab.problem.value;
	return (
		<div class="lab-bar">
			<button
				ref={start}
				type="button"
				class={running ? 'lab-start' : 'lab-start primary'}
				aria-disabled={problem !== null}
				aria-describedby="lab-standing"
				// The second click of two and a key that is held down are no change of mind.
				onClick={({ detail }) => (detail > 1 ? undefined : setup.startOrCancel())}
				onKeyDown={(event) => event.repeat && event.preventDefault()}
			>
				<Icon name={running ? 'stop' : 'run'} />
				{running ? 'Cancel' : 'Start trials'}
			</button>
			<Standing lab={lab} setup={setup} />
			<button
				type="button"
				class="small"
				aria-disabled={lab.problem.value !== null}
				title="A link that opens this experiment; it starts nothing"
				onClick={() => setup.share()}
			>
				Copy link
			</button>
			<ProgressBar lab={lab} />
			<p class="hidden" role="status" aria-label="Trials">
				{setup.said.value}
			</p>
		</div>
	);
}

function Standing({ lab, setup }: Omit<LabBarProps, 'start'>) {
	const progress = lab.progress.value;
	const wrong = progress ? null : (lab.problem.value ?? setup.failure.value);
	if (wrong !== null) {
		return (
			<p id="lab-standing" class="lab-standing wrong">
				<span aria-hidden="true">⚠ </span>
				{problemText(wrong)}
			</p>
		);
	}
	const text = progress ? progressText(progress) : estimateText(lab.experiment.value, lab.estimateMs.value);
	return (
		<p id="lab-standing" class="lab-standing figure">
			{text}
			{!progress && <span class="lab-hint"> Keep this tab in front: trials wait while it is hidden.</span>}
		</p>
	);
}

/** Its room is there also while nothing runs, so that nothing moves. */
function ProgressBar({ lab }: { lab: Lab }) {
	const progress = lab.progress.value;
	if (!progress) return <div class="lab-progress" />;
	const { done, total } = progress;
	return (
		<div
			class="lab-progress"
			role="progressbar"
			aria-label="Trials made"
			aria-valuemin={0}
			aria-valuemax={total}
			aria-valuenow={done}
			aria-valuetext={progressText(progress)}
		>
			<div style={{ width: `${(100 * done) / Math.max(1, total)}%` }} />
		</div>
	);
}
