// What is no experiment is refused with what is wrong, where, and what would be right; what is left out is as usual.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eightConfigurations, usualExperiment } from '../../../app/lab/defaults.ts';
import { kMostConfigurations } from '../../../app/lab/experiment.ts';
import { isWorkloadName, parseExperiment } from '../../../app/lab/parseExperiment.ts';
import { workloads } from '../../../app/lab/workloads/index.ts';
import { kMaxProgramChars } from '../../../app/models/programState.ts';

const kMiB = 2 ** 20;

test('of nothing the usual experiment is made, and that one is valid', () => {
	assert.deepEqual(parseExperiment({}, 'mine()'), usualExperiment);
	assert.deepEqual(parseExperiment({ repeats: undefined, workload: undefined }, ''), usualExperiment);
	assert.deepEqual(parseExperiment(structuredClone(usualExperiment), ''), usualExperiment);
	assert.equal(parseExperiment({ configurations: eightConfigurations }, '').configurations.length, 8);
});

test('a workload’s name is enough; of sizes the others are as usual', () => {
	for (const name of Object.keys(workloads)) {
		assert.ok(isWorkloadName(name));
		const { workload } = parseExperiment({ workload: name }, '');
		assert.ok(workload.name !== 'program');
		assert.deepEqual([workload.name, workload.seed], [name, 1]);
	}
	const { workload } = parseExperiment({ workload: { name: 'steady churn', sizes: { turns: 7 }, seed: 5 } }, '');
	assert.deepEqual(workload, { name: 'steady churn', sizes: { objects: 200, pauseMs: 10, turns: 7 }, seed: 5 });
});

test('the program is the editor’s, or its own', () => {
	const mine = { name: 'program', code: 'mine()' };
	assert.deepEqual(parseExperiment({ workload: 'program' }, 'mine()').workload, mine);
	const other = parseExperiment({ workload: { name: 'program', code: 'theirs()' } }, 'mine()').workload;
	assert.deepEqual(other, { name: 'program', code: 'theirs()' });
	const longest = 'x'.repeat(kMaxProgramChars);
	assert.deepEqual(parseExperiment({ workload: 'program' }, longest).workload, { name: 'program', code: longest });
});

test('a policy is enough; limits are the page’s, and no more is held back than there is room for', () => {
	const { configurations } = parseExperiment(
		{
			configurations: [
				'gated',
				{ policy: 'interval', intervalMs: 2.5 },
				{ policy: 'idle', intervalMs: 77, heapLimitBytes: kMiB, quarantineBytes: 0 },
			],
		},
		'',
	);
	const usual = { heapLimitBytes: 64 * kMiB, quarantineBytes: 128 * 1024 };
	assert.deepEqual(configurations, [
		{ policy: 'gated', intervalMs: 100, ...usual },
		{ policy: 'interval', intervalMs: 2.5, ...usual },
		{ policy: 'idle', intervalMs: 100, heapLimitBytes: kMiB, quarantineBytes: 0 },
	]);
});

test('the order of keys makes no other experiment', () => {
	const text = (value: unknown) => JSON.stringify(parseExperiment(value, ''));
	assert.equal(
		text({ repeats: 2, workload: { sizes: { turns: 7, objects: 3 }, name: 'steady churn' } }),
		text({ workload: { name: 'steady churn', seed: 1, sizes: { objects: 3, turns: 7 } }, repeats: 2 }),
	);
});

const one = (changes: object) => ({ configurations: [{ policy: 'gated', ...changes }] });
const many = Array.from({ length: kMostConfigurations + 1 }, (_, i) => ({ policy: 'interval', intervalMs: i + 1 }));

for (const [what, value, error] of [
	['nothing', undefined, /^TypeError: An experiment must be an object, not undefined$/],
	['null', null, /^TypeError: An experiment must be an object/],
	['a list', [], /^TypeError: An experiment must be an object, not a list$/],
	['a text', 'steady churn', /^TypeError: An experiment must be an object, not steady churn$/],
	['an unknown field', { repeat: 3 }, /^RangeError: An experiment has no repeat; it has workload, .*, deadlineMs$/],
	['no repeats', { repeats: 0 }, /^RangeError: repeats must be a number from 1 to 20, not 0$/],
	['null repeats', { repeats: null }, /^RangeError: repeats must be a number from 1 to 20, not null$/],
	['too many repeats', { repeats: 21 }, /repeats must be a number from 1 to 20, not 21$/],
	['half a repeat', { repeats: 1.5 }, /^RangeError: repeats must be a whole number from 1 to 20, not 1\.5$/],
	['a text of repeats', { repeats: '3' }, /^RangeError: repeats must be a number/],
	['too many warm-ups', { warmUps: 4 }, /warmUps must be a number from 0 to 3, not 4$/],
	['half a warm-up', { warmUps: 0.5 }, /warmUps must be a whole number/],
	['a negative time', { withinMs: -1 }, /withinMs must be a number from 0 to 10000, not -1$/],
	['no time', { withinMs: Number.NaN }, /withinMs must be a number from 0 to 10000, not NaN$/],
	['too early a deadline', { deadlineMs: 499 }, /deadlineMs must be a number from 500 to 60000, not 499$/],
	['too late a deadline', { deadlineMs: Number.POSITIVE_INFINITY }, /deadlineMs must be .*, not Infinity$/],
	[
		'no workload of the name',
		{ workload: 'toString' },
		/^RangeError: There is no workload toString; there are steady churn, .*, program$/,
	],
	['a number of a workload', { workload: 3 }, /^TypeError: workload must be an object, not 3$/],
	['a workload without a name', { workload: {} }, /^RangeError: There is no workload undefined/],
	[
		'a workload with a program',
		{ workload: { name: 'bursts', code: 'x' } },
		/^RangeError: workload bursts has no code; it has name, sizes, seed$/,
	],
	[
		'a program with sizes',
		{ workload: { name: 'program', sizes: {} } },
		/^RangeError: workload program has no sizes; it has name, code$/,
	],
	[
		'a program that is no text',
		{ workload: { name: 'program', code: 3 } },
		/^TypeError: workload: code must be a text$/,
	],
	[
		'too long a program',
		{ workload: { name: 'program', code: 'x'.repeat(kMaxProgramChars + 1) } },
		/^RangeError: workload: a program for links and files has at most 256 Ki characters$/,
	],
	['sizes that are none', { workload: { name: 'bursts', sizes: 3 } }, /^TypeError: sizes must be an object, not 3$/],
	[
		'a size that it has not',
		{ workload: { name: 'bursts', sizes: { turns: 1 } } },
		/^RangeError: Bursts has no size turns; it has objects, pauseMs, bursts$/,
	],
	[
		'a size out of bounds',
		{ workload: { name: 'bursts', sizes: { bursts: 21 } } },
		/^RangeError: Bursts: bursts must be a number from 1 to 20, not 21$/,
	],
	['half a size', { workload: { name: 'bursts', sizes: { bursts: 1.5 } } }, /Bursts: bursts must be a whole number/],
	['a seed below 0', { workload: { name: 'bursts', seed: -1 } }, /^RangeError: The seed must be/],
	['configurations that are no list', { configurations: 'gated' }, /^TypeError: configurations must be a list$/],
	['no configuration', { configurations: [] }, /^RangeError: There is no configuration: add one$/],
	['too many', { configurations: many }, /^RangeError: There are 13 configurations; at most 12 are compared$/],
	[
		'the same twice',
		{ configurations: ['none', 'gated', 'gated'] },
		/^RangeError: Configurations 2 and 3 are the same: change or remove one$/,
	],
	[
		'two that differ in nothing that matters',
		{ configurations: ['gated', { policy: 'gated', intervalMs: 3 }] },
		/Configurations 1 and 2 are the same/,
	],
	[
		'a configuration that is none',
		{ configurations: ['gated', 3] },
		/^TypeError: configuration 2 must be an object, not 3$/,
	],
	[
		'an unknown policy',
		{ configurations: ['gated', 'toString'] },
		/^RangeError: configuration 2: Unknown policy toString; there are none, /,
	],
	[
		'a field that it has not',
		one({ limit: 1 }),
		/^RangeError: configuration 1 has no limit; it has policy, intervalMs, heapLimitBytes, quarantineBytes$/,
	],
	[
		'an interval of 0',
		one({ policy: 'interval', intervalMs: 0 }),
		/^RangeError: configuration 1: intervalMs must be a number from 1 to 10000, not 0$/,
	],
	['too small a limit', one({ heapLimitBytes: kMiB - 1 }), /configuration 1: heapLimitBytes must be a number from/],
	[
		'part of a byte',
		one({ heapLimitBytes: kMiB + 0.5 }),
		/configuration 1: heapLimitBytes must be a whole number of bytes/,
	],
	['a limit of null', one({ heapLimitBytes: null }), /configuration 1: heapLimitBytes must be .* not null$/],
	[
		'more held back than there is',
		one({ heapLimitBytes: kMiB, quarantineBytes: kMiB + 1 }),
		/configuration 1: quarantineBytes must be a number from 0 to 1048576/,
	],
] as const) {
	test(`${what} is refused`, () => {
		assert.throws(() => parseExperiment(value, ''), error);
	});
}

test('what is refused is said in few words, however long it is', () => {
	const long = 'x'.repeat(10_000);
	for (const value of [{ [long]: 1 }, { workload: long }, { configurations: [long] }, { repeats: long }, long]) {
		assert.throws(
			() => parseExperiment(value, ''),
			(error: unknown) => error instanceof Error && error.message.length < 250,
		);
	}
});
