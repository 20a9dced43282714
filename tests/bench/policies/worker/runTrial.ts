// Runs one trial and says how it went.
import type { Outcome, Trial, TrialHost } from '../trial.ts';
import { Absent } from './side.ts';
import { makeSide } from './sides.ts';
import { workloads } from './workloads/index.ts';

export async function runTrial(trial: Trial, host: TrialHost): Promise<Outcome> {
	try {
		const workload = workloads[trial.workload];
		if (!workload) throw new Error(`There is no workload ${trial.workload}`);
		const side = await makeSide(trial.side, host, workload.timed === true);
		const size = (name: string) => {
			const value = trial.numbers[name];
			if (value === undefined) throw new Error(`The trial does not say ${name}`);
			return value;
		};
		const measured = await workload.run({ side, size, way: trial.way ?? '', heap: () => host.heap() });
		return { kind: 'measured', measured };
	} catch (error) {
		if (error instanceof Absent) return { kind: 'absent', why: error.message };
		return { kind: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}
