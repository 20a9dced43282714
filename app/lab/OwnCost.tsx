// One line: what the Lab's recording costs a program, measured when it is asked for. Never a figure that was not measured
// here.
import { ownCostText } from './progressText.ts';
import type { Lab, SetupModel } from './SetupModel.ts';

export function OwnCost({ lab, setup }: { lab: Lab; setup: SetupModel }) {
	const cost = lab.ownCost.value;
	const off = lab.progress.value !== null || lab.problem.value !== null;
	return (
		<p class="own-cost">
			<span>What the Lab itself costs:</span>
			<output class="figure">{cost ? ownCostText(cost) : 'not measured yet'}</output>
			<button
				type="button"
				class="small"
				aria-label="Measure what the Lab itself costs"
				aria-disabled={off}
				title="Runs this workload under the first configuration with the Lab’s recording and without, turn about"
				onClick={() => setup.measureOwnCost()}
			>
				Measure
			</button>
		</p>
	);
}
