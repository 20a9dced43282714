// The timeline in words: what it shows as a whole, and what is at one moment of it.
import { countOf } from '../lib/countText.ts';
import { formatBytes, formatCount, formatMs } from '../lib/format.ts';
import type { HistoryModel, Mark, Point } from './HistoryModel.ts';

/** For those who cannot see the picture. */
export function historyText({ points, sweeps, collections, requests }: HistoryModel): string {
	const last = points.at(-1);
	if (!last) return 'Native heap over time: nothing yet';
	const bytes = `peak ${formatBytes(last.peakBytes)}, now ${formatBytes(last.liveBytes)} live, WebAssembly memory ${formatBytes(last.wasmBytes)}, limit ${formatBytes(last.limitBytes)}`;
	return `Native heap over ${formatMs(last.timeMs)}: ${bytes}; ${marksText(sweeps, collections, requests)}`;
}

export function marksText(sweeps: readonly Mark[], collections: readonly Mark[], requests: readonly Mark[]): string {
	const majorCount = collections.reduce((sum, mark) => sum + mark.majorCount, 0);
	const major = majorCount > 0 ? ` (${formatCount(majorCount)} major)` : '';
	return [
		countText(sweeps, 'sweep'),
		countText(collections, 'collection') + major,
		countText(requests, 'pressure request'),
	].join(', ');
}

/** What was at this moment; marks count that are at most `nearMs` away. */
export function momentText({ points, sweeps, collections, requests }: HistoryModel, timeMs: number, nearMs: number) {
	const point = pointAt(points, timeMs);
	if (!point) return '';
	const request = nearest(requests, timeMs, nearMs);
	const collection = nearest(collections, timeMs, nearMs);
	const sweep = nearest(sweeps, timeMs, nearMs);
	const mark = sweep ?? collection ?? request;
	if (!mark)
		return `${formatMs(timeMs)} · live ${formatBytes(point.liveBytes)} · peak ${formatBytes(point.peakBytes)} · wasm ${formatBytes(point.wasmBytes)} · limit ${formatBytes(point.limitBytes)}`;
	const said = [request && joinedText(request, 'pressure request')];
	said.push(collection && `${majorText(collection)} detected`, sweep && sweepText(sweep));
	return [formatMs(mark.timeMs), ...said.filter(Boolean)].join(' · ');
}

/** ` · 31 live, 4 cleared at 1.20 s, at most 480 seen at once` */
export function lineAtText({ lines }: HistoryModel, line: number, timeMs: number | null): string {
	const most = `at most ${formatCount(lines.mostOf(line))} seen at once`;
	if (timeMs === null) return ` · ${most}`;
	const { live, cleared } = lines.at(line, timeMs);
	const dead = cleared > 0 ? `, ${formatCount(cleared)} cleared` : '';
	return ` · ${formatCount(live)} live${dead} at ${formatMs(timeMs)}, ${most}`;
}

/** The last point at or before this moment: curves are steps. */
function pointAt(points: readonly Point[], timeMs: number): Point | undefined {
	let [low, high] = [0, points.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((points[middle]?.timeMs ?? 0) <= timeMs) low = middle + 1;
		else high = middle;
	}
	return points[Math.max(0, low - 1)];
}

/** Of several, the one that freed most. */
function nearest(marks: readonly Mark[], timeMs: number, nearMs: number): Mark | undefined {
	let best: Mark | undefined;
	for (const mark of marks) {
		if (Math.abs(mark.timeMs - timeMs) > nearMs) continue;
		if (!best || mark.freedCount > best.freedCount) best = mark;
	}
	return best;
}

function sweepText(sweep: Mark): string {
	const took = sweep.joined > 1 ? `, the longest ${formatMs(sweep.durationMs)}` : ` took ${formatMs(sweep.durationMs)}`;
	return `${joinedText(sweep, 'sweep')}${took}, freed ${formatCount(sweep.freedCount)}`;
}

function majorText({ joined, majorCount }: Mark): string {
	if (joined === 1) return majorCount === 1 ? 'major collection' : 'minor collection';
	return `${joined} collections (${majorCount} major)`;
}

function joinedText({ joined }: Mark, word: string): string {
	return joined > 1 ? `${joined} ${word}s` : word;
}

function countText(marks: readonly Mark[], what: string): string {
	const count = marks.reduce((sum, { joined }) => sum + joined, 0);
	return countOf(count, what);
}
