// The Lab: the experiment that is being set up, the one that runs, and what the last one gave.
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Address } from '../lib/address.ts';
import type { Clock } from '../lib/clock.ts';
import type { Notice, NoticeModel } from '../models/NoticeModel.ts';
import type { openSession } from '../sandbox/host.ts';
import { usualExperiment } from './defaults.ts';
import type { Surroundings } from './disturbance.ts';
import type { Configuration, Experiment, Workload } from './experiment.ts';
import { labFragment } from './link.ts';
import { kCostPairs, measureCost, type OwnCost } from './ownCost.ts';
import { parseExperiment } from './parseExperiment.ts';
import { programOf, trialCount, trialMs } from './program.ts';
import type { Place, Report } from './report.ts';
import { type Progress, runExperiment } from './runExperiment.ts';
import { type WorkloadName, workloads } from './workloads/index.ts';
import { initialSizes } from './workloads/workload.ts';

export type { Progress } from './runExperiment.ts';

export interface LabParts {
	openSession: typeof openSession;
	clock: Clock;
	surroundings: Surroundings;
	place(): Place;
	/** ISO 8601, of now. */
	date(): string;
	/** What the editor holds. */
	code: ReadonlySignal<string>;
	setCode(code: string): void;
	/** The reader has written what is nowhere else. */
	unsaved: ReadonlySignal<boolean>;
	/** Ends what runs in Live; true if something did. */
	stopLive(): boolean;
	notices: NoticeModel;
	address: Address;
	/** True if the clipboard has it. */
	copy(text: Promise<string>): Promise<boolean>;
}

export class LabModel {
	/** What is set up; each may be invalid while it is being typed. */
	readonly workloadName: Signal<WorkloadName | 'program'> = signal('steady churn');
	/** Of the chosen workload; empty for the program in the editor. */
	readonly sizes: Signal<Readonly<Record<string, number>>> = signal({});
	readonly seed = signal(1);
	readonly configurations: Signal<readonly Configuration[]> = signal([]);
	readonly repeats = signal(usualExperiment.repeats);
	readonly warmUps = signal(usualExperiment.warmUps);
	readonly withinMs = signal(usualExperiment.withinMs);
	readonly deadlineMs = signal(usualExperiment.deadlineMs);

	/** The same as one value; it may be invalid. */
	readonly experiment: ReadonlySignal<Experiment>;
	/** What is wrong with it, a sentence; null if nothing is. */
	readonly problem: ReadonlySignal<string | null>;
	/** About how long it will take; 0 while it is invalid. */
	readonly estimateMs: ReadonlySignal<number>;

	/** Null while nothing runs. */
	readonly progress: Signal<Progress | null> = signal(null);
	/** Of the last experiment, trial by trial as they come; null before the first. */
	readonly report: Signal<Report | null> = signal(null);
	/** What is set up is no longer what the report is about. */
	readonly changed: ReadonlySignal<boolean>;
	/** Program time with the Lab's recording against without; null until measured. */
	readonly ownCost: Signal<OwnCost | null> = signal(null);

	readonly #parts: LabParts;
	#cancel: () => void = () => {};
	/** The fragment that was put in the address or came in it, and the text of its experiment. */
	readonly #inAddress: Signal<{ text: string; fragment: string } | null> = signal(null);

	constructor(parts: LabParts) {
		this.#parts = parts;
		this.restore();
		this.experiment = computed(() => ({
			workload: this.#workload(),
			configurations: this.configurations.value,
			repeats: this.repeats.value,
			warmUps: this.warmUps.value,
			withinMs: this.withinMs.value,
			deadlineMs: this.deadlineMs.value,
		}));
		// One form for the same experiment: two are held against each other by their text.
		const parsed = computed(() => {
			try {
				return parseExperiment(this.experiment.value, '');
			} catch (error) {
				return reasonOf(error);
			}
		});
		const text = computed(() => JSON.stringify(parsed.value));
		this.problem = computed(() => (typeof parsed.value === 'string' ? parsed.value : null));
		this.estimateMs = computed(() => {
			const experiment = parsed.value;
			return typeof experiment === 'string' ? 0 : trialCount(experiment) * trialMs(experiment);
		});
		this.changed = computed(() => {
			const measured = this.report.value?.experiment;
			return measured !== undefined && JSON.stringify(measured) !== text.value;
		});
		effect(() => {
			const named = this.#inAddress.value;
			if (named === null || named.text === text.value) return;
			this.#inAddress.value = null;
			// Another link may have come in its place.
			if (parts.address.fragment() === named.fragment) parts.address.replace('');
		});
	}

	/** The workload's sizes and seed go back to its own. */
	choose(name: WorkloadName | 'program'): void {
		batch(() => {
			this.workloadName.value = name;
			this.sizes.value = name === 'program' ? {} : initialSizes(workloads[name]);
			this.seed.value = 1;
		});
	}

	/** Puts all settings back to the defaults that answer the usual question. */
	restore(): void {
		this.show(usualExperiment);
	}

	/** Sets it up; a program of its own is not put into the editor: whoever calls does. */
	show({ workload, configurations, repeats, warmUps, withinMs, deadlineMs }: Experiment): void {
		batch(() => {
			this.workloadName.value = workload.name;
			this.sizes.value = workload.name === 'program' ? {} : workload.sizes;
			this.seed.value = workload.name === 'program' ? 1 : workload.seed;
			// As one reads them, and as two are held against each other.
			this.configurations.value = configurations.map((it) => ({ ...it }));
			this.repeats.value = repeats;
			this.warmUps.value = warmUps;
			this.withinMs.value = withinMs;
			this.deadlineMs.value = deadlineMs;
		});
	}

	/** Sets up what a link in the address brings; the address keeps it as long as that is what is set up. */
	arrive(experiment: Experiment): void {
		this.show(experiment);
		this.#inAddress.value = { text: JSON.stringify(experiment), fragment: this.#parts.address.fragment() };
	}

	/**
	 * Runs it; fulfilled with the report when it is done or cancelled. Rejects, with a reason to read, on bad settings and
	 * while another runs.
	 */
	async start(): Promise<Report> {
		const experiment = this.#ready();
		this.#begins(trialCount(experiment));
		const { openSession, clock, surroundings } = this.#parts;
		const parts = { openSession, clock, surroundings, place: this.#parts.place(), date: this.#parts.date() };
		const running = runExperiment(experiment, parts, {
			report: (report) => {
				this.report.value = report;
			},
			progress: (progress) => {
				this.progress.value = progress;
			},
		});
		this.#cancel = running.cancel;
		try {
			return await running.done;
		} finally {
			this.#ends();
		}
	}

	/** Ends the trial under way at once; what was measured stays. */
	cancel(): void {
		this.#cancel();
	}

	/** Measures what the recording costs: the workload with it and without, turn about. Rejects as `start()`. */
	async measureOwnCost(): Promise<void> {
		const experiment = this.#ready();
		const total = 2 * kCostPairs + 1;
		this.#begins(total);
		const eachMs = trialMs({ ...experiment, withinMs: 0 });
		const tell = (done: number) => {
			const now = 'the Lab’s own cost: with its recording and without';
			this.progress.value = { done, total, now, leftMs: (total - done) * eachMs };
		};
		tell(0);
		const running = measureCost(experiment, this.#parts, tell);
		this.#cancel = running.cancel;
		try {
			const cost = await running.done;
			if (cost) this.ownCost.value = cost;
		} finally {
			this.#ends();
		}
	}

	/** The program that would be run goes into the editor. */
	openInEditor(): void {
		const { code, setCode, unsaved, notices } = this.#parts;
		const { workload } = this.#ready(true);
		if (workload.name === 'program') return;
		const text = programOf(workload);
		if (!unsaved.peek() || code.peek() === text) {
			setCode(text);
			return;
		}
		notices.show({
			text: 'The workload’s program replaces the one that you have written.',
			tone: 'warning',
			actions: [
				{ label: 'Replace mine', act: () => setCode(text) },
				{ label: 'Keep mine', act: () => {} },
			],
		});
	}

	/** Puts a link that opens this experiment in the address and on the clipboard; says so. Rejects on bad settings. */
	async share(): Promise<void> {
		const { address, copy, notices } = this.#parts;
		const experiment = this.#ready(true);
		const making = labFragment(experiment);
		const copying = copy(making.then(address.link));
		const fragment = await making;
		const inAddress = address.replace(fragment);
		if (inAddress) this.#inAddress.value = { text: JSON.stringify(experiment), fragment };
		notices.show(linkNotice(await copying, inAddress));
	}

	#workload(): Workload {
		const name = this.workloadName.value;
		if (name === 'program') return { name, code: this.#parts.code.value };
		return { name, sizes: this.sizes.value, seed: this.seed.value };
	}

	#ready(alsoAtWork = false): Experiment {
		if (!alsoAtWork && this.progress.peek() !== null)
			throw new Error('The Lab is at work: wait for its end, or press Cancel');
		return parseExperiment(this.experiment.peek(), '');
	}

	#begins(total: number): void {
		this.progress.value = { done: 0, total, now: 'opening', leftMs: this.estimateMs.peek() };
		if (!this.#parts.stopLive()) return;
		const text = 'The program in Live was stopped: it would have disturbed the trials.';
		this.#parts.notices.show({ text, tone: 'note' });
	}

	#ends(): void {
		this.#cancel = () => {};
		this.progress.value = null;
	}
}

function linkNotice(copied: boolean, inAddress: boolean): Notice {
	if (!copied && !inAddress) {
		return { text: 'The link could not be made: neither clipboard nor address takes it.', tone: 'warning' };
	}
	const where = copied
		? `on the clipboard${inAddress ? ', and in the address' : ''}. It runs nothing by itself.`
		: 'in the address: copy it from there.';
	return { text: `The link to this experiment is ${where}`, tone: 'note' };
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
