// The engine's trace: how native bytes and objects went over the time of a run that is recorded.
import type { EngineExports } from './abi.ts';
import { kTicksPerMs } from './journal.ts';
import type { Views } from './views.ts';

/** How a run went over time, column by column; times in ms since the run began, ascending. */
export interface Trace {
	readonly timesMs: readonly number[];
	/** At that moment, and the most since the moment before. */
	readonly liveBytes: readonly number[];
	readonly peakBytes: readonly number[];
	/** Native objects made and ended (freed or deleted) since the run began. */
	readonly made: readonly number[];
	readonly ended: readonly number[];
}

const kVersion = 1;
const kHeaderBytes = 24;
const kStepBytes = 16;

/** The trace up to now: bytes, the caller's own. None of a run that is not recorded. */
export function copyTrace(exports: EngineExports, views: Views): ArrayBuffer {
	const address = exports._engine__trace() >>> 0;
	return address === 0 ? new ArrayBuffer(0) : views.copy(address, views.word(address) ?? 0);
}

/**
 * Reads a trace; no bytes are that of a run that is not recorded. Throws on bytes that are no trace of this version, or
 * end before they should.
 */
export function decodeTrace(bytes: ArrayBuffer): Trace {
	const timesMs: number[] = [];
	const liveBytes: number[] = [];
	const peakBytes: number[] = [];
	const made: number[] = [];
	const ended: number[] = [];
	const trace = { timesMs, liveBytes, peakBytes, made, ended };
	if (bytes.byteLength === 0) return trace;
	if (bytes.byteLength < kHeaderBytes) throw new Error(`Not a trace: ${bytes.byteLength} bytes`);
	const view = new DataView(bytes);
	const u32 = (at: number) => view.getUint32(at, true);
	const [sizeBytes, version, stepTicks, count, endTicks] = [u32(0), u32(4), u32(8), u32(12), u32(16)];
	const fits = sizeBytes === kHeaderBytes + kStepBytes * count && sizeBytes === bytes.byteLength;
	if (version !== kVersion || !fits || !isOrdered(stepTicks, count, endTicks))
		throw new Error(`Not a trace of version ${kVersion}: version ${version}, ${bytes.byteLength} bytes`);
	for (let i = 0; i < count; i++) {
		const at = kHeaderBytes + kStepBytes * i;
		timesMs.push((i + 1 === count ? endTicks : (i + 1) * stepTicks) / kTicksPerMs);
		liveBytes.push(u32(at));
		peakBytes.push(u32(at + 4));
		made.push(u32(at + 8));
		ended.push(u32(at + 12));
	}
	return trace;
}

/** The last step is the one that has not ended yet. */
const isOrdered = (stepTicks: number, count: number, endTicks: number) =>
	count > 0 && endTicks <= count * stepTicks && (count === 1 || endTicks > (count - 1) * stepTicks);
