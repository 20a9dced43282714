// The timeline in words, the estimate of what the collector sees, and the labels of time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatRange } from '../../../app/lib/format.ts';
import { formatTick, timeTicks } from '../../../app/lib/timeTicks.ts';
import { HistoryModel } from '../../../app/models/HistoryModel.ts';
import { blindRatio, kSeenBytesPerObject, seenBytes } from '../../../app/models/seenByCollector.ts';
import { historyText, lineAtText, momentText } from '../../../app/models/timeText.ts';
import type { JournalRecord } from '../../../app/protocol/snapshot.ts';
import { makeLine, makeSnapshot } from './fakes.ts';

const mark = (kind: JournalRecord['kind'], timeMs: number, rest: Partial<JournalRecord> = {}): JournalRecord => ({
	kind,
	timeMs,
	sequence: 1,
	durationMs: 0,
	count: 0,
	major: false,
	...rest,
});
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

function history() {
	const made = new HistoryModel();
	const bytes = { wasmMemoryBytes: 8192, nativeLimitBytes: 9000, nativePeakBytes: 5000 };
	made.add(makeSnapshot({ ...bytes, nowMs: 100, nativeLiveBytes: 5000 }));
	const marks = [
		mark('collection', 500, { major: true }),
		mark('collection', 700),
		mark('sweep', 502, { durationMs: 2, count: 40 }),
		mark('pressureRequest', 900),
	];
	made.add(makeSnapshot({ ...bytes, nowMs: 1000, nativeLiveBytes: 1000 }, { marks }));
	return made;
}

test('the timeline says what its picture shows', () => {
	assert.equal(historyText(new HistoryModel()), 'Native heap over time: nothing yet');
	assert.equal(
		plain(historyText(history())),
		'Native heap over 1.00 s: peak 5,000 B, now 1,000 B live, WebAssembly memory 8,192 B, limit 9,000 B; 1 sweep, 2 collections (1 major), 1 pressure request',
	);
});

test('a moment says what held until then, or which marks are near', () => {
	const at = (timeMs: number) => plain(momentText(history(), timeMs, 5));
	assert.equal(at(300), '300 ms · live 5,000 B · peak 5,000 B · wasm 8,192 B · limit 9,000 B');
	assert.equal(at(1000), '1.00 s · live 1,000 B · peak 5,000 B · wasm 8,192 B · limit 9,000 B');
	assert.equal(at(501), '502 ms · major collection detected · sweep took 2 ms, freed 40');
	assert.equal(at(703), '700 ms · minor collection detected');
	assert.equal(at(896), '900 ms · pressure request');
	assert.equal(momentText(new HistoryModel(), 5, 5), '');
});

test('a line says what lived of it at a moment, and at most', () => {
	const told = history();
	told.lines.add(1000, [makeLine(3, { made: 9, live: 2, cleared: 5 })]);
	assert.equal(plain(lineAtText(told, 3, null)), ' · at most 7 seen at once');
	assert.equal(plain(lineAtText(told, 3, 1200)), ' · 2 live, 5 cleared at 1.20 s, at most 7 seen at once');
	assert.equal(plain(lineAtText(told, 3, 100)), ' · 0 live at 100 ms, at most 7 seen at once');
});

test('what the collector sees grows with live objects alone, and its ratio is told where it tells something', () => {
	assert.equal(seenBytes(1000), 1000 * kSeenBytesPerObject);
	assert.equal(blindRatio(0, 1e9), 0);
	assert.equal(blindRatio(100, 100 * 96), 0, 'small objects');
	assert.equal(blindRatio(50, 50 * 1_048_576), 24_000);
});

test('labels of time are round, start at 0, and have room', () => {
	for (const spanMs of [2000, 3456, 61_000, 7.5e6]) {
		for (const widthPx of [1, 200, 560, 1100]) {
			const ticks = timeTicks(spanMs, widthPx);
			const stepMs = (ticks[1] ?? spanMs * 2) - (ticks[0] ?? 0);
			assert.equal(ticks[0], 0);
			assert.ok((ticks.at(-1) ?? 0) <= spanMs && ticks.length < 40, `${ticks.length} labels`);
			assert.ok(widthPx < 64 || (stepMs / spanMs) * widthPx >= 63.9, `${stepMs} ms at ${widthPx} px of ${spanMs} ms`);
			if (ticks.length > 1) assert.match(String(stepMs), /^[125]0*$/);
		}
	}
	assert.equal(plain(formatTick(1200)), '1.2 s');
});

test('a range has as many digits as tell its ends apart', () => {
	assert.equal(plain(formatRange(1200, 1800)), '1.20–1.80 s');
	assert.equal(plain(formatRange(1200, 1234)), '1.200–1.234 s');
	assert.equal(plain(formatRange(0, 65_000)), '0.0–65.0 s');
});
