// What the Lab's recording costs a program: the same program with it and without, turn about, in one page.
import { workloads } from '../../../app/lab/workloads/index.ts';
import { initialSizes } from '../../../app/lab/workloads/workload.ts';
import { runInFrame } from '../../support/frameRun.ts';
import type { Visit } from '../../support/visit.ts';
import { smoke } from '../smoke.ts';

const kPairs = smoke ? 1 : 15;
const kTurns = smoke ? 1 : 60;
const kLimitBytes = 64 * 2 ** 20;

/** Nothing but what the recording hears of: objects made and deleted, by the ten thousand in one turn. */
const kMakeAndDelete = `for (let turn = 0; turn < ${kTurns}; turn++) {
  for (let i = 0; i < 10000; i++) {
    const one = i % 4 === 0 ? new Buffer(i % 512) : new MyClass(i);
    one.delete();
  }
  await tick(0);
}`;

const { 'steady churn': churn } = workloads;

export const programs = [
	{ name: 'make and delete', code: kMakeAndDelete },
	{ name: 'steady churn', code: churn.program({ ...initialSizes(churn), ...(smoke ? { turns: 2 } : {}) }, 1) },
] as const;

export interface Cost {
	readonly withMs: readonly number[];
	readonly withoutMs: readonly number[];
}

/** Program times, those of a pair at the same place. */
export async function recordingCost(visit: Visit, code: string): Promise<Cost> {
	const withMs: number[] = [];
	const withoutMs: number[] = [];
	const measure = async (record: boolean) => {
		const run = { code, policy: 'pressure', intervalMs: 100, heapLimitBytes: kLimitBytes, record } as const;
		const { ended } = await runInFrame(visit, run);
		if (ended.error) throw new Error(`${ended.error.name}: ${ended.error.message}`);
		if (ended.programMs === undefined) throw new Error('The worker has not said how long the program took');
		(record ? withMs : withoutMs).push(ended.programMs);
	};
	// The first runs load and compile what all others find there.
	for (const record of smoke ? [] : [true, false]) await measure(record);
	withMs.length = withoutMs.length = 0;
	for (let pair = 0; pair < kPairs; pair++)
		for (const first of [true, false]) await measure(first === (pair % 2 === 0));
	return { withMs, withoutMs };
}
