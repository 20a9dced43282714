// esbuild plugin: the module `sweepground:samples`, made from the folders samples/NN-name/.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The page's own list of policies and its bounds, which are TypeScript.
 * @typedef {{ isPolicy(name: unknown): boolean, policyNames: string[], kMinIntervalMs: number, kMaxIntervalMs: number }} Policies
 * @type {Promise<Policies> | undefined}
 */
let policies;
const importPolicies = async () => {
	const entry = fileURLToPath(new URL('models/policies.ts', import.meta.url));
	const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false });
	return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
};

/**
 * What a sample's settings.json says, checked.
 * @param {string} path of the file, for messages
 * @param {string} text
 * @returns {Promise<{ policy?: string, intervalMs?: number }>}
 */
async function readSettings(path, text) {
	policies ??= importPolicies();
	const { isPolicy, kMaxIntervalMs, kMinIntervalMs, policyNames } = await policies;
	let settings;
	try {
		settings = JSON.parse(text);
	} catch (error) {
		throw new Error(`${path} is not JSON: ${error instanceof Error ? error.message : error}`);
	}
	if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
		throw new Error(`${path} must hold an object, such as {"policy": "interval", "intervalMs": 100}`);
	}
	const { policy, intervalMs, ...others } = settings;
	const [unknown] = Object.keys(others);
	if (unknown !== undefined) throw new Error(`${path}: "${unknown}" is no setting; there are policy and intervalMs`);
	if (policy === undefined && intervalMs === undefined) throw new Error(`${path} sets nothing: leave it out`);
	if (policy !== undefined && !isPolicy(policy)) {
		throw new Error(`${path}: there is no policy ${JSON.stringify(policy)}; there are ${policyNames.join(', ')}`);
	}
	const fits = typeof intervalMs === 'number' && intervalMs >= kMinIntervalMs && intervalMs <= kMaxIntervalMs;
	if (intervalMs !== undefined && !fits) {
		const bounds = `a number from ${kMinIntervalMs} to ${kMaxIntervalMs}`;
		throw new Error(`${path}: intervalMs must be ${bounds}, not ${JSON.stringify(intervalMs)}`);
	}
	return settings;
}

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
	/** Of a file that may be missing. @param {string} name */
	const readOptional = (name) =>
		readFile(join(folder, id, name), 'utf8').catch((error) => {
			if (error.code === 'ENOENT') return undefined;
			throw error;
		});
	const [lesson, code] = await Promise.all([read('lesson.md'), read('start.js')]);
	const heading = /^# +(\S.*)\n/.exec(lesson);
	if (!heading?.[1]) throw new Error(`samples/${id}/lesson.md must start with its title: "# Title"`);
	const text = lesson.slice(heading[0].length).trim();
	if (text === '') throw new Error(`samples/${id}/lesson.md has a title and no text`);
	const settings = await readOptional('settings.json');
	const set = settings === undefined ? {} : await readSettings(`samples/${id}/settings.json`, settings);
	return { id, title: heading[1].trim(), lesson: text, code, ...set };
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
