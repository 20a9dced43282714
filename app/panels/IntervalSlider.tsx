// Sets the time between two sweeps of the policy `interval`, from 1 ms to 10 s, each decade taking the same width.
import { formatInterval } from '../lib/format.ts';
import { valueAt } from '../lib/logScale.ts';
import { kMaxIntervalMs, kMinIntervalMs } from '../models/policies.ts';
import type { RunModel } from '../models/RunModel.ts';

const kPositions = 80;

/** Each value once, so that every press of an arrow key changes something. */
const stops: readonly number[] = [
	...new Set(Array.from({ length: kPositions + 1 }, (_, i) => valueAt(i / kPositions, kMinIntervalMs, kMaxIntervalMs))),
];

export function IntervalSlider({ run }: { run: RunModel }) {
	const intervalMs = run.intervalMs.value;
	const applies = run.policy.value === 'interval';
	return (
		<span class={applies ? 'interval' : 'interval off'}>
			<input
				type="range"
				aria-label="Sweep interval"
				aria-valuetext={formatInterval(intervalMs)}
				title={
					applies
						? 'Time between two sweeps'
						: `The policy ${run.policy.value} has no interval; the policy interval has one`
				}
				disabled={!applies}
				min={0}
				max={stops.length - 1}
				step={1}
				value={nearestStop(intervalMs)}
				onInput={(event) => {
					run.intervalMs.value = stops[event.currentTarget.valueAsNumber] ?? intervalMs;
				}}
			/>
			<output class="figure">{formatInterval(intervalMs)}</output>
		</span>
	);
}

function nearestStop(intervalMs: number): number {
	const next = stops.findIndex((stop) => stop >= intervalMs);
	return next < 0 ? stops.length - 1 : next;
}
