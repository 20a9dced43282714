// Picks what decides when to sweep; holds at once, also for a program that runs.
import type { Policy, RunModel } from '../models/RunModel.ts';

const policies: readonly { name: Policy; meaning: string }[] = [
	{ name: 'none', meaning: 'Nothing is ever swept: what is cleared is lost' },
	{ name: 'interval', meaning: 'A sweep every so many milliseconds: the original loop' },
	{ name: 'idle', meaning: 'A sweep whenever the page has nothing else to do' },
];

export function PolicySelect({ run }: { run: RunModel }) {
	const policy = run.policy.value;
	return (
		<select
			id="policy"
			value={policy}
			title={policies.find(({ name }) => name === policy)?.meaning}
			onChange={(event) => {
				const chosen = policies.find(({ name }) => name === event.currentTarget.value);
				if (chosen) run.policy.value = chosen.name;
			}}
		>
			{policies.map(({ name }) => (
				<option key={name} value={name}>
					{name}
				</option>
			))}
		</select>
	);
}
