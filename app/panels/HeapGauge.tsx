// Shows what the collector can see of the objects, an estimate, against what the native heap holds, to one scale.
import { formatBytes, formatCount } from '../lib/format.ts';
import type { Snapshot } from '../models/SnapshotModel.ts';
import { blindRatio, seenBytes, seenEstimate } from '../models/seenByCollector.ts';

interface HeapGaugeProps {
	snapshot: Snapshot | null;
	/** Of the next run, shown while none has begun. */
	heapLimitBytes: number;
}

export function HeapGauge({ snapshot, heapLimitBytes }: HeapGaugeProps) {
	const stats = snapshot?.stats;
	const liveCount = stats?.liveCount ?? 0;
	const liveBytes = stats?.nativeLiveBytes ?? 0;
	const peakBytes = stats?.nativePeakBytes ?? 0;
	const wasmBytes = stats?.wasmMemoryBytes;
	const limitBytes = stats?.nativeLimitBytes ?? heapLimitBytes;
	const fullBytes = Math.max(limitBytes, wasmBytes ?? 0);
	const percent = (sizeBytes: number) => `${Math.min(100, (100 * sizeBytes) / fullBytes)}%`;
	const ratio = blindRatio(liveCount, liveBytes);
	return (
		<div class="gauge" role="status" aria-live="off" aria-label="Native heap">
			<div class="gauge-part seen">
				<span class="gauge-name" title={seenEstimate}>
					collector sees
				</span>
				<b class="gauge-value figure" title={seenEstimate}>
					≈&nbsp;{formatBytes(seenBytes(liveCount))}
				</b>
				<div class="gauge-bar" aria-hidden="true">
					<span class="gauge-fill" style={{ width: percent(seenBytes(liveCount)) }} data-some={liveCount > 0} />
				</div>
			</div>
			<div class="gauge-part heap">
				<span class="gauge-name live">native heap</span>
				<b class="gauge-value figure">{formatBytes(liveBytes)}</b>
				<div class="gauge-bar" aria-hidden="true">
					<span class="gauge-fill" style={{ width: percent(liveBytes) }} data-some={liveBytes > 0} />
					{wasmBytes !== undefined && <span class="gauge-mark wasm" style={{ left: percent(wasmBytes) }} />}
					{peakBytes > 0 && <span class="gauge-mark peak" style={{ left: percent(peakBytes) }} />}
					<span class="gauge-mark limit" style={{ left: percent(limitBytes) }} />
				</div>
				<p class="gauge-figures">
					<Figure name="peak" value={formatBytes(peakBytes)} look="peak" />
					<Figure name="wasm memory" value={wasmBytes === undefined ? '–' : formatBytes(wasmBytes)} look="wasm" />
					<Figure name="limit" value={formatBytes(limitBytes)} look="limit" />
					{ratio > 0 && (
						<span class="gauge-ratio" title={seenEstimate}>
							native heap ≈&nbsp;<b class="figure">{formatCount(ratio)}&nbsp;×</b> what the collector sees
						</span>
					)}
				</p>
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
