// Shows what the native heap holds now: live bytes and their peak against WebAssembly's memory and the limit.
import { formatBytes } from '../lib/format.ts';
import type { Snapshot } from '../models/SnapshotModel.ts';

interface HeapGaugeProps {
	snapshot: Snapshot | null;
	/** Of the next run, shown while none has begun. */
	heapLimitBytes: number;
}

export function HeapGauge({ snapshot, heapLimitBytes }: HeapGaugeProps) {
	const stats = snapshot?.stats;
	const liveBytes = stats?.nativeLiveBytes ?? 0;
	const peakBytes = stats?.nativePeakBytes ?? 0;
	const wasmBytes = stats?.wasmMemoryBytes;
	const limitBytes = stats?.nativeLimitBytes ?? heapLimitBytes;
	const fullBytes = Math.max(limitBytes, wasmBytes ?? 0);
	const percent = (sizeBytes: number) => `${(100 * sizeBytes) / fullBytes}%`;
	return (
		<div class="gauge" role="status" aria-live="off" aria-label="Native heap">
			<p class="gauge-figures">
				<span class="gauge-name">native heap</span>
				<Figure name="live" value={formatBytes(liveBytes)} look="live" />
				<Figure name="peak" value={formatBytes(peakBytes)} look="peak" />
				<Figure name="wasm memory" value={wasmBytes === undefined ? '–' : formatBytes(wasmBytes)} look="wasm" />
				<Figure name="limit" value={formatBytes(limitBytes)} look="limit" />
			</p>
			<div class="gauge-bar" aria-hidden="true">
				<span class="gauge-live" style={{ width: percent(liveBytes) }} data-some={liveBytes > 0} />
				{wasmBytes !== undefined && <span class="gauge-mark wasm" style={{ left: percent(wasmBytes) }} />}
				{peakBytes > 0 && <span class="gauge-mark peak" style={{ left: percent(peakBytes) }} />}
				<span class="gauge-mark limit" style={{ left: percent(limitBytes) }} />
			</div>
		</div>
	);
}

function Figure({ name, value, look }: { name: string; value: string; look: string }) {
	return (
		<span class={`gauge-figure ${look}`}>
			{name} <b class="figure">{value}</b>
		</span>
	);
}
