// A Lab that measures nothing: its progress and its report are what a test says, its settings are kept as the Lab's are.
import { computed, signal } from '@preact/signals';
import type { Configuration, Experiment } from '../../../app/lab/experiment.ts';
import type { Progress } from '../../../app/lab/LabModel.ts';
import type { Report } from '../../../app/lab/report.ts';
import type { Lab } from '../../../app/lab/SetupModel.ts';
import { type WorkloadName, workloads } from '../../../app/lab/workloads/index.ts';
import { initialSizes } from '../../../app/lab/workloads/workload.ts';
import { sampleExperiment, sampleReport } from '../labReport.ts';

export class LabDouble implements Lab {
	readonly workloadName = signal<WorkloadName | 'program'>('steady churn');
	readonly sizes = signal<Readonly<Record<string, number>>>(initialSizes(workloads['steady churn']));
	readonly seed = signal(1);
	readonly configurations = signal<readonly Configuration[]>(sampleExperiment.configurations.slice(2));
	readonly repeats = signal(3);
	readonly warmUps = signal(1);
	readonly withinMs = signal(1000);
	readonly deadlineMs = signal(10_000);
	readonly experiment = computed<Experiment>(() => {
		const name = this.workloadName.value;
		const [sizes, seed] = [this.sizes.value, this.seed.value];
		return {
			workload: name === 'program' ? { name, code: 'new MyClass(1);' } : { name, sizes, seed },
			configurations: this.configurations.value,
			repeats: this.repeats.value,
			warmUps: this.warmUps.value,
			withinMs: this.withinMs.value,
			deadlineMs: this.deadlineMs.value,
		};
	});
	readonly problem = computed(() => {
		const { repeats } = this.experiment.value;
		return repeats >= 1 && repeats <= 20 ? null : `repeats must be a number from 1 to 20, not ${repeats}`;
	});
	readonly estimateMs = computed(() => this.configurations.value.length * this.repeats.value * 2800);
	readonly progress = signal<Progress | null>(null);
	readonly report = signal<Report | null>(null);
	readonly changed = computed(() => {
		const report = this.report.value;
		return report !== null && JSON.stringify(report.experiment) !== JSON.stringify(this.experiment.value);
	});
	readonly ownCost = signal<Lab['ownCost']['value']>(null);
	/** What was asked for, in its order. */
	readonly calls: string[] = [];
	/** The next thing asked for fails with these words. */
	failure = '';

	choose(name: WorkloadName | 'program'): void {
		this.workloadName.value = name;
		this.sizes.value = name === 'program' ? {} : initialSizes(workloads[name]);
		this.seed.value = 1;
	}

	arrive(experiment: Experiment): void {
		this.show(experiment);
	}

	show({ configurations }: Experiment): void {
		this.configurations.value = configurations;
	}

	restore(): void {
		this.choose('steady churn');
		this.configurations.value = sampleExperiment.configurations.slice(2);
		this.repeats.value = 3;
		this.withinMs.value = 1000;
		this.deadlineMs.value = 10_000;
	}

	async start(): Promise<Report> {
		this.#called('start');
		const report: Report = { ...sampleReport(), experiment: this.experiment.value, trials: [], state: 'running' };
		this.report.value = report;
		this.advance(0);
		return report;
	}

	/** So many trials are done; the last one ends it. */
	advance(done: number): void {
		const { configurations, repeats, warmUps } = this.experiment.value;
		const total = configurations.length * repeats + warmUps;
		const state = done === total ? 'done' : 'running';
		const trials = sampleReport().trials.filter((it) => it.configuration < configurations.length);
		if (this.report.value) this.report.value = { ...this.report.value, state, trials: trials.slice(0, done) };
		const now = 'interval · 100 ms, 2 of 3';
		this.progress.value = done === total ? null : { done, total, now, leftMs: 2800 * (total - done) };
	}

	cancel(): void {
		this.#called('cancel');
		this.progress.value = null;
		if (this.report.value) this.report.value = { ...this.report.value, state: 'cancelled' };
	}

	async measureOwnCost(): Promise<void> {
		this.#called('measureOwnCost');
		this.ownCost.value = { percent: 0.8, leastPercent: -1.2, mostPercent: 2.9, pairs: 5 };
	}

	openInEditor(): void {
		this.#called('openInEditor');
	}

	async share(): Promise<void> {
		this.#called('share');
	}

	#called(what: string): void {
		this.calls.push(what);
		const { failure } = this;
		this.failure = '';
		if (failure !== '') throw new Error(failure);
	}
}
