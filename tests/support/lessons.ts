// Runs lessons on the built page: the start, or the solution, under the lesson's settings, and what its check says.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type ReadLesson, readLessons } from '../../app/lessons/build/read.mjs';
import type { LoadOptions } from '../../app/shell/api.ts';
import { root } from './paths.ts';
import { quietPath, ready } from './sweepground.ts';
import { openPage, type Visit } from './visit.ts';

export const lessons = await readLessons(join(root, 'samples'));

/** Files that run lessons go so far. */
const kLastLesson = 30;
/** "Three times in a row." */
const kTimes = 3;
/** What one run and its check may take: 20 s of the program, and the patience of the check. */
const kRunMs = 40_000;
/** What a lesson may make a reader wait for, from Run to the verdict. */
export const kWaitMs = 20_000;

export interface Outcome {
	verdict: 'passed' | 'failed';
	text: string;
	/** Of all its runs and the check together. */
	tookMs: number;
}

/** Runs it as often as the lesson says, and checks the last one. */
export async function tryLesson({ page }: Visit, lesson: ReadLesson, program: 'start' | 'solution'): Promise<Outcome> {
	const { id, settings, solution } = lesson;
	const code = program === 'solution' ? (solution ?? undefined) : undefined;
	const runs: LoadOptions[] = settings.runs ?? [{}];
	const first: LoadOptions = code === undefined ? { sample: id } : { sample: id, code };
	return page.evaluate(
		async (options, each) => {
			const startMs = performance.now();
			await window.sweepground.load(options);
			for (const changed of each) {
				await window.sweepground.load(changed);
				await window.sweepground.run();
			}
			const { verdict, text } = await window.sweepground.check();
			return { verdict, text, tookMs: Math.round(performance.now() - startMs) };
		},
		first,
		runs,
	);
}

/** One test for each lesson of these numbers, on one page that stays open; LESSON=NN leaves the others out. */
export function testLessons(from: number, to: number): void {
	let opened: ReturnType<typeof openPage> | undefined;
	const numbered = lessons.map((lesson) => ({ lesson, number: Number(lesson.id.slice(0, 2)) }));
	const only = process.env.LESSON === undefined ? undefined : Number(process.env.LESSON);
	const chosen = numbered.filter(
		({ number }) => number >= from && number <= to && (only === undefined || number === only),
	);
	for (const { lesson } of chosen) {
		const programs = lesson.solution === null ? (['start'] as const) : (['start', 'solution'] as const);
		const timeout = kTimes * programs.length * (lesson.settings.runs?.length ?? 1) * kRunMs;
		test(`lesson ${lesson.id}`, { timeout }, async (t) => {
			opened ??= openPage({ path: quietPath });
			const { visit } = await opened;
			await ready(visit);
			for (let time = 1; time <= kTimes; time++) {
				for (const program of programs) {
					const { verdict, text, tookMs } = await tryLesson(visit, lesson, program);
					const wanted = program === 'solution' || lesson.settings.startPasses ? 'passed' : 'failed';
					const said = `${program}, time ${time} of ${kTimes}, ${tookMs} ms: ${verdict}: ${text}`;
					t.diagnostic(`${lesson.id} ${said}`);
					assert.equal(verdict, wanted, said);
					assert.ok(tookMs <= kWaitMs * (lesson.settings.runs?.length ?? 1), `too slow: ${said}`);
				}
			}
			visit.checkErrors();
		});
	}
	test('every lesson is run by one of these files', () => {
		const beyond = numbered.filter(({ number }) => number < 1 || number > kLastLesson);
		assert.deepEqual(
			beyond.map(({ lesson }) => lesson.id),
			[],
		);
	});
}
