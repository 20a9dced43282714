// Chooses the program that is tried, the reader's own or a built-in one with its sizes and seed; never shows its text:
// the editor does.
import { NumberField } from './NumberField.tsx';
import type { Lab, SetupModel } from './SetupModel.ts';
import { workloadTitle } from './words.ts';
import { type WorkloadName, workloads } from './workloads/index.ts';
import { kMaxSeed } from './workloads/workload.ts';

const isWorkload = (name: string): name is WorkloadName => Object.hasOwn(workloads, name);
const names: readonly WorkloadName[] = Object.keys(workloads).filter(isWorkload);

const kProgramMeaning = 'Your own program, as it stands when the trials start: what the answer is for it.';

export function WorkloadPicker({ lab, setup }: { lab: Lab; setup: SetupModel }) {
	const chosen = lab.workloadName.value;
	const builtIn = chosen === 'program' ? null : workloads[chosen];
	const sizes = lab.sizes.value;
	return (
		<fieldset class="lab-group">
			<legend class="hidden">What is tried</legend>
			<div class="lab-line">
				<label for="lab-workload">Workload</label>
				<select
					id="lab-workload"
					value={chosen}
					aria-describedby="lab-workload-what"
					onChange={({ currentTarget: { value } }) => lab.choose(isWorkload(value) ? value : 'program')}
				>
					<option value="program" title={kProgramMeaning}>
						{workloadTitle({ name: 'program' })}
					</option>
					{names.map((name) => (
						<option key={name} value={name} title={workloads[name].what}>
							{workloads[name].title}
						</option>
					))}
				</select>
				{builtIn && (
					<button
						type="button"
						class="small"
						title="Shows the very program that is going to be run"
						onClick={() => setup.openInEditor()}
					>
						Open in editor
					</button>
				)}
			</div>
			<p id="lab-workload-what" class="lab-meaning">
				{builtIn?.what ?? kProgramMeaning}
			</p>
			{builtIn && (
				<div class="lab-fields">
					{builtIn.sizes.map(({ name, label, unit, min, max }) => (
						<NumberField
							key={`${chosen} ${name}`}
							label={label}
							unit={unit}
							min={min}
							max={max}
							value={sizes[name] ?? Number.NaN}
							onChange={(value) => {
								lab.sizes.value = { ...lab.sizes.value, [name]: value };
							}}
						/>
					))}
					<NumberField
						label="Seed"
						title="The same seed makes the same objects in the same order"
						min={0}
						max={kMaxSeed}
						value={lab.seed.value}
						onChange={(value) => {
							lab.seed.value = value;
						}}
					/>
				</div>
			)}
		</fieldset>
	);
}
