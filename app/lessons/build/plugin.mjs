// esbuild plugin: the lessons as modules. `sweepground:samples` is what the page knows of all of them from the start;
// each lesson, and the teacher's page, are chunks of their own.
import { join } from 'node:path';
import { readLessons } from './read.mjs';

/** @typedef {import('./read.mjs').ReadLesson} ReadLesson */

/** @param {ReadLesson[]} lessons */
function samplesModule(lessons) {
	const samples = lessons.map(({ id, title, start, solution, settings }, index) => {
		const { runs: _, startPasses: __, ...shown } = settings;
		// The first is there when the page is drawn.
		return { id, title, ...shown, ...(index === 0 ? { code: start } : {}), repair: solution !== null };
	});
	const loaders = lessons.map(({ id }) => `'${id}': () => import('sweepground:lesson/${id}')`);
	return `
		export const samples = ${JSON.stringify(samples)};
		const loaders = { ${loaders.join(', ')} };
		export const loadLesson = (id) => loaders[id]().then(({ lesson }) => lesson);
		export const loadTeachers = () => import('sweepground:teachers').then(({ teachers }) => teachers);
	`;
}

/** @param {ReadLesson} lesson @param {string} folder */
function lessonModule({ id, parts, question, start, solution, patienceMs }, folder) {
	const check = JSON.stringify(join(folder, id, 'check.ts'));
	const data = JSON.stringify({ parts, question, start, solution, patienceMs });
	return `import check from ${check}; export const lesson = { ...${data}, check };`;
}

/** @param {ReadLesson[]} lessons */
function teachersModule(lessons) {
	const teachers = lessons.map(({ id, title, settings: { minutes }, solution, wrong }) => {
		return { id, title, minutes, repair: solution !== null, wrong };
	});
	return `export const teachers = ${JSON.stringify(teachers)};`;
}

/**
 * @param {string} folder samples/, absolute
 * @returns {import('esbuild').Plugin}
 */
export function lessonsPlugin(folder) {
	return {
		name: 'lessons',
		setup(build) {
			/** @type {Promise<ReadLesson[]> | undefined} */
			let reading;
			build.onStart(() => {
				reading = undefined;
			});
			build.onResolve({ filter: /^sweepground:/ }, ({ path }) => ({
				path: path.slice('sweepground:'.length),
				namespace: 'sweepground',
			}));
			build.onLoad({ filter: /.*/, namespace: 'sweepground' }, async ({ path }) => {
				try {
					reading ??= readLessons(folder);
					const lessons = await reading;
					if (path === 'samples') return { contents: samplesModule(lessons), resolveDir: folder };
					if (path === 'teachers') return { contents: teachersModule(lessons) };
					const lesson = lessons.find(({ id }) => path === `lesson/${id}`);
					if (!lesson) throw new Error(`There is no module sweepground:${path}`);
					return { contents: lessonModule(lesson, folder), resolveDir: folder };
				} catch (error) {
					return { errors: [{ text: error instanceof Error ? error.message : String(error) }] };
				}
			});
		},
	};
}
