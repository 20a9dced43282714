// The set-up of an experiment: workload, configurations, how often and how long. Folds to one line of words while trials
// run and after them. Starts nothing.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../panels/Icon.tsx';
import { ConfigurationList } from './ConfigurationList.tsx';
import { kMaxDeadlineMs, kMaxWithinMs, kMinDeadlineMs, kMostRepeats } from './experiment.ts';
import { NumberField } from './NumberField.tsx';
import { OwnCost } from './OwnCost.tsx';
import type { Lab, SetupModel } from './SetupModel.ts';
import { WorkloadPicker } from './WorkloadPicker.tsx';
import { experimentText } from './words.ts';

export interface LabSetupProps {
	lab: Lab;
	setup: SetupModel;
	/** Where the focus goes when the part that has it folds away. */
	onFolded(): void;
}

export function LabSetup({ lab, setup, onFolded }: LabSetupProps) {
	const open = setup.open.value;
	const body = useRef<HTMLDivElement>(null);
	const change = useRef(false);
	useLayoutEffect(() => {
		if (open && change.current) body.current?.querySelector<HTMLElement>('#lab-workload')?.focus();
		change.current = false;
		// What is hidden loses the focus without a word, but not before it is drawn so.
		if (!open && body.current?.contains(document.activeElement)) onFolded();
	}, [open]);
	const running = lab.report.value?.state === 'running' ? lab.report.value.experiment : null;
	return (
		<section class="lab-setup" aria-label="Set-up">
			<div class="lab-setup-head">
				<h2>
					<button
						type="button"
						class="fold"
						aria-expanded={open}
						aria-controls="lab-setup-body"
						onClick={() => {
							setup.open.value = !open;
						}}
					>
						<Icon name="chevron" />
						Set-up
					</button>
				</h2>
				{open ? (
					<button
						type="button"
						class="quiet small restore"
						title="All settings as they answer “which policy, which interval?”"
						onClick={() => lab.restore()}
					>
						Defaults
					</button>
				) : (
					<>
						<p>{experimentText(running ?? lab.experiment.value)}</p>
						<button
							type="button"
							class="small"
							onClick={() => {
								change.current = true;
								setup.open.value = true;
							}}
						>
							Change
						</button>
					</>
				)}
			</div>
			<div id="lab-setup-body" class="lab-setup-body" ref={body} hidden={!open}>
				<div class="lab-what">
					<WorkloadPicker lab={lab} setup={setup} />
					<Trials lab={lab} />
				</div>
				<ConfigurationList lab={lab} />
				<OwnCost lab={lab} setup={setup} />
			</div>
		</section>
	);
}

const kMsPerS = 1000;

function Trials({ lab }: { lab: Lab }) {
	const inSeconds = (valueS: number) => Math.round(valueS * kMsPerS);
	return (
		<fieldset class="lab-group">
			<legend class="hidden">How often, and how long</legend>
			<div class="lab-fields">
				<NumberField
					label="Trials of each"
					title="So often is each configuration tried, turn about: their spread says which differences are real"
					min={1}
					max={kMostRepeats}
					value={lab.repeats.value}
					onChange={(value) => {
						lab.repeats.value = value;
					}}
				/>
				<NumberField
					label="Freed within"
					unit="s"
					title="How long after the program’s end its objects have to be freed"
					min={0}
					max={kMaxWithinMs / kMsPerS}
					step={0.1}
					value={lab.withinMs.value / kMsPerS}
					onChange={(valueS) => {
						lab.withinMs.value = inSeconds(valueS);
					}}
				/>
				<NumberField
					label="Deadline"
					unit="s"
					title="A program that has not ended by then is stopped, and measured so far"
					min={kMinDeadlineMs / kMsPerS}
					max={kMaxDeadlineMs / kMsPerS}
					step={0.5}
					value={lab.deadlineMs.value / kMsPerS}
					onChange={(valueS) => {
						lab.deadlineMs.value = inSeconds(valueS);
					}}
				/>
			</div>
		</fieldset>
	);
}
