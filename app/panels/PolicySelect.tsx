// Picks what decides when to sweep, which holds at once, also for a program that runs; and says what the choice does.
import { isPolicy, meaningOf, policyNames } from '../models/policies.ts';
import type { RunModel } from '../models/RunModel.ts';

const kMeaningId = 'policy-meaning';

export function PolicySelect({ run }: { run: RunModel }) {
	const policy = run.policy.value;
	return (
		<select
			id="policy"
			value={policy}
			title={meaningOf(policy)}
			aria-describedby={kMeaningId}
			onChange={({ currentTarget: { value } }) => {
				if (isPolicy(value)) run.policy.value = value;
			}}
		>
			{policyNames.map((name) => (
				<option key={name} value={name} title={meaningOf(name)}>
					{name}
				</option>
			))}
		</select>
	);
}

/** Shown where the bar has room; elsewhere it is the select's title. */
export function PolicyMeaning({ run }: { run: RunModel }) {
	return (
		<p id={kMeaningId} class="policy-meaning">
			{meaningOf(run.policy.value)}
		</p>
	);
}
