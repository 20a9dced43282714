// Says in a word or two how the run stands.
import { formatMs } from '../lib/format.ts';
import type { Policy, RunModel } from '../models/RunModel.ts';

export function RunStatus({ run }: { run: RunModel }) {
	const state = run.state.value;
	const failed = state === 'ended' && run.errors.value.length > 0;
	const [first, second] = words(run);
	return (
		<p class="run-status" role="status" aria-label="Run" data-run={state} data-failed={failed}>
			{first}
			{second && <span>{second}</span>}
		</p>
	);
}

/** Of the policies that free nothing. */
const goesOn: Partial<Record<Policy, string>> = { none: 'no policy', manual: 'leaks are told' };

function words(run: RunModel): [string, string?] {
	switch (run.state.value) {
		case 'starting':
			return ['loading the engine'];
		case 'ready':
			return ['ready'];
		case 'running':
			return run.silentMs.value > 0 ? ['running, ', `busy for ${formatMs(run.silentMs.value)}`] : ['running'];
		case 'ended':
			return [
				run.errors.value.length > 0 ? 'ended with an error, ' : 'program ended, ',
				goesOn[run.policy.value] ?? 'policies go on',
			];
		case 'stopped':
			return ['stopped'];
		case 'crashed':
			return ['crashed'];
		case 'broken':
			return ['cannot run here'];
	}
}
