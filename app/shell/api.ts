// `window.sweepground`: the page for scripts. Automation, embedding in a course and the tests go through it.
//
//   await sweepground.ready;
//   await sweepground.load({ code: 'new MyClass(1)', policy: 'interval', intervalMs: 50 });
//   const { ok, error } = await sweepground.run();   // when the program's own code has ended
//   const { counts, nativeBytes } = await sweepground.stats();
//
//   const { trials } = await sweepground.lab({ workload: 'bursts', configurations: ['gated', 'pressure'], repeats: 2 });
import type { Configuration, Experiment } from '../lab/experiment.ts';
import type { Report } from '../lab/report.ts';
import type { Progress } from '../lab/runExperiment.ts';
import type { WorkloadName } from '../lab/workloads/index.ts';
import { kMaxIntervalMs, kMinIntervalMs } from '../models/policies.ts';
import { bytesInRange, inRange, kMaxHeapLimitBytes, kMinHeapLimitBytes, knownPolicy } from '../models/programState.ts';
import type { Policy } from '../models/RunModel.ts';
import type { RunSettings } from '../models/SampleModel.ts';
import type { ConsoleLine, ProgramError, StateName, StatName } from '../protocol/messages.ts';
import { panesLoaded } from './chunks.ts';
import type { Page } from './page.ts';

export interface LoadOptions {
	/** The program's text. The policy of the sample that it replaces goes with that, if nobody has chosen another. */
	code?: string;
	/**
	 * Id of a sample: its lesson is shown, its policy set and its program loaded, unless they are given too. A run of
	 * another lesson ends, and its views are emptied.
	 */
	sample?: string;
	/** `pressure`, unless this, the reader or a sample says otherwise. */
	policy?: Policy;
	/** Of the policy `interval`: 1 to 10,000. */
	intervalMs?: number;
	/** 1 MiB to 1 GiB; holds from the next run on. */
	heapLimitBytes?: number;
	/** 0 (off) to the limit: how many bytes of freed blocks wait before their addresses are used again; as the limit. */
	quarantineBytes?: number;
}

export interface Stats {
	/** `live` and `cleared` are now; `freed`, `deleted` and `lost` are totals of the run. */
	counts: Record<StateName, number>;
	nativeBytes: { live: number; peak: number; limit: number; wasmMemory: number };
	collections: number;
	pressureRequests: number;
	sweeps: { count: number; totalMs: number; longestMs: number };
	/** What the page's own looking has cost the program's thread. */
	snapshots: { count: number; totalMs: number; longestMs: number };
	/** Null while nothing was freed. */
	clearedToFreedMs: { p50: number | null; p99: number | null; max: number | null };
	errors: { name: string; message: string; line: number }[];
}

/** What is left out is as the Lab has it at first. */
export interface LabOptions extends Partial<Pick<Experiment, 'repeats' | 'warmUps' | 'withinMs' | 'deadlineMs'>> {
	/** A built-in one, with its own sizes and seed or others; `program`: what the editor holds, or `code`. */
	workload?:
		| WorkloadName
		| 'program'
		| { name: WorkloadName; sizes?: Readonly<Record<string, number>>; seed?: number }
		| { name: 'program'; code?: string };
	/** A policy alone: under the page's own interval and limits. */
	configurations?: readonly (Policy | (Pick<Configuration, 'policy'> & Partial<Configuration>))[];
}

/** What a script may want of an experiment while it runs. */
export interface LabWatch {
	/** Called as trials begin. */
	progress?(progress: Progress): void;
	/** Aborted, it is Cancel: the report has what was measured so far. */
	signal?: AbortSignal;
}

export interface SweepgroundApi {
	/** Fulfilled when a program can run. */
	readonly ready: Promise<void>;
	/** Sets what is given; rejects, with nothing set, if anything given is not valid. */
	load(options: LoadOptions): Promise<void>;
	/** When the program's own code has ended; its timers and the policy go on. */
	run(): Promise<{ ok: boolean; error?: ProgramError }>;
	stop(): Promise<void>;
	reset(): Promise<void>;
	/** True once a collection was detected; false if none was, or nothing runs. */
	collect(): Promise<boolean>;
	/** True when the sweep has ended; false when nothing runs. */
	sweep(): Promise<boolean>;
	/** Measured after the call; of the last run's end when nothing runs. */
	stats(): Promise<Stats>;
	console(): Promise<ConsoleLine[]>;
	/**
	 * Shows the Lab, sets this experiment up and runs it; its report, when it is done or was cancelled there. Rejects on
	 * options that are not valid, and while another runs. A program that comes with it is put into the editor.
	 */
	lab(options?: LabOptions, watch?: LabWatch): Promise<Report>;
	/**
	 * The button Check: the verdict on the last run of the lesson that is shown, once it is passed or failed, with its
	 * figures in words. Rejects if nothing was run.
	 */
	check(): Promise<{ verdict: 'passed' | 'failed'; text: string }>;
}

declare global {
	interface Window {
		sweepground: SweepgroundApi;
	}
}

/** `listening`: the page hears its keys. `used`: a script has loaded or run something, so the page begins nothing by itself. */
export function makeApi(page: Page, listening: Promise<void>): { api: SweepgroundApi; used: () => boolean } {
	let used = false;
	const { run, snapshots } = page;
	const api: SweepgroundApi = {
		ready: Promise.all([run.open().then(panesLoaded), page.share.opened, page.lesson.opened, listening]).then(() => {}),
		async load(options) {
			used = true;
			await load(page, options);
		},
		run() {
			used = true;
			return page.runProgram();
		},
		stop: () => run.stop(),
		reset: () => run.reset(),
		collect: () => run.collect(),
		sweep: () => run.sweep(),
		async stats() {
			const snapshot = await snapshots.fresh();
			const stat = (name: StatName) => snapshot?.stats[name] ?? 0;
			const measured = (name: StatName) => (snapshot && !Number.isNaN(snapshot.stats[name]) ? stat(name) : null);
			return {
				counts: {
					live: stat('liveCount'),
					cleared: stat('clearedCount'),
					freed: stat('freedCount'),
					deleted: stat('deletedCount'),
					lost: stat('lostCount'),
				},
				nativeBytes: {
					live: stat('nativeLiveBytes'),
					peak: stat('nativePeakBytes'),
					limit: snapshot?.stats.nativeLimitBytes ?? run.heapLimitBytes.value,
					wasmMemory: stat('wasmMemoryBytes'),
				},
				collections: stat('collections'),
				pressureRequests: stat('pressureRequests'),
				sweeps: {
					count: stat('sweepCount'),
					totalMs: stat('sweepTotalMs'),
					longestMs: stat('sweepLongestMs'),
				},
				snapshots: { ...snapshots.cost },
				clearedToFreedMs: {
					p50: measured('clearedToFreedP50Ms'),
					p99: measured('clearedToFreedP99Ms'),
					max: measured('clearedToFreedMaxMs'),
				},
				errors: run.errors.value.map(({ name, message, line }) => ({ name, message, line })),
			};
		},
		console: async () => page.console.all(),
		async lab(options = {}, { progress, signal } = {}) {
			used = true;
			const [model, { parseExperiment }] = await Promise.all([page.lab(), import('../lab/makeLab.ts')]);
			// Refused by start(), with nothing set.
			if (model.progress.peek() !== null) return model.start();
			const experiment = parseExperiment(options, page.editor.code.peek());
			const { workload } = experiment;
			if (workload.name === 'program' && workload.code !== page.editor.code.peek())
				await load(page, { code: workload.code });
			model.show(experiment);
			page.layout.side.value = 'lab';
			const running = model.start();
			const cancel = () => model.cancel();
			if (signal?.aborted) cancel();
			signal?.addEventListener('abort', cancel);
			const stop = model.progress.subscribe((now) => now && progress?.(now));
			return running.finally(() => {
				signal?.removeEventListener('abort', cancel);
				stop();
			});
		},
		check: () => page.lesson.check(),
	};
	return { api: Object.freeze(api), used: () => used };
}

/** Checks everything before it sets anything: scripts are no TypeScript. */
async function load(page: Page, options: LoadOptions): Promise<void> {
	if (typeof options !== 'object' || options === null) throw new TypeError('load() takes an object');
	const { code, sample: id, policy, intervalMs, heapLimitBytes, quarantineBytes } = options;
	const { samples } = page;
	const sample = id === undefined ? undefined : samples.find(id);
	if (code !== undefined && typeof code !== 'string') throw new TypeError('code must be a string');
	if (id !== undefined && !sample) {
		const known = samples.samples.map((it) => it.id).join(', ');
		throw new RangeError(`Unknown sample ${String(id)}; there are ${known}`);
	}
	const given: { -readonly [K in keyof RunSettings]?: RunSettings[K] } = {};
	if (policy !== undefined) given.policy = knownPolicy(policy);
	if (intervalMs !== undefined) given.intervalMs = inRange('intervalMs', intervalMs, kMinIntervalMs, kMaxIntervalMs);
	if (heapLimitBytes !== undefined)
		given.heapLimitBytes = bytesInRange('heapLimitBytes', heapLimitBytes, kMinHeapLimitBytes, kMaxHeapLimitBytes);
	const brought = sample && samples.settingsOf(sample);
	const held = brought ?? (code === undefined ? samples.settings() : samples.settingsForScript());
	const limitBytes = heapLimitBytes ?? held.heapLimitBytes;
	const heldBytes = quarantineBytes ?? held.quarantineBytes;
	if (quarantineBytes !== undefined || heldBytes > limitBytes)
		given.quarantineBytes = bytesInRange('quarantineBytes', heldBytes, 0, limitBytes);

	if (sample) await samples.choose(sample, code);
	else if (code !== undefined) {
		page.editor.setCode(code);
		samples.replaced();
	}
	samples.override(given);
	// What a script brings is its own to keep.
	page.program.kept();
	page.saved.settle();
	page.lesson.loaded(sample !== undefined);
	page.notices.close();
}
