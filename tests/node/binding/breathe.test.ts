// breathe(): what it costs where nothing presses, how long it waits where something does, and that it always ends.
import '../../support/clearable.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PolicyName, policies } from '../../../engine/binding/policies/index.ts';
import type { Runtime } from '../../../engine/binding/runtime.ts';
import { clearAll, costMs, manageMany } from './objects.ts';
import { isFulfilled, kMiB, Pressed } from './pressing.ts';

/** Under pressure, in a job with a sweep of this many slices before it. */
const slowObjects = (pressed: Pressed) => {
	const objects = manageMany(pressed.run, 5000);
	costMs(objects, pressed.run.clock, 0.01);
	return objects;
};

test('without pressure it is fulfilled at once: no timer, no job', async () => {
	const pressed = await Pressed.start();
	const jobs = pressed.run.clock.timeJobs();
	pressed.buffers(15);
	const { pending } = pressed.run.clock;
	for (let i = 0; i < 100; i++) await pressed.run.runtime.breathe();
	assert.equal(pressed.run.clock.pending, pending);
	assert.deepEqual(jobs, []);
});

test('under pressure it waits until what the collector took is freed', async () => {
	const pressed = await Pressed.start();
	const { runtime } = pressed.run;
	pressed.answers = () => 'major';
	pressed.drop(pressed.buffers(20));
	const breath = runtime.breathe();
	assert.equal(await isFulfilled(breath), false);
	await pressed.jobs();
	await breath;
	assert.equal(pressed.run.counts, 'freed 20');
	assert.ok(await isFulfilled(runtime.breathe()), 'and then no longer');
});

test('a sweep in slices is waited for to its end, also where an earlier one is still at work', async () => {
	const pressed = await Pressed.start();
	const { runtime, clock, collector } = pressed.run;
	pressed.answers = () => 'major';
	slowObjects(pressed);
	await clock.advance(10);
	let liveAfter = -1;
	clock.soon(() => {
		collector.collected('minor');
		// Between two slices of the sweep that follows it.
		clock.soon(() => {
			pressed.drop(pressed.buffers(20));
			runtime.breathe().then(() => {
				liveAfter = pressed.run.snapshot().stats.liveCount;
			});
		});
	});
	await clock.advance(200);
	assert.equal(liveAfter, 5000, 'nothing of what was dropped is left');
	assert.equal(pressed.run.counts, 'live 5000 freed 20');
});

test('where no collection comes it lets go after some 100 ms', async () => {
	const pressed = await Pressed.start();
	const startMs = pressed.run.clock.now();
	pressed.buffers(20);
	let tookMs = -1;
	const breath = pressed.run.runtime.breathe().then(() => {
		tookMs = pressed.run.clock.now() - startMs;
	});
	await pressed.run.clock.advance(1000);
	await breath;
	assert.equal(tookMs, 150);
});

test('while a program waits for it, its process does not end', async () => {
	const pressed = await Pressed.start();
	const { runtime, clock } = pressed.run;
	pressed.buffers(20);
	const breath = runtime.breathe();
	let waited = 0;
	for (; !(await isFulfilled(breath)); waited++) {
		assert.ok(clock.keepsProcess, `after ${waited} ms nothing is to come that a process waits for`);
		await clock.advance(1);
	}
	assert.ok(waited > 50);
	assert.ok(!clock.keepsProcess, 'and after that it may');
});

test('objects alone do not hold it up', async () => {
	const pressed = await Pressed.start();
	pressed.objects(20_000);
	assert.ok(await isFulfilled(pressed.run.runtime.breathe()));
});

const others = (Object.keys(policies) as PolicyName[]).filter((name) => name !== 'pressure');
for (const policy of others)
	test(`under ${policy} it lets go of the thread once for each sixteenth of the limit`, async () => {
		const pressed = await Pressed.start({ policy, heapLimitBytes: 64 * kMiB });
		const letGoAt: number[] = [];
		for (let made = 1; made <= 20; made++) {
			pressed.buffers(1);
			const breath = pressed.run.runtime.breathe();
			if (await isFulfilled(breath)) continue;
			letGoAt.push(made);
			await pressed.jobs();
			assert.ok(await isFulfilled(breath), 'in the next job it goes on');
		}
		assert.deepEqual(letGoAt, [4, 8, 12, 16, 20]);
		assert.deepEqual(pressed.asked, [], 'and nothing is asked for');
	});

test('what was freed meanwhile counts as room again', async () => {
	const pressed = await Pressed.start({ policy: 'manual', heapLimitBytes: 64 * kMiB });
	const { runtime } = pressed.run;
	const wrappers = pressed.buffers(10);
	const first = runtime.breathe();
	await pressed.jobs();
	await first;
	for (const wrapper of wrappers) wrapper.delete();
	await runtime.breathe();
	pressed.buffers(3);
	assert.ok(await isFulfilled(runtime.breathe()));
	pressed.buffers(1);
	assert.equal(await isFulfilled(runtime.breathe()), false);
});

/** Brings the policy into a phase, with breathe() waiting. */
const phases: Record<string, (pressed: Pressed) => Promise<void>> = {
	asking: async (pressed) => {
		pressed.buffers(20);
	},
	waiting: async (pressed) => {
		pressed.buffers(20);
		await pressed.jobs();
		assert.ok(pressed.asked.length >= 2);
	},
	sweeping: async (pressed) => {
		const objects = slowObjects(pressed);
		clearAll(objects);
		await pressed.jobs();
		pressed.answers = () => 'major';
		pressed.drop(pressed.buffers(20));
		const { runtime } = pressed.run;
		await new Promise<void>((resolve) => {
			// After the request, and the first slice of the sweep.
			pressed.run.clock.soon(() => resolve());
			pressed.jobs();
		});
		assert.ok(pressed.asked.length > 0 && runtime.stats().freedCount < 5020, 'the sweep is not over');
	},
};

for (const [phase, bring] of Object.entries(phases))
	for (const [how, act] of [
		['another policy', (runtime: Runtime) => runtime.setPolicy('none')],
		['the same one anew', (runtime: Runtime) => runtime.setPolicy('pressure')],
		['the end of the run', (runtime: Runtime) => runtime.end()],
	] as const)
		test(`${how} while it is ${phase}: whoever waits goes on, and nothing is left behind`, async () => {
			const pressed = await Pressed.start();
			const { runtime, clock } = pressed.run;
			await bring(pressed);
			const breath = runtime.breathe();
			assert.equal(await isFulfilled(breath), false);
			const { freedCount } = runtime.stats();
			act(runtime);
			assert.ok(await isFulfilled(breath));
			if (how === 'the same one anew') runtime.setPolicy('manual');
			pressed.takeAsked();
			assert.equal(clock.pending, 0, 'no timer is left');
			await clock.advance(100_000);
			assert.deepEqual(pressed.asked, [], 'nothing is asked for any more');
			assert.equal(runtime.stats().freedCount, freedCount, 'nothing is freed any more');
		});

for (const policy of Object.keys(policies) as PolicyName[])
	test(`after the end of a run under ${policy} it never waits, and objects start no timer`, async () => {
		const pressed = await Pressed.start({ policy });
		const { runtime, clock } = pressed.run;
		pressed.buffers(20);
		runtime.end();
		const breath = runtime.breathe();
		pressed.buffers(20);
		await clock.advance(0);
		assert.ok(await isFulfilled(breath));
		assert.equal(clock.pending, 0);
		await clock.advance(100_000);
		assert.deepEqual(pressed.asked, []);
	});
