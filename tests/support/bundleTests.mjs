// Bundles scripts under tests/ for Node, one file each, into build/: Node 20 runs no TypeScript.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { nodeModules, programsStay } from '../../app/lab/headless/run.mjs';
import { lessonsPlugin } from '../../app/lessons/build/plugin.mjs';

/**
 * Gives the bundled scripts, sorted, and the folder that they are in, which is this process's own: two may run at once.
 * Whoever calls removes it.
 * @param {string} root the repository
 * @param {string} folder below tests/, such as `node`
 * @param {string} ending such as `.test.ts`
 * @param {string} [only] part of the paths wanted
 */
export async function bundleTests(root, folder, ending, only = '') {
	const from = join(root, 'tests', folder);
	const names = (await readdir(from, { recursive: true })).filter(
		(name) => name.endsWith(ending) && name.includes(only),
	);
	const out = join(root, 'build/tests', `${folder}-${process.pid}`);
	await build({
		...nodeModules,
		absWorkingDir: root,
		entryPoints: names.map((name) => join(from, name)),
		outbase: from,
		outdir: out,
		jsx: 'automatic',
		jsxImportSource: 'preact',
		// Functions are handed to the browser as text; the helper that keeps their names is not there.
		keepNames: false,
		plugins: [lessonsPlugin(join(root, 'samples')), programsStay],
	});
	return { out, files: names.map((name) => join(out, name.replace(/\.tsx?$/, '.mjs'))).sort() };
}
