// Shows how many objects are in each state; never changes what is shown elsewhere.
import { formatCount } from '../lib/format.ts';
import type { Snapshot } from '../models/SnapshotModel.ts';
import { type StateLook, states } from '../models/states.ts';

export function CountsPanel({ snapshot }: { snapshot: Snapshot | null }) {
	return (
		<dl class="counts">
			{states.map((state) => (
				<Count key={state.name} state={state} count={countIn(snapshot, state.name)} />
			))}
		</dl>
	);
}

function Count({ state, count }: { state: StateLook; count: number }) {
	return (
		<div class={count === 0 ? 'count zero' : 'count'} data-state={state.name} title={state.meaning}>
			<dt>
				<span class="sign" aria-hidden="true">
					{state.sign}
				</span>
				{state.name}
			</dt>
			<dd>{formatCount(count)}</dd>
		</div>
	);
}

export function countIn(snapshot: Snapshot | null, state: StateLook['name']): number {
	return snapshot?.stats[`${state}Count`] ?? 0;
}
