// The runs of this visit as checks see them: the figures of the last one, and of up to ten of the same lesson before it.
// Holds what the page's models have seen; asks for one look more, when a program has ended.
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Clock } from '../lib/clock.ts';
import type { ConsoleModel } from '../models/ConsoleModel.ts';
import type { Stats } from '../models/figures.ts';
import type { RunModel } from '../models/RunModel.ts';
import type { RunSettings, SampleModel } from '../models/SampleModel.ts';
import type { SnapshotModel } from '../models/SnapshotModel.ts';
import type { Facts, RunFacts } from './check.ts';

/** Earlier runs that are kept, of each lesson. */
export const kEarlierRuns = 10;

/** Of the program, not of its timers and of the policy, which go on after `ended`. */
export type RunPhase = 'none' | 'running' | 'ended' | 'stopped';

export interface RunsParts {
	run: Pick<RunModel, 'state' | 'ran' | 'errors' | 'outcome' | 'policy' | 'intervalMs' | 'active'>;
	snapshots: Pick<SnapshotModel, 'latest' | 'history' | 'fresh'>;
	console: Pick<ConsoleModel, 'kept'>;
	samples: Pick<SampleModel, 'current' | 'settings'>;
	clock: Clock;
}

/** What a snapshot brought, by reference: the models replace their lists when a run begins, and only add to them before. */
type Seen = Pick<RunFacts, 'stats' | 'lines' | 'sweeps' | 'collections' | 'requests' | 'points' | 'console' | 'errors'>;

interface Run {
	readonly lesson: string;
	readonly settings: RunSettings;
	/** The page showed itself; the reader has begun nothing. */
	readonly shown: boolean;
	settingsChanged: boolean;
	seen: Seen | null;
	atEnd: Stats | null;
	ended: RunFacts['ended'] | null;
	/** By the page's clock. */
	endedAtMs: number;
}

export class RunsModel {
	/** Of the last run of the current lesson. */
	readonly phase: ReadonlySignal<RunPhase>;
	/** The next run is the page's own, and counts for nothing. */
	showsNext = false;
	readonly #phase: Signal<RunPhase> = signal('none');
	readonly #parts: RunsParts;
	readonly #earlier = new Map<string, RunFacts[]>();
	#run: Run | null = null;

	constructor(parts: RunsParts) {
		this.#parts = parts;
		this.phase = this.#phase;
		const { run, snapshots, samples } = parts;
		effect(() => {
			if (run.ran.value) this.#begin();
		});
		effect(() => {
			const [snapshot, errors] = [snapshots.latest.value, run.errors.value];
			if (!this.#run || !snapshot) return;
			const { sweeps, collections, requests, points } = snapshots.history;
			const { stats, lines } = snapshot;
			this.#run.seen = { stats, lines, sweeps, collections, requests, points, console: parts.console.kept, errors };
		});
		effect(() => {
			const state = run.state.value;
			if (state === 'ended' || state === 'crashed') this.#end(state);
			else if (state === 'stopped' && this.#run) this.#phase.value = 'stopped';
			else if (state === 'starting' || state === 'ready') this.forget();
		});
		effect(() => {
			const [policy, intervalMs] = [run.policy.value, run.intervalMs.value];
			const it = this.#run;
			if (!it || it.ended || !run.active.peek()) return;
			if (policy !== it.settings.policy || intervalMs !== it.settings.intervalMs) it.settingsChanged = true;
		});
		effect(() => {
			const { id } = samples.current.value;
			if (this.#run && this.#run.lesson !== id) this.forget();
		});
	}

	/** By the page's clock, when the program's own code ended. */
	get endedAtMs(): number {
		return this.#run?.endedAtMs ?? 0;
	}

	/** What is known of the run that has ended; null while there is none, or where nothing was seen of it. */
	facts(): Facts | null {
		const run = this.#run;
		const own = run && factsOf(run);
		return own ? { ...own, earlier: this.#earlier.get(run.lesson) ?? [] } : null;
	}

	/** The last run counts no more, but as an earlier one. */
	forget(): void {
		const facts = this.#run && !this.#run.shown ? factsOf(this.#run) : null;
		if (this.#run && facts) {
			const before = this.#earlier.get(this.#run.lesson) ?? [];
			this.#earlier.set(this.#run.lesson, [...before, facts].slice(-kEarlierRuns));
		}
		this.#run = null;
		this.#phase.value = 'none';
	}

	/** The lesson begins anew. */
	forgetAll(lesson: string): void {
		this.forget();
		this.#earlier.delete(lesson);
	}

	#begin(): void {
		this.forget();
		const { samples } = this.#parts;
		const shown = this.showsNext;
		this.showsNext = false;
		this.#run = {
			lesson: samples.current.peek().id,
			settings: samples.settings(),
			shown,
			settingsChanged: false,
			seen: null,
			atEnd: null,
			ended: null,
			endedAtMs: 0,
		};
		this.#phase.value = shown ? 'none' : 'running';
	}

	#end(state: 'ended' | 'crashed'): void {
		const run = this.#run;
		if (!run || run.ended) return;
		const failed = this.#parts.run.outcome.peek()?.ok === false;
		run.ended = state === 'crashed' ? 'crashed' : failed ? 'error' : 'ok';
		run.endedAtMs = this.#parts.clock.nowMs();
		void this.#parts.snapshots.fresh().then((snapshot) => {
			if (run !== this.#run) return;
			run.atEnd = snapshot?.stats ?? null;
			if (!run.shown) this.#phase.value = 'ended';
		});
	}
}

function factsOf({ seen, atEnd, ended, settings, settingsChanged }: Run): RunFacts | null {
	if (!seen || !atEnd || !ended) return null;
	const endedMs = atEnd.nowMs;
	const msSinceEnd = Math.max(0, seen.stats.nowMs - endedMs);
	return { ...seen, atEnd, ended, endedMs, msSinceEnd, settings, settingsChanged };
}
