// Bundles and runs one script of this folder: node tests/support/runScript.mjs NAME [ARGUMENT…]
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleTests } from './bundleTests.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [name, ...args] = process.argv.slice(2);
const { out, files } = await bundleTests(root, 'support', `${name}.ts`);
const env = { BROWSER: 'chromium', ...process.env };
const { status } = spawnSync(process.execPath, ['--enable-source-maps', ...files, ...args], {
	cwd: root,
	env,
	stdio: 'inherit',
});
rmSync(out, { recursive: true, force: true });
process.exitCode = status ?? 1;
