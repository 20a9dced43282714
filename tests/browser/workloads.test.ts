// The Lab's workloads on the built page: each runs to its end and makes what it says; and what is recorded of a program
// in a frame of its own is what the live view tells of the same program.
import assert from 'node:assert/strict';
import { workloads } from '../../app/lab/workloads/index.ts';
import { initialSizes } from '../../app/lab/workloads/workload.ts';
import { decodeSnapshot, decodeTrace } from '../../app/protocol/snapshot.ts';
import { description } from '../../engine/prebuilt/description.ts';
import { pageTest, until } from '../support/browser.ts';
import { runInFrame } from '../support/frameRun.ts';
import { lines, load, quietPath, ready, run, stats } from '../support/sweepground.ts';

const kLimitBytes = 64 * 2 ** 20;

pageTest(
	'every workload runs to its end under pressure, and makes what it says',
	{ path: quietPath },
	async (visit, t) => {
		await ready(visit);
		for (const [name, workload] of Object.entries(workloads)) {
			const initial = initialSizes(workload);
			// Big buffers stay as they are: more than there is room for is what they are about.
			const share = name === 'big buffers' ? 1 : 5;
			const sizes = Object.fromEntries(
				workload.sizes.map(({ name, min }) => [name, Math.max(min, Math.round((initial[name] ?? min) / share))]),
			);
			const code = workload.program(sizes, 1);
			await load(visit, { code, policy: 'pressure', heapLimitBytes: kLimitBytes });
			const startMs = performance.now();
			assert.deepEqual(await run(visit), { ok: true }, name);
			const tookMs = performance.now() - startMs;
			const { counts, nativeBytes, errors } = await stats(visit);
			const made = counts.live + counts.cleared + counts.freed + counts.deleted + counts.lost;
			const [said = ''] = await lines(visit);
			t.diagnostic(`${name}: ${tookMs.toFixed(0)} ms, peak ${(nativeBytes.peak / 2 ** 20).toFixed(1)} MiB; ${said}`);
			assert.equal(Number.parseInt(said, 10) + workload.holds(sizes), made, name);
			assert.deepEqual([counts.deleted, counts.lost, errors], [0, 0, []], name);
			// What is held on purpose stays, and nothing else.
			assert.equal(await visit.page.evaluate(() => window.sweepground.collect()), true);
			await until(
				`all of ${name} freed but what it holds`,
				() => stats(visit),
				10_000,
				(now) => now.counts.live + now.counts.cleared === workload.holds(sizes),
			);
		}
	},
);

/** Nothing of it depends on a collection: all is deleted but what is held. */
const kDetermined = `globalThis.kept = [];
for (let i = 0; i < 300; i++) {
  const buffer = new Buffer(1000 + i);
  if (i % 3 === 0) kept.push(buffer);
  else if (i % 3 === 1) buffer.delete();
  else { await tick(0); buffer.delete(); }
}
const big = new Buffer(1e6);
big.delete();`;

pageTest('what is recorded is what the live view tells of the same program', { path: quietPath }, async (visit) => {
	await ready(visit);
	const settings = { code: kDetermined, policy: 'pressure', heapLimitBytes: kLimitBytes } as const;
	await load(visit, settings);
	assert.deepEqual(await run(visit), { ok: true });
	const live = await stats(visit);
	const { ended, recorded } = await runInFrame(visit, { ...settings, intervalMs: 100, record: true });
	assert.equal(ended.error, undefined);
	const trace = decodeTrace(new Uint8Array(recorded.trace).buffer);
	for (const bytes of [ended.bytes, recorded.bytes]) {
		const its = decodeSnapshot(description, new Uint8Array(bytes).buffer).stats;
		assert.deepEqual(
			{
				counts: {
					live: its.liveCount,
					cleared: its.clearedCount,
					freed: its.freedCount,
					deleted: its.deletedCount,
					lost: its.lostCount,
				},
				made: its.madeCount,
				peak: its.nativePeakBytes,
				final: its.nativeLiveBytes,
			},
			{ counts: live.counts, made: 301, peak: live.nativeBytes.peak, final: live.nativeBytes.live },
		);
	}
	assert.deepEqual(live.counts, { live: 100, cleared: 0, freed: 0, deleted: 201, lost: 0 });
	assert.equal(Math.max(...trace.peakBytes), live.nativeBytes.peak);
	assert.deepEqual([trace.made.at(-1), trace.ended.at(-1), trace.liveBytes.at(-1)], [301, 201, live.nativeBytes.live]);
});
