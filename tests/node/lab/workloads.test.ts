// The built-in workloads: each is a program of the playground's, makes the same objects for the same sizes and seed, and
// holds what it says.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { kMaxDeadlineMs } from '../../../app/lab/experiment.ts';
import { workloads } from '../../../app/lab/workloads/index.ts';
import {
	type BuiltIn,
	checkSeed,
	checkSizes,
	initialSizes,
	type Size,
	type Sizes,
} from '../../../app/lab/workloads/workload.ts';
import { kMaxProgramChars } from '../../../app/models/programState.ts';
import type { Engine } from '../../../engine/binding/engine.ts';
import { loadEngine } from '../../support/fakes.ts';
import { instrumented } from '../../support/instrumented.ts';
import { runWorkload } from '../../support/workloadRuns.ts';

const kMiB = 2 ** 20;
const kDefaultLimitBytes = 64 * kMiB;

let engine: Engine;
before(async () => {
	assert.ok(globalThis.gc, 'The collector cannot be asked: run node with --expose-gc');
	engine = await loadEngine();
});

const all = Object.entries(workloads);

const sizesBy = ({ sizes }: BuiltIn, of: (size: Size) => number): Sizes =>
	Object.fromEntries(sizes.map((size) => [size.name, of(size)]));

/** A tenth of each, so that a run is short. */
const small = (workload: BuiltIn) => sizesBy(workload, ({ min, initial }) => Math.max(min, Math.round(initial / 10)));

/** Each size at its least or greatest, in every combination. */
function corners({ sizes }: BuiltIn): Sizes[] {
	return Array.from({ length: 2 ** sizes.length }, (_, bits) =>
		Object.fromEntries(sizes.map(({ name, min, max }, i) => [name, (bits >> i) & 1 ? max : min])),
	);
}

test('seven, in order, each with a title, a question and two to four sizes', () => {
	assert.deepEqual(Object.keys(workloads), [
		'steady churn',
		'bursts',
		'big buffers',
		'shared graph',
		'temporaries',
		'long stretches',
		'long-lived beside churn',
	]);
	for (const [name, { title, what, sizes }] of all) {
		assert.equal(title.toLowerCase(), name);
		assert.match(what, /^[A-Z].*: .*\?$/, name);
		assert.ok(sizes.length >= 2 && sizes.length <= 4, name);
		assert.equal(new Set(sizes.map(({ label }) => label)).size, sizes.length, name);
		for (const size of sizes) {
			const { min, max, initial } = size;
			assert.ok([min, max, initial].every(Number.isInteger) && min >= 1, `${name}: ${size.name}`);
			assert.ok(min < initial && initial < max, `${name}: ${size.name}`);
		}
	}
});

for (const [name, workload] of all) {
	test(`${name}: a legal program at every end of its sizes, for readers, with sizes and seed at its top`, () => {
		for (const sizes of [initialSizes(workload), ...corners(workload)]) {
			assert.deepEqual(checkSizes(workload, sizes), sizes);
			const code = workload.program(sizes, 4_294_967_295);
			instrumented(code);
			assert.ok(code.length < kMaxProgramChars / 64);
			const lines = code.split('\n');
			assert.match(lines[0] ?? '', /^\/\/ [A-Z].*: .*\.$/);
			const top = lines.slice(1, 2 + workload.sizes.length).join('\n');
			assert.match(top, /^const seed = 4294967295;/);
			for (const { name } of workload.sizes) assert.match(top, new RegExp(`^const ${name} = ${sizes[name]};`, 'm'));
			for (const line of lines) assert.ok(line.length <= 120 && !/\t|\s$/.test(line), line);
			const estimateMs = workload.estimateMs(sizes);
			assert.ok(estimateMs > 0 && estimateMs < kMaxDeadlineMs / 2, `${estimateMs} ms for ${JSON.stringify(sizes)}`);
			assert.ok(workload.holds(sizes) >= 0);
		}
		const estimateMs = workload.estimateMs(initialSizes(workload));
		assert.ok(estimateMs >= 500 && estimateMs <= 3000, `${estimateMs} ms`);
	});

	test(`${name}: the same seed makes the same objects, another one others; what it holds stays, and nothing else`, async (t) => {
		const sizes = small(workload);
		const runs = [];
		for (const seed of [1, 1, 2]) {
			const made = await runWorkload(engine, workload.program(sizes, seed), true);
			await made.checkStays(workload.holds(sizes));
			runs.push(made);
		}
		const [first, same, other] = runs;
		assert.ok(first && same && other);
		t.diagnostic(`${first.madeCount} objects: ${first.lines.join()}`);
		assert.ok(first.madeCount > 0 && first.blocks.length >= first.madeCount);
		assert.deepEqual(same, { ...first, checkStays: same.checkStays });
		assert.notDeepEqual([other.blocks, other.lines], [first.blocks, first.lines]);
		// The least that can be asked for ends well, too.
		const least = await runWorkload(
			engine,
			workload.program(
				sizesBy(workload, ({ min }) => min),
				0,
			),
			true,
		);
		await least.checkStays(workload.holds(sizesBy(workload, ({ min }) => min)));
		assert.ok(least.madeCount > 0);
	});
}

test('what each makes at first: as many objects as it says; big buffers alone have no room', async (t) => {
	for (const [name, workload] of all) {
		// 2 GiB of them have no room under `none`; an eighth of them has.
		const sizes = name === 'big buffers' ? { ...initialSizes(workload), count: 1000 } : initialSizes(workload);
		const { lines, madeCount, liveBytes, checkStays } = await runWorkload(engine, workload.program(sizes, 1), false);
		t.diagnostic(`${name}: ${madeCount} objects, ${(liveBytes / kMiB).toFixed(1)} MiB if nothing is freed`);
		await checkStays(workload.holds(sizes));
		assert.equal(lines.length, 1);
		const said = Number.parseInt(lines[0] ?? '', 10);
		assert.equal(said + workload.holds(sizes), madeCount);
		if (name === 'big buffers') assert.ok(liveBytes > 3 * kDefaultLimitBytes);
		else assert.ok(liveBytes < 0.95 * kDefaultLimitBytes, `${name} makes ${liveBytes} bytes`);
	}
});

test('sizes and seed that are no such thing are refused, and the message says what, where and what is right', () => {
	const { 'steady churn': churn } = workloads;
	const good = initialSizes(churn);
	const refused = (given: unknown, expected: RegExp) =>
		assert.throws(() => checkSizes(churn, given), { name: 'RangeError', message: expected });
	refused(undefined, /^Steady churn: its sizes are missing: objects, pauseMs, turns$/);
	refused(null, /its sizes are missing/);
	refused({}, /^Steady churn: objects must be a number from 1 to 1000, not undefined$/);
	refused({ ...good, turns: '5' }, /^Steady churn: turns must be a number from 1 to 500, not 5$/);
	refused({ ...good, turns: 501 }, /^Steady churn: turns must be a number from 1 to 500, not 501$/);
	refused({ ...good, turns: 0 }, /not 0$/);
	refused({ ...good, turns: Number.NaN }, /not NaN$/);
	refused({ ...good, turns: 1.5 }, /^Steady churn: turns must be a whole number from 1 to 500, not 1.5$/);
	refused({ ...good, turn: 5 }, /^Steady churn has no size turn; it has objects, pauseMs, turns$/);
	refused({ ...good, ['x'.repeat(1000)]: 5 }, /^.{1,120}$/);
	assert.deepEqual(checkSizes(churn, { ...good, objects: 1 }), { ...good, objects: 1 });
	for (const seed of [0, 1, 2 ** 32 - 1]) assert.equal(checkSeed(seed), seed);
	for (const seed of [-1, 2 ** 32, 0.5, '1', null, undefined, Number.NaN])
		assert.throws(() => checkSeed(seed), {
			name: 'RangeError',
			message: /^The seed must be a .*number from 0 to 4294967295/,
		});
});
