// ./build.sh and its server from outside: addresses, types, ports that cannot be had, unknown tasks.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { serve } from '../../app/serve.mjs';
import { root } from '../support/paths.ts';

const dir = mkdtempSync(join(tmpdir(), 'sweepground-serve-'));
after(() => rmSync(dir, { recursive: true }));
writeFileSync(join(dir, 'index.html'), '<!doctype html>');
writeFileSync(join(dir, 'engine.wasm'), 'x');

/** Runs to the end, with a PATH and variables of its own. */
function runProgram(command: string, args: string[], env: Record<string, string>) {
	return new Promise<{ code: number | string | null | undefined; text: string }>((resolve) => {
		execFile(command, args, { cwd: root, env: { ...process.env, ...env } }, (error, stdout, stderr) => {
			resolve({ code: error ? error.code : 0, text: stdout + stderr });
		});
	});
}

test('files are served uncached, with their types, and under a subpath alone', async () => {
	const server = await serve({ dir, port: 0, base: '/deep/down/' });
	try {
		const wasm = await fetch(`${server.url}engine.wasm`);
		assert.equal(wasm.headers.get('content-type'), 'application/wasm');
		assert.equal(wasm.headers.get('cache-control'), 'no-store');
		assert.match((await fetch(server.url)).headers.get('content-type') ?? '', /text\/html/);
		const { origin } = new URL(server.url);
		assert.equal((await fetch(`${server.url}missing.js`)).status, 404);
		assert.equal((await fetch(`${origin}/engine.wasm`)).status, 404);
		assert.equal((await fetch(`${server.url}%2e%2e/%2e%2e/etc/passwd`)).status, 404);
	} finally {
		await server.close();
	}
});

test('a taken port is said with the way out, and ends with 1', async () => {
	const taken = createServer();
	await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
	const address = taken.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const { code, text } = await runProgram('node', ['app/serve.mjs'], { PORT: `${port}` });
	taken.close();
	assert.equal(code, 1);
	assert.match(text, new RegExp(`Port ${port} is taken .*PORT=\\d+ \\./build\\.sh`));
});

for (const port of ['0', '65536', '-1', '80a', '8e3', ' ', '']) {
	test(`PORT="${port}" is refused`, async () => {
		const { code, text } = await runProgram('node', ['app/serve.mjs'], { PORT: port });
		assert.equal(code, 1);
		assert.match(text, /must be a whole number from 1 to 65535/);
	});
}

test('an unknown task prints the help and ends with 2', async () => {
	const { code, text } = await runProgram('./build.sh', ['nonsense'], {});
	assert.equal(code, 2);
	assert.match(text, /no task "nonsense"[\s\S]*Usage: \.\/build\.sh/);
});

test('without Node, or with an old one, build.sh says what to install', async () => {
	const bin = join(dir, 'bin');
	const tools = ['bash', 'env', 'dirname', 'cmp', 'cat']
		.map((name) => `ln -s "$(command -v ${name})" ${name}`)
		.join('; ');
	await runProgram('bash', ['-c', `mkdir ${bin}; cd ${bin}; ${tools}`], {});
	const without = await runProgram(join(bin, 'bash'), ['build.sh'], { PATH: bin });
	assert.equal(without.code, 1);
	assert.match(without.text, /Node\.js 20 or newer is needed, and there is no "node".*\n.*nodejs\.org/);
	await runProgram(
		'bash',
		[
			'-c',
			`printf '#!/bin/sh\necho v18.20.4' > ${bin}/node; chmod +x ${bin}/node; ln -s ${bin}/node ${bin}/npm; ln -s /bin/sh ${bin}/sh`,
		],
		{},
	);
	const old = await runProgram(join(bin, 'bash'), ['build.sh', 'dist'], { PATH: bin });
	assert.equal(old.code, 1);
	assert.match(old.text, /20 or newer is needed; .* is v18\.20\.4/);
});
