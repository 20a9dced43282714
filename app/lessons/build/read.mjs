// Reads the folders samples/NN-name/, checks that each is a whole lesson, and says what is missing in one that is not.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromApp, importTypeScript } from './fromApp.mjs';
import { readSettings } from './settings.mjs';
import { readLessonText } from './text.mjs';

const kFiles = ['lesson.md', 'settings.json', 'start.js', 'solution.js', 'check.ts'];

/**
 * Thrown texts name the file at fault, since they reach whoever writes a lesson as a bundle error.
 * @param {string} folder @param {string} id
 */
async function readLesson(folder, id) {
	if (!/^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
		throw new Error(`samples/${id}: a lesson's folder is named NN-name, in small letters, digits and hyphens`);
	}
	const at = `samples/${id}`;
	const strange = (await readdir(join(folder, id))).find((name) => !kFiles.includes(name));
	if (strange !== undefined) throw new Error(`${at}/${strange} is no file of a lesson; there are ${kFiles.join(', ')}`);
	/** Of a file that may be missing. @param {string} name */
	const readOptional = (name) =>
		readFile(join(folder, id, name), 'utf8').catch((error) => {
			if (error.code === 'ENOENT') return undefined;
			throw error;
		});
	/** @param {string} name @param {string} what it holds */
	const read = async (name, what) => {
		const text = await readOptional(name);
		if (text === undefined) throw new Error(`${at}/${name} is missing: ${what} (samples/WRITING.md has a template)`);
		if (text.trim() === '') throw new Error(`${at}/${name} is empty: it must hold ${what}`);
		return text;
	};
	const source = await read('lesson.md', 'the text of the lesson');
	const start = await read('start.js', 'the program that the lesson starts with');
	const set = await read('settings.json', 'how long teaching takes, and whether the start passes');
	await read('check.ts', "what decides, from the run's figures, whether the lesson is passed");
	const solution = await readOptional('solution.js');
	const text = await readLessonText(`${at}/lesson.md`, source);
	const settings = await readSettings(`${at}/settings.json`, set);
	if (solution?.trim() === '')
		throw new Error(`${at}/solution.js is empty: leave it out where nothing is to be repaired`);
	if (!settings.startPasses && solution === undefined) {
		throw new Error(`${at}/solution.js is missing: settings.json says that start.js does not pass`);
	}
	if (settings.startPasses && solution !== undefined) {
		throw new Error(`${at}/solution.js: there is nothing to repair, since settings.json says that start.js passes`);
	}
	if (solution === start) throw new Error(`${at}/solution.js is start.js`);
	return { id, ...text, settings, start, solution: solution ?? null };
}

/** @typedef {Awaited<ReturnType<typeof readLesson>> & { patienceMs: number }} ReadLesson */

/**
 * All lessons in the order of their numbers, which must differ.
 * @param {string} folder
 * @returns {Promise<ReadLesson[]>}
 */
export async function readLessons(folder) {
	const entries = await readdir(folder, { withFileTypes: true });
	const ids = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
	ids.sort();
	for (const [index, id] of ids.entries()) {
		const before = ids[index - 1];
		if (before?.slice(0, 3) === id.slice(0, 3)) throw new Error(`samples/${before} and samples/${id} share a number`);
	}
	if (ids.length === 0) throw new Error('samples/ holds no lesson');
	const lessons = await Promise.all(ids.map((id) => readLesson(folder, id)));
	for (const { id, parts, question } of lessons) checkLinks(id, JSON.stringify([parts, question]), ids);
	return Promise.all(lessons.map(async (lesson) => ({ ...lesson, patienceMs: await readPatience(folder, lesson.id) })));
}

/** @param {string} from @param {string} text @param {string[]} ids */
export function checkLinks(from, text, ids) {
	for (const [, id] of text.matchAll(/#sample=([^\s"'\\)<>]+)/g)) {
		if (id && !ids.includes(id)) throw new Error(`${from} links to the lesson ${id}, which is not there`);
	}
}

/** Whether check.ts is a check at all, and how long it may wait. @param {string} folder @param {string} id */
async function readPatience(folder, id) {
	const { kMaxPatienceMs, kPatienceMs } = await fromApp();
	const path = `samples/${id}/check.ts`;
	const module = await importTypeScript(
		"export * from './check.ts'; export { default } from './check.ts';",
		join(folder, id),
	).catch((error) => {
		throw new Error(`${path}: ${error instanceof Error ? error.message : error}`);
	});
	if (typeof module.default !== 'function') throw new Error(`${path} must export a function by default: its check`);
	const { patienceMs = kPatienceMs } = module;
	if (!(typeof patienceMs === 'number' && patienceMs > 0 && patienceMs <= kMaxPatienceMs)) {
		throw new Error(`${path}: patienceMs must be a number up to ${kMaxPatienceMs}, not ${String(patienceMs)}`);
	}
	return patienceMs;
}
