// Three steps in one line that explain a first run while it goes, each lighting up the part of the page that it names.
// Never stands above anything, and never starts or stops a run.
import { focusRun } from '../lib/keyboard.ts';
import { lookOf } from '../models/states.ts';
import { type Step, steps, type WelcomeModel } from '../models/WelcomeModel.ts';

interface WelcomeProps {
	welcome: WelcomeModel;
	/** The reader wants to go to the part that a step names. */
	onGo(): void;
}

export function Welcome({ welcome, onGo }: WelcomeProps) {
	const taken = welcome.taken.value;
	return (
		<section class="welcome" aria-label="Three steps">
			<ol>
				{steps.map((step, index) => (
					<StepText
						key={step.part}
						step={step}
						number={index + 1}
						taken={index < taken}
						onPoint={(pointed) => {
							welcome.pointed.value = pointed ? step.part : null;
						}}
						onGo={onGo}
					/>
				))}
			</ol>
			<button
				type="button"
				class="quiet icon-button"
				aria-label="Close the three steps"
				title="Close; Help brings them back"
				onClick={() => {
					focusRun();
					welcome.close();
				}}
			>
				×
			</button>
		</section>
	);
}

interface StepTextProps {
	step: Step;
	number: number;
	taken: boolean;
	onPoint(pointed: boolean): void;
	onGo(): void;
}

function StepText({ step, number, taken, onPoint, onGo }: StepTextProps) {
	return (
		<li class={taken ? 'step taken' : 'step'}>
			<span class="step-number" aria-hidden="true">
				{taken ? '✓' : number}
			</span>
			<span>
				{step.before}{' '}
				<button
					type="button"
					class="step-part"
					data-state={step.state}
					aria-label={`Show ${step.name}`}
					onPointerEnter={() => onPoint(true)}
					onPointerLeave={() => onPoint(false)}
					onFocus={() => onPoint(true)}
					onBlur={() => onPoint(false)}
					onClick={onGo}
				>
					{step.state && <span aria-hidden="true">{lookOf(step.state).sign} </span>}
					{step.name}
				</button>
				{taken && <span class="hidden">: seen in this run</span>}
			</span>
		</li>
	);
}
