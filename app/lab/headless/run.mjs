// Bundles the Lab's command for Node and runs it in this process: node app/lab/headless/run.mjs [OPTION…]
import { rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Programs of the project are run where they stand, for they find their files by their own place.
 * @type {import('esbuild').Plugin}
 */
export const programsStay = {
	name: 'programs-stay',
	setup(build) {
		build.onResolve({ filter: /^\..*\.mjs$/ }, ({ path, resolveDir }) => ({
			path: resolve(resolveDir, path),
			external: true,
		}));
	},
};

/**
 * How the project's TypeScript becomes modules for Node 20, which runs none.
 * @satisfies {import('esbuild').BuildOptions}
 */
export const nodeModules = /** @type {const} */ ({
	outExtension: { '.js': '.mjs' },
	bundle: true,
	platform: 'node',
	format: 'esm',
	target: 'node20',
	packages: 'external',
	sourcemap: 'inline',
	logLevel: 'warning',
});

/**
 * Bundles the command and what it starts for each trial in Node, with the engine beside that.
 * @param {string} out absolute path
 */
export async function bundleHeadless(out) {
	await build({
		...nodeModules,
		absWorkingDir: root,
		entryPoints: { main: 'app/lab/headless/main.ts', child: 'app/lab/headless/child.ts' },
		outdir: out,
		plugins: [programsStay],
	});
	await cp(join(root, 'engine/prebuilt/engine.wasm'), join(out, 'engine.wasm'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const out = join(root, 'build', `lab-${process.pid}`);
	process.on('exit', () => rmSync(out, { recursive: true, force: true }));
	process.setSourceMapsEnabled(true);
	await bundleHeadless(out);
	/** @type {typeof import('./main.ts')} */
	const { main } = await import(pathToFileURL(join(out, 'main.mjs')).href);
	process.exitCode = await main(process.argv.slice(2), out);
}
