// Bad programs in the Lab: each ends its own trial with what it was, where, and what can be done, and nothing else.
import assert from 'node:assert/strict';
import type { FigureName } from '../../app/lab/figures.ts';
import type { Outcome, Trial } from '../../app/lab/report.ts';
import { pageTest } from '../support/browser.ts';
import { frameCount, lab } from '../support/lab.ts';
import { checkCleanRun, quietPath, ready } from '../support/sweepground.ts';

const kMiB = 2 ** 20;

interface Case {
	title: string;
	/** Stands in line 3. */
	code: string;
	outcome: Outcome;
	reason: RegExp;
	/** What is to be found in the figures, where there are any. */
	figures: Partial<NonNullable<Trial['figures']>> | null;
	/** Where it ends by nothing else. */
	deadlineMs?: number;
}

const cases: Case[] = [
	{
		title: 'throws',
		code: "new MyClass(1); throw new RangeError('too far');",
		outcome: 'threw',
		reason: /^RangeError at line 3: too far$/,
		figures: { made: 1 },
	},
	{
		title: 'exhausts the native heap',
		code: 'const all = []; for (;;) all.push(new Buffer(1 << 16));',
		outcome: 'threw',
		reason: /^NativeHeapExhausted at line 3: .*does not fit in the native heap: .* of at most 1 MiB/,
		figures: { made: 15, freedAtEndPercent: 0 },
	},
	{
		title: 'loops for ever',
		code: 'let i = 0; for (;;) i++;',
		outcome: 'stuck',
		reason:
			/^The program had not ended after 1.5.s, and its thread did not answer for 2.s more: look at the loop in line 3, which nothing seems to end/,
		figures: null,
		deadlineMs: 1500,
	},
	{
		title: 'never ends',
		code: 'new MyClass(1).delete(); await new Promise(() => {});',
		outcome: 'stopped',
		reason: /^The program had not ended after 1.5.s: measured so far. Give it a later deadline, or an end$/,
		figures: { made: 1, freedAtEndPercent: 100, freedWithinPercent: null, programMs: null, finalBytes: 0 },
		deadlineMs: 1500,
	},
	{
		title: 'writes over the engine',
		code: 'for (const bytes = new Uint8Array(instance.exports.memory.buffer); ; await tick(1)) bytes.fill(165, 64 << 10, 1 << 20);',
		outcome: 'crashed',
		reason: /memory makes no sense any more: ./,
		figures: null,
		deadlineMs: 1500,
	},
	{
		title: 'makes more text than JavaScript can hold',
		code: "for (let text = 'x'; ; text += text);",
		outcome: 'threw',
		reason: /^(RangeError at line 3: Invalid string length|InternalError at line 3: allocation size overflow)$/,
		figures: { made: 0, freedAtEndPercent: null },
	},
];

/** Bad under a limit of 1 MiB, and good under a larger one. */
const badIfSmall = (code: string) => `const isSmall = (() => {
try { new Buffer(2 << 20).delete(); return false; } catch { return true; } })();
if (isSmall) { ${code} }
for (const one of [new MyClass(1), new MyClass(2)]) one.delete();`;

const kConfigurations = [
	{ policy: 'none', heapLimitBytes: kMiB },
	{ policy: 'none', heapLimitBytes: 64 * kMiB },
] as const;
const kQuick = { configurations: kConfigurations, repeats: 1, warmUps: 0, withinMs: 50, deadlineMs: 10_000 } as const;

pageTest(
	'a bad program ends its own trial with its reason, and the next configuration has its turn',
	{ path: quietPath },
	async (visit, t) => {
		await ready(visit);
		const frames = await frameCount(visit);
		// Firefox reports a worker's errors to its console even when they were handled.
		visit.allowErrors(/too far|does not fit|RuntimeError|RangeError|Error: /);
		for (const { title, code, outcome, reason, figures, deadlineMs = kQuick.deadlineMs } of cases) {
			await t.test(title, async (inner) => {
				const startMs = performance.now();
				const workload = { name: 'program', code: badIfSmall(code) } as const;
				const { trials, state } = await lab(visit, { ...kQuick, deadlineMs, workload });
				inner.diagnostic(`${(performance.now() - startMs).toFixed(0)} ms; ${trials[0]?.reason}`);
				assert.equal(state, 'done');
				const [bad, good] = trials;
				assert.ok(bad && good && trials.length === 2);
				assert.equal(bad.outcome, outcome, bad.reason);
				assert.match(bad.reason, reason);
				assert.equal(bad.figures === null, figures === null);
				for (const [name, value] of Object.entries(figures ?? {}))
					assert.equal(bad.figures?.[name as FigureName], value, name);
				// Its limit was tried out before; in a trial that has figures that is seen.
				if (figures !== null) assert.ok(bad.figures?.outOfMemoryMs !== null);
				assert.deepEqual(
					[good.outcome, good.reason, good.errors, good.figures?.made, good.figures?.freedAtEndPercent],
					['ended', '', [], 3, 100],
				);
				assert.equal(await frameCount(visit), frames, 'no frame is left behind');
			});
		}
		await checkCleanRun(visit);
	},
);

pageTest(
	'a program that is none ends each trial at its place, and a late error is told beside the figures',
	{ path: quietPath },
	async (visit) => {
		await ready(visit);
		visit.allowErrors(/late/);
		const trialsOf = async (code: string) =>
			(await lab(visit, { ...kQuick, workload: { name: 'program', code } })).trials;
		for (const trial of await trialsOf('const a = 1;\nconst b = ;')) {
			assert.equal(trial.outcome, 'threw');
			assert.match(trial.reason, /^SyntaxError at line 2: Unexpected token/);
			assert.deepEqual([trial.figures?.made, trial.figures?.programMs], [0, 0]);
		}
		const late = await trialsOf(
			"new MyClass(1).delete();\nsetTimeout(() => { throw new Error('late'); });\nawait tick(20);",
		);
		assert.equal(late.length, 2);
		for (const { outcome, reason, errors, figures } of late) {
			assert.deepEqual([outcome, reason, figures?.made, figures?.freedAtEndPercent], ['ended', '', 1, 100]);
			assert.deepEqual(
				errors.map(({ name, message, line }) => [name, message, line]),
				[['Error', 'late', 2]],
			);
		}
		await checkCleanRun(visit);
	},
);
