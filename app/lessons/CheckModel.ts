// The button Check: asks the lesson's check again and again, as figures change, until it is passed or failed or has
// waited long enough; says in words what it waits for.
import { effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { Clock } from '../lib/clock.ts';
import { formatInterval } from '../lib/format.ts';
import type { SnapshotModel } from '../models/SnapshotModel.ts';
import { kMaxPatienceMs, type Verdict } from './check.ts';
import type { Lesson } from './lesson.ts';
import type { RunsModel } from './RunsModel.ts';

/** Between two looks while no figure changes. */
const kLookEveryMs = 250;
/** Least time between two texts while waiting: what changes faster cannot be read, nor be read out. */
const kTextEveryMs = 1000;

export interface Settled extends Verdict {
	readonly verdict: 'passed' | 'failed';
}

export interface CheckParts {
	runs: Pick<RunsModel, 'phase' | 'facts' | 'endedAtMs'>;
	latest: SnapshotModel['latest'];
	clock: Clock;
	/** Of the current lesson; null while it is not here. */
	lesson(): Pick<Lesson, 'check' | 'patienceMs'> | null;
	/** The check has ended. */
	settled(verdict: Settled): void;
}

export class CheckModel {
	/** While it is under way; null else. */
	readonly waiting: ReadonlySignal<Verdict | null>;
	/** How much of its patience is gone, 0 to 1. */
	readonly waited: ReadonlySignal<number>;
	readonly #waiting: Signal<Verdict | null> = signal(null);
	readonly #waited = signal(0);
	readonly #parts: CheckParts;
	/** Ends when it is settled or given up. */
	#under: { promise: Promise<Settled>; resolve(verdict: Settled): void; reject(why: Error): void } | null = null;
	#begunAtMs = 0;
	#saidAtMs = Number.NEGATIVE_INFINITY;
	#cancelLook = () => {};

	constructor(parts: CheckParts) {
		this.#parts = parts;
		this.waiting = this.#waiting;
		this.waited = this.#waited;
		effect(() => {
			parts.latest.value;
			const phase = parts.runs.phase.value;
			untracked(() => {
				if (this.#under && phase === 'none') this.giveUp();
				else if (this.#under) this.#look();
			});
		});
	}

	/** Begins, or joins the check that is under way. Rejects if nothing was run, or another run takes its place. */
	start(): Promise<Settled> {
		if (this.#under) return this.#under.promise;
		if (this.#parts.runs.phase.peek() === 'none' || !this.#parts.lesson()) {
			return Promise.reject(new Error('Run the program first, then check'));
		}
		let settle = { resolve: (_: Settled) => {}, reject: (_: Error) => {} };
		const promise = new Promise<Settled>((resolve, reject) => {
			settle = { resolve, reject };
		});
		// A click waits for nothing.
		promise.catch(() => {});
		this.#under = { promise, ...settle };
		this.#begunAtMs = this.#parts.clock.nowMs();
		this.#saidAtMs = Number.NEGATIVE_INFINITY;
		this.#look();
		return promise;
	}

	giveUp(): void {
		const under = this.#end();
		under?.reject(new Error('Another run or another lesson has taken its place'));
	}

	#look(): void {
		this.#cancelLook();
		const { verdict, patienceMs, fromMs } = this.#ask();
		const nowMs = this.#parts.clock.nowMs();
		const waitedMs = nowMs - fromMs;
		if (verdict.verdict !== 'waiting') this.#settle({ ...verdict, verdict: verdict.verdict });
		else if (waitedMs >= patienceMs) {
			const waited = `Waited ${formatInterval(patienceMs)}`;
			const text = verdict.text.replace(/^Waiting/, waited);
			this.#settle({ verdict: 'failed', text: text === verdict.text ? `${waited}. ${text}` : text });
		} else {
			this.#waited.value = waitedMs / patienceMs;
			if (nowMs - this.#saidAtMs >= kTextEveryMs) {
				this.#saidAtMs = nowMs;
				this.#waiting.value = verdict;
			}
			this.#cancelLook = this.#parts.clock.after(kLookEveryMs, () => this.#look());
		}
	}

	/** What holds now, and from when on how long that may be waited for, by the page's clock. */
	#ask(): { verdict: Verdict; patienceMs: number; fromMs: number } {
		const { runs, lesson } = this.#parts;
		const { check, patienceMs } = lesson() ?? { check: () => kGone, patienceMs: 0 };
		const fromMs = Math.max(this.#begunAtMs, runs.endedAtMs);
		if (runs.phase.peek() === 'stopped') return { verdict: kStopped, patienceMs, fromMs };
		if (runs.phase.peek() !== 'ended')
			return { verdict: kRunning, patienceMs: kMaxPatienceMs, fromMs: this.#begunAtMs };
		const facts = runs.facts();
		if (!facts) return { verdict: kUnseen, patienceMs, fromMs };
		try {
			return { verdict: check(facts), patienceMs, fromMs };
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			return { verdict: { verdict: 'failed', text: `The check of this lesson is faulty: ${why}` }, patienceMs, fromMs };
		}
	}

	#settle(verdict: Settled): void {
		const under = this.#end();
		this.#parts.settled(verdict);
		under?.resolve(verdict);
	}

	#end() {
		this.#cancelLook();
		const under = this.#under;
		this.#under = null;
		this.#waiting.value = null;
		this.#waited.value = 0;
		return under;
	}
}

const kRunning: Verdict = { verdict: 'waiting', text: 'Waiting for the program to end' };
const kStopped: Verdict = { verdict: 'failed', text: 'The run was stopped before its end. Run it again, then check.' };
const kUnseen: Verdict = { verdict: 'failed', text: 'The program was ended before anything could be seen of it.' };
const kGone: Verdict = { verdict: 'failed', text: 'The lesson could not be loaded.' };
