// Trials without a browser: surroundings that a test changes, and a worker's figures as the bytes that it would send.
import assert from 'node:assert/strict';
import type { Surroundings } from '../../../app/lab/disturbance.ts';
import type { Place } from '../../../app/lab/report.ts';
import type { FromWorker } from '../../../app/protocol/messages.ts';
import type { Snapshot } from '../../../app/protocol/snapshot.ts';
import { decodeSnapshot } from '../../../app/protocol/snapshot.ts';
import { description } from '../../../engine/prebuilt/description.ts';
import type { FakeHost, FakePageClock } from '../models/fakes.ts';

type Stats = Partial<Snapshot['stats']>;

export const place: Place = { agent: 'Test 1', cores: 2, clockStepMs: 0.005 };

export class FakeSurroundings implements Surroundings {
	readonly #clock: FakePageClock;
	readonly #listeners = new Set<() => void>();
	#isHidden = false;
	programIsRun = false;
	/** What the fixed piece of work takes. */
	probeMs = 5;

	constructor(clock: FakePageClock) {
		this.#clock = clock;
	}

	hidden(): boolean {
		return this.#isHidden;
	}

	onHidden(callback: () => void): () => void {
		this.#listeners.add(callback);
		return () => void this.#listeners.delete(callback);
	}

	programRuns(): boolean {
		return this.programIsRun;
	}

	probe(): void {
		this.#clock.advance(this.probeMs);
	}

	hide(isHidden: boolean): void {
		this.#isHidden = isHidden;
		for (const callback of [...this.#listeners]) callback();
	}

	/** Who still listens. */
	get listeners(): number {
		return this.#listeners.size;
	}
}

const kHeaderBytes = 40;

/** A snapshot without rows: zeros but for these. */
export function snapshotBytes(stats: Stats = {}): ArrayBuffer {
	const given: Partial<Record<string, number>> = stats;
	const bytes = new ArrayBuffer(kHeaderBytes + 8 * description.stats.length);
	const view = new DataView(bytes);
	view.setUint32(0, bytes.byteLength, true);
	view.setUint32(4, 3, true);
	view.setUint32(8, description.stats.length, true);
	for (const [i, { name }] of description.stats.entries())
		view.setFloat64(kHeaderBytes + 8 * i, given[name] ?? 0, true);
	assert.equal(decodeSnapshot(description, bytes).stats.madeCount, stats.madeCount ?? 0);
	return bytes;
}

type Ended = Extract<FromWorker, { kind: 'ended' }>;
type Recorded = Extract<FromWorker, { kind: 'recorded' }>;

export const ended = (stats: Stats = {}, rest: Partial<Ended> = {}): Ended => ({
	kind: 'ended',
	programMs: 100,
	bytes: snapshotBytes(stats),
	...rest,
});

export const recorded = (id: number, stats: Stats = {}, rest: Partial<Recorded> = {}): Recorded => ({
	kind: 'recorded',
	id,
	tookMs: 0.5,
	bytes: snapshotBytes(stats),
	trace: new ArrayBuffer(0),
	...rest,
});

/** Nothing is left behind: no session, no timer, no idle moment waited for, nobody who listens. */
export function nothingLeft(clock: FakePageClock, { sessions }: FakeHost, surroundings?: FakeSurroundings): void {
	assert.deepEqual(
		sessions.map((session) => session.ended),
		sessions.map(() => true),
		'every session has ended',
	);
	assert.deepEqual([clock.timers, clock.idles, clock.frames], [0, 0, 0], 'nothing is to come');
	assert.equal(surroundings?.listeners ?? 0, 0, 'nobody listens');
}
