// Sets how large the native heap may grow and how much freed memory waits. Never changes the heap of a run under way.
import type { RunModel } from '../models/RunModel.ts';
import { BytesSelect, heapLimits, quarantinesUpTo } from './BytesSelect.tsx';

export function HeapLimits({ run }: { run: RunModel }) {
	const limitBytes = run.heapLimitBytes.value;
	const heldBytes = run.quarantineBytes.value;
	return (
		<div class="settings">
			<label for="heap-limit">Heap limit</label>
			<BytesSelect
				id="heap-limit"
				value={limitBytes}
				offered={heapLimits}
				onPick={(picked) => {
					run.heapLimitBytes.value = picked;
					run.quarantineBytes.value = Math.min(heldBytes, picked);
				}}
			/>
			<p>An allocation past it is an error. The WebAssembly memory grows up to it as needed.</p>
			<label for="quarantine">Quarantine</label>
			<BytesSelect
				id="quarantine"
				value={heldBytes}
				offered={quarantinesUpTo(limitBytes)}
				onPick={(picked) => {
					run.quarantineBytes.value = picked;
				}}
			/>
			<p>So much freed memory waits, poisoned, before its addresses are used again: late writes are found there.</p>
			<p class="settings-when">Both hold from the next run on.</p>
		</div>
	);
}
