// What the Lab's recording costs a program: the same program without it, with it and without it again, turn about, in one
// page. The two sides without it differ by nothing: what lies between them is what this machine can tell apart.
import { workloads } from '../../../app/lab/workloads/index.ts';
import { initialSizes } from '../../../app/lab/workloads/workload.ts';
import { runInFrame } from '../../support/frameRun.ts';
import type { Visit } from '../../support/visit.ts';
import { smoke } from '../smoke.ts';

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

/** A short program is run more often: what else the machine does then evens out. */
export const programs = [
	{ name: 'make and delete', rounds: smoke ? 1 : 30, code: kMakeAndDelete },
	{
		name: 'steady churn',
		rounds: smoke ? 1 : 12,
		code: churn.program({ ...initialSizes(churn), ...(smoke ? { turns: 2 } : {}) }, 1),
	},
] as const;

export const sides = ['without', 'with', 'again'] as const;
export type Side = (typeof sides)[number];

/** Program times, those of a round at the same place. */
export async function recordingCost(visit: Visit, code: string, rounds: number): Promise<Record<Side, number[]>> {
	const times: Record<Side, number[]> = { without: [], with: [], again: [] };
	const measure = async (side: Side) => {
		const record = side === 'with';
		const run = { code, policy: 'pressure', intervalMs: 100, heapLimitBytes: kLimitBytes, record } as const;
		const { ended } = await runInFrame(visit, run);
		if (ended.error) throw new Error(`${ended.error.name}: ${ended.error.message}`);
		if (ended.programMs === undefined) throw new Error('The worker has not said how long the program took');
		return ended.programMs;
	};
	// The first runs load and compile what all others find there.
	for (const side of smoke ? [] : sides) await measure(side);
	for (let round = 0; round < rounds; round++) {
		// Each side is first, second and last in turn.
		for (let i = 0; i < sides.length; i++) {
			const side = sides[(round + i) % sides.length] as Side;
			times[side].push(await measure(side));
		}
	}
	return times;
}
