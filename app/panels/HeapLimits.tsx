// Sets how large the native heap may grow and how much freed memory waits. Never changes the heap of a run under way.
import { formatBytes } from '../lib/format.ts';
import { kMaxHeapLimitBytes, kMinHeapLimitBytes } from '../models/programState.ts';
import type { RunModel } from '../models/RunModel.ts';

const kKiB = 1024;

const limits = Array.from({ length: 11 }, (_, power) => kMinHeapLimitBytes * 2 ** power);
const quarantines = [0, 16, 64, 128, 512, 1024, 4096, 16_384, 65_536].map((kib) => kib * kKiB);

export function HeapLimits({ run }: { run: RunModel }) {
	const limitBytes = run.heapLimitBytes.value;
	const heldBytes = run.quarantineBytes.value;
	return (
		<div class="settings">
			<label for="heap-limit">Heap limit</label>
			<BytesSelect
				id="heap-limit"
				value={limitBytes}
				offered={limits.filter((it) => it <= kMaxHeapLimitBytes)}
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
				offered={quarantines.filter((it) => it <= limitBytes)}
				onPick={(picked) => {
					run.quarantineBytes.value = picked;
				}}
			/>
			<p>So much freed memory waits, poisoned, before its addresses are used again: late writes are found there.</p>
			<p class="settings-when">Both hold from the next run on.</p>
		</div>
	);
}

interface BytesSelectProps {
	id: string;
	value: number;
	offered: readonly number[];
	onPick(value: number): void;
}

/** A link or a script may have set what is not offered. */
function BytesSelect({ id, value, offered, onPick }: BytesSelectProps) {
	const all = [...new Set([...offered, value])].sort((a, b) => a - b);
	return (
		<select id={id} value={String(value)} onChange={({ currentTarget }) => onPick(Number(currentTarget.value))}>
			{all.map((it) => (
				<option key={it} value={String(it)}>
					{it === 0 ? 'off' : formatBytes(it)}
				</option>
			))}
		</select>
	);
}
