// Bundles and runs the benchmarks, one after the other; an argument picks those with it in their path, and
// what follows it is handed on.
// SMOKE=1: each does next to nothing, to show that it still runs.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleTests } from './bundleTests.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { out, files } = await bundleTests(root, 'bench', '.bench.ts', process.argv[2]);
if (files.length === 0) {
	console.error(`tests/bench holds no benchmark${process.argv[2] ? ` named ${process.argv[2]}` : ''}.`);
	process.exitCode = 1;
}
for (const file of files) {
	console.log(`\n${basename(file, '.bench.mjs')}`);
	const { status } = spawnSync(
		process.execPath,
		['--expose-gc', '--enable-source-maps', file, ...process.argv.slice(3)],
		{
			cwd: root,
			stdio: 'inherit',
		},
	);
	if (status !== 0) process.exitCode = 1;
}
rmSync(out, { recursive: true, force: true });
