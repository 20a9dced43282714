// The runtime without the playground, in Node: the README's example, the defaults, and how it ends.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { bundleRuntime } from '../../app/bundle.mjs';
import { root } from '../support/paths.ts';
import { exampleLog, readExample } from '../support/standalone.ts';

/** No program here takes longer. */
const kTimeoutMs = 60_000;

mkdirSync(join(root, 'build'), { recursive: true });
const folder = mkdtempSync(join(root, 'build/standalone-'));
after(() => rmSync(folder, { recursive: true }));
await bundleRuntime(folder);

interface Ended {
	code: number | string;
	out: string;
	errors: string;
}

/** Runs a module beside the bundled runtime, in a process of its own. */
function runNode(name: string, code: string, ...options: string[]): Promise<Ended> {
	const path = join(folder, `${name}.mjs`);
	writeFileSync(path, code);
	return new Promise((resolve) =>
		execFile(
			process.execPath,
			[...options, path],
			{ cwd: root, timeout: kTimeoutMs, killSignal: 'SIGKILL' },
			(error, out, errors) => resolve({ code: error ? (error.code ?? error.signal ?? 'failed') : 0, out, errors }),
		),
	);
}

/** The beginning of a program. */
const kLoaded = `import { readFileSync } from 'node:fs';
import * as all from './sweepground.js';
const { Engine, decodeSnapshot, PointerError } = all;
const engine = await Engine.load(readFileSync(new URL('engine.wasm', import.meta.url)));
`;

test('the example of engine/README.md runs to its end, and Node ends with it', async () => {
	const { code, out, errors } = await runNode('example', await readExample('Node'));
	assert.deepEqual({ code, said: out.trim().split('\n'), errors }, { code: 0, said: exampleLog, errors: '' });
});

test('a runtime without options has the engine’s own sizes, and snapshots can be read', async () => {
	const { code, out, errors } = await runNode(
		'defaults',
		`${kLoaded}const runtime = engine.start();
const rows = { sort: 'serial', descending: false, states: [], offset: 0, count: 10 };
const it = new runtime.classes.MyClass(4);
const { stats, rows: [row] } = decodeSnapshot(engine.description, runtime.snapshot({ rows, markFrom: 1 }));
it.delete();
try { it.my_method() } catch (error) { console.log(error instanceof PointerError, error.name) }
console.log(stats.nativeLimitBytes === runtime.stats().nativeLimitBytes, stats.nativeLimitBytes / 2 ** 20, row.className);
console.log(Object.keys(all.policies).includes('interval'), all.kDefaultIntervalMs);
try { engine.start({ heapLimitBytes: 3 }) } catch (error) { console.log(error.name) }
runtime.end();`,
	);
	assert.deepEqual({ code, errors }, { code: 0, errors: '' });
	assert.deepEqual(out.trim().split('\n'), ['true PointerError', 'true 64 MyClass', 'true 100', 'RangeError']);
});

test('an error that nobody is there to catch is an uncaught one, unless onError takes it', async () => {
	const program = (options: string) => `${kLoaded}process.on('exit', () => console.log('exit'));
const runtime = engine.start(${options});
new runtime.classes.Throwing(() => { throw new Error('by a destructor') }).delete();
console.log('goes on');
await runtime.tick(1000);
console.log('still here');
runtime.end();`;
	const uncaught = await runNode('uncaught', program(''));
	assert.equal(uncaught.code, 1);
	assert.equal(uncaught.out, 'goes on\nexit\n');
	assert.match(uncaught.errors, /Error: by a destructor/);
	const taken = await runNode('taken', program('{ onError: ({ message }) => console.log(message) }'));
	assert.deepEqual(taken, { code: 0, out: 'goes on\nby a destructor\nstill here\nexit\n', errors: '' });
});

test('a run that has ended and was dropped leaves nothing: its memory is collected', async () => {
	const { code, out, errors } = await runNode(
		'ended',
		`${kLoaded}import { setImmediate } from 'node:timers/promises';
const memories = [];
const run = () => {
	const runtime = engine.start();
	runtime.setPolicy('interval', 1);
	runtime.scope(() => new runtime.classes.Buffer(1000));
	runtime.end();
	memories.push(new WeakRef(runtime.exports.memory));
};
for (let i = 0; i < 10; i++) run();
const alive = () => memories.filter((it) => it.deref() !== undefined).length;
const startMs = performance.now();
do {
	await setImmediate();
	gc();
	await setImmediate();
} while (alive() > 0 && performance.now() - startMs < 20_000);
console.log(memories.length, alive());`,
		'--expose-gc',
	);
	assert.deepEqual({ code, out, errors }, { code: 0, out: '10 0\n', errors: '' });
});
