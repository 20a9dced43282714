// Builds the fuzzer and runs it from the checked-in corpus: runFuzz.mjs [SECONDS]. SEED=… repeats its random choices.
// What it finds on the way goes to build/fuzz: inputs of new behaviour to corpus/, failures to failures/.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const kDefaultSeconds = 60;
const kMaxSeconds = 24 * 60 * 60;
/** An input greater than this says nothing that smaller ones do not. */
const kMaxInputBytes = 1024;
const kMaxMemoryMiB = 2048;
/** An input that takes longer is a failure: inputs are cheap. */
const kInputTimeoutSeconds = 20;
/** Lines of the fuzzer's own that are shown of a failure. */
const kShownLines = 60;

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'build/fuzz');
const fuzzer = join(folder, 'abi_fuzz');
const failures = join(folder, 'failures');
const corpus = join(folder, 'corpus');

const [given = `${kDefaultSeconds}`, ...more] = process.argv.slice(2);
const seconds = Number(given);
if (!/^\d+$/.test(given) || seconds < 1 || seconds > kMaxSeconds || more.length > 0) {
	console.error(
		`fuzz takes how many seconds to run, a whole number from 1 to ${kMaxSeconds}; not "${given}${more.map((word) => ` ${word}`).join('')}".`,
	);
	process.exit(2);
}
const seed = process.env.SEED ?? `${1 + Math.floor(Math.random() * 0x7fffffff)}`;
if (!/^[1-9]\d{0,9}$/.test(seed) || Number(seed) > 0xffffffff) {
	console.error(`SEED is a whole number from 1 to ${0xffffffff}; not "${seed}".`);
	process.exit(2);
}

/** Exports that no action calls: those of the classes are made from their list, the engine's are written down. */
function notCalled() {
	const header = readFileSync(join(root, 'engine/abi/engine.h'), 'utf8');
	const exported = [...header.matchAll(/^SWEEPGROUND_API\(\w+, (_engine__\w+)/gm)].map(([, name]) => `${name}`);
	const actions = readFileSync(join(root, 'tests/fuzz/engine_actions.cpp'), 'utf8');
	if (exported.length === 0) return ['any export'];
	return exported.filter((name) => !actions.includes(`{"${name}"`));
}
const left = notCalled();
if (left.length > 0) {
	console.error(`tests/fuzz/engine_actions.cpp does not call ${left.join(', ')}.`);
	process.exit(1);
}

/** @param {string} command @param {string[]} args @param {Record<string, string>} [env] */
function build(command, args, env = {}) {
	console.log(`+ ${[command, ...args].join(' ')}`.replaceAll(root, ''));
	const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
	if (status === 0) return;
	console.error(`The fuzzer could not be built: ${command} ${error ? error.message : `ended with ${status}`}.`);
	process.exit(1);
}

build('cmake', ['-G', 'Ninja', '-S', 'engine', '-B', folder, '-DFUZZ=ON', '-DCMAKE_BUILD_TYPE='], {
	CC: 'clang',
	CXX: 'clang++',
});
build('cmake', ['--build', folder, '-j', '2']);

rmSync(corpus, { recursive: true, force: true });
for (const made of [corpus, failures]) mkdirSync(made, { recursive: true });
const before = new Set(readdirSync(failures));
const args = [
	`-max_total_time=${seconds}`,
	`-seed=${seed}`,
	`-max_len=${kMaxInputBytes}`,
	'-len_control=10',
	`-rss_limit_mb=${kMaxMemoryMiB}`,
	`-timeout=${kInputTimeoutSeconds}`,
	`-artifact_prefix=${failures}/`,
	// The engine takes no memory from malloc.
	'-detect_leaks=0',
	'-print_final_stats=1',
	corpus,
	join(root, 'tests/fuzz/corpus'),
];
console.log(`+ ${[fuzzer, ...args].join(' ')}`.replaceAll(root, ''));
const startMs = performance.now();
// What the inputs' own containers free need not be kept for long.
const env = { ...process.env, ASAN_OPTIONS: 'quarantine_size_mb=16' };
const child = spawn(fuzzer, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill());
let said = '';
let executions = 0;
child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
	said += text;
	// Each line of progress begins with the number of executions so far; the last words say it in another way.
	for (const [, count] of said.matchAll(/^(?:#|stat::number_of_executed_units:\s*)(\d+)\b.*\n/gm)) {
		executions = Math.max(executions, Number(count));
	}
	said = said.split('\n').slice(-1000).join('\n');
});
/** @type {string} */
const ended = await new Promise((resolve) => {
	child.on('error', (error) => resolve(error.message));
	child.on('close', (code, signal) => resolve(code === 0 ? '' : (signal ?? `exit code ${code}`)));
});
const tookSeconds = (performance.now() - startMs) / 1000;
const found = readdirSync(failures).filter((name) => !before.has(name));
if (ended !== '') {
	console.log(said.split('\n').slice(-kShownLines).join('\n'));
	for (const name of found) {
		const path = relative(root, join(failures, name));
		console.log(`A failing input is in ${path}; repeat it: build/fuzz/abi_fuzz ${path}`);
	}
	if (found.length === 0) console.log(`The fuzzer left no failing input and ended by ${ended}.`);
}
const failed = ended === '' ? 0 : Math.max(found.length, 1);
console.log(`fuzz: seed ${seed}, ${Math.round(executions / tookSeconds)} executions/s`);
console.log(
	`fuzz: ${executions} executions in ${Math.round(tookSeconds)} s, ${failed} failure${failed === 1 ? '' : 's'}`,
);
process.exitCode = failed === 0 ? 0 : 1;
