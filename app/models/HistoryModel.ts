// The run so far for the views over time: heap figures, sweeps, collections, pressure requests, and what lived of each
// line. Bounded: old points are thinned out by halving, so the start of the run stays in view.
import { signal } from '@preact/signals';
import type { JournalRecord, Snapshot } from '../protocol/snapshot.ts';
import { LineHistory } from './LineHistory.ts';

/** Most points of the curves that are kept. */
export const kHistoryPoints = 2000;
/** Most marks of one kind that are kept. */
export const kHistoryMarks = 1000;

export interface Point {
	timeMs: number;
	liveBytes: number;
	/** The most live bytes that the run has had until then. */
	peakBytes: number;
	wasmBytes: number;
	limitBytes: number;
}

/** One sweep, collection or pressure request, or neighbours joined when there are too many to keep each. */
export interface Mark {
	timeMs: number;
	/** The longest of those joined. */
	durationMs: number;
	/** Objects freed by all of those joined. */
	freedCount: number;
	/** Of collections: how many of those joined were major. */
	majorCount: number;
	/** How many are joined in this mark. */
	joined: number;
}

export class HistoryModel {
	/** Counts up when the history changed; the arrays below are changed in place. */
	readonly version = signal(0);
	points: Point[] = [];
	sweeps: Mark[] = [];
	collections: Mark[] = [];
	requests: Mark[] = [];
	readonly lines = new LineHistory();
	/** Least time between two points; doubles at each halving. */
	#spacingMs = 0;

	clear(): void {
		this.points = [];
		this.sweeps = [];
		this.collections = [];
		this.requests = [];
		this.lines.clear();
		this.#spacingMs = 0;
		this.version.value++;
	}

	add(snapshot: Snapshot): void {
		const { stats } = snapshot;
		this.#addPoint({
			timeMs: stats.nowMs,
			liveBytes: stats.nativeLiveBytes,
			peakBytes: stats.nativePeakBytes,
			wasmBytes: stats.wasmMemoryBytes,
			limitBytes: stats.nativeLimitBytes,
		});
		this.lines.add(stats.nowMs, snapshot.lines);
		for (const record of snapshot.marks) {
			if (record.kind === 'sweep') this.sweeps.push(markOf(record));
			else if (record.kind === 'collection') this.collections.push(markOf(record));
			else if (record.kind === 'pressureRequest') this.requests.push(markOf(record));
		}
		if (this.sweeps.length > kHistoryMarks) this.sweeps = joinPairs(this.sweeps);
		if (this.collections.length > kHistoryMarks) this.collections = joinPairs(this.collections);
		if (this.requests.length > kHistoryMarks) this.requests = joinPairs(this.requests);
		this.version.value++;
	}

	#addPoint(point: Point): void {
		const last = this.points.at(-1);
		const before = this.points.at(-2);
		// The last point follows the present; it becomes fixed once it is far enough from the one before it.
		if (last && before && last.timeMs - before.timeMs < this.#spacingMs) {
			const peakBytes = Math.max(last.liveBytes, point.liveBytes);
			this.points[this.points.length - 1] = { ...point, liveBytes: peakBytes };
			return;
		}
		this.points.push(point);
		if (this.points.length <= kHistoryPoints) return;
		this.points = halve(this.points);
		const spanMs = point.timeMs - (this.points[0]?.timeMs ?? 0);
		this.#spacingMs = spanMs / (kHistoryPoints / 2);
	}
}

/** Of each two neighbours the one with more live bytes stays, so that no peak is lost; first and last stay. */
function halve(points: Point[]): Point[] {
	const kept = points.slice(0, 1);
	for (let i = 1; i + 1 < points.length - 1; i += 2) {
		const [a, b] = [points[i], points[i + 1]];
		if (a && b) kept.push(a.liveBytes >= b.liveBytes ? a : b);
	}
	kept.push(...points.slice(-1));
	return kept;
}

const markOf = ({ timeMs, durationMs, count, major }: JournalRecord): Mark => ({
	timeMs,
	durationMs,
	freedCount: count,
	majorCount: major ? 1 : 0,
	joined: 1,
});

function joinPairs(marks: Mark[]): Mark[] {
	const joined: Mark[] = [];
	for (let i = 0; i < marks.length; i += 2) {
		const [a, b] = [marks[i], marks[i + 1]];
		if (!a) break;
		if (!b) joined.push(a);
		else
			joined.push({
				timeMs: a.durationMs >= b.durationMs ? a.timeMs : b.timeMs,
				durationMs: Math.max(a.durationMs, b.durationMs),
				freedCount: a.freedCount + b.freedCount,
				majorCount: a.majorCount + b.majorCount,
				joined: a.joined + b.joined,
			});
	}
	return joined;
}
