// esbuild plugin: the module `sweepground:samples`, made from the folders samples/NN-name/.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Thrown texts name the file at fault, since they reach whoever writes a sample as a bundle error.
 * @param {string} folder @param {string} id
 */
async function readSample(folder, id) {
	if (!/^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
		throw new Error(`samples/${id}: a sample's folder is named NN-name, in small letters, digits and hyphens`);
	}
	/** @param {string} name */
	const read = async (name) => {
		const text = await readFile(join(folder, id, name), 'utf8').catch(() => undefined);
		if (text === undefined) throw new Error(`samples/${id}/${name} is missing`);
		if (text.trim() === '') throw new Error(`samples/${id}/${name} is empty`);
		return text;
	};
	const [lesson, code] = await Promise.all([read('lesson.md'), read('start.js')]);
	const heading = /^# +(\S.*)\n/.exec(lesson);
	if (!heading?.[1]) throw new Error(`samples/${id}/lesson.md must start with its title: "# Title"`);
	const text = lesson.slice(heading[0].length).trim();
	if (text === '') throw new Error(`samples/${id}/lesson.md has a title and no text`);
	return { id, title: heading[1].trim(), lesson: text, code };
}

/**
 * All samples in the order of their numbers, which must differ.
 * @param {string} folder
 */
export async function readSamples(folder) {
	const entries = await readdir(folder, { withFileTypes: true });
	const ids = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
	ids.sort();
	for (const [index, id] of ids.entries()) {
		const before = ids[index - 1];
		if (before?.slice(0, 3) === id.slice(0, 3)) throw new Error(`samples/${before} and samples/${id} share a number`);
	}
	if (ids.length === 0) throw new Error('samples/ holds no sample');
	return Promise.all(ids.map((id) => readSample(folder, id)));
}

/**
 * @param {string} folder
 * @returns {import('esbuild').Plugin}
 */
export function samplesPlugin(folder) {
	return {
		name: 'samples',
		setup(build) {
			build.onResolve({ filter: /^sweepground:samples$/ }, ({ path }) => ({ path, namespace: 'sweepground' }));
			build.onLoad({ filter: /.*/, namespace: 'sweepground' }, async () => {
				try {
					return { contents: `export const samples = ${JSON.stringify(await readSamples(folder))};` };
				} catch (error) {
					return { errors: [{ text: error instanceof Error ? error.message : String(error) }] };
				}
			});
		},
	};
}
