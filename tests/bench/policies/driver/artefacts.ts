// Builds what the trials run: the bundles, the page and embind's module, in a folder of this run's own under build/.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { enginePath, root } from '../../../support/paths.ts';
import { command } from '../../engine/native.ts';

const from = join(root, 'tests/bench/policies');

/** em++ for embind; the debug names and the checks of -O0 are not in what ships. */
const kEmbindFlags = [
	'--bind',
	'-O2',
	'-sMODULARIZE',
	'-sEXPORT_NAME=makeEmbind',
	'-sENVIRONMENT=web,worker,node',
	'-sALLOW_MEMORY_GROWTH',
	'-sMAXIMUM_MEMORY=1GB',
];

/** The folder's path; `remove` when all is done. */
export async function buildArtefacts(): Promise<{ folder: string; remove(): void }> {
	const folder = join(root, 'build/bench/policies', `${process.pid}`);
	mkdirSync(folder, { recursive: true });
	const common = {
		absWorkingDir: root,
		outdir: folder,
		bundle: true,
		minify: true,
		target: 'es2022',
		logLevel: 'warning',
	} as const;
	await build({
		...common,
		entryPoints: { worker: join(from, 'worker/workerMain.ts'), page: join(from, 'worker/page.ts') },
		format: 'iife',
		platform: 'browser',
	});
	await build({
		...common,
		entryPoints: { node: join(from, 'worker/nodeMain.ts') },
		outExtension: { '.js': '.cjs' },
		format: 'cjs',
		platform: 'node',
	});
	copyFileSync(join(from, 'worker/index.html'), join(folder, 'index.html'));
	copyFileSync(enginePath, join(folder, 'engine.wasm'));
	// Debian's em++ needs to be told where its JavaScript packages are.
	const env = { NODE_PATH: process.env.NODE_PATH ?? '/usr/share/nodejs' };
	command('em++', [...kEmbindFlags, join(from, 'embind.cpp'), '-o', join(folder, 'embind.js')], env);
	// Node would take it for a module, by the package that build/ lies in.
	copyFileSync(join(folder, 'embind.js'), join(folder, 'embind.cjs'));
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
