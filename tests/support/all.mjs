// ./build.sh test: every part in order, two at once where neither measures time; closes with what failed, told once more,
// and the one line of counts.
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFolder, root, runStep } from './steps.mjs';

const bin = join(root, 'node_modules/.bin');

const kVersion = /\d+\.\d+\.\d+/;

/** @typedef {import('./steps.mjs').Step} Step */

/** @param {string} program */
function versionOf(program) {
	return kVersion.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[0];
}

/** The engine and its tests under AddressSanitizer and UndefinedBehaviorSanitizer. @param {Step} step */
async function native(step) {
	const folder = join(buildFolder, 'native');
	const result = join(folder, 'junit.xml');
	const configure = ['-G', 'Ninja', '-S', 'engine', '-B', folder, '-DSANITIZE=ON'];
	const compilers = { CC: 'clang', CXX: 'clang++' };
	if (!(await step.check('configures', 'cmake', configure.concat('-DCMAKE_BUILD_TYPE=RelWithDebInfo'), compilers)))
		return;
	if (!(await step.check('builds', 'cmake', ['--build', folder]))) return;
	await step.suite(result, countJunit, () =>
		step.run('ctest', ['--test-dir', folder, '-j', '2', '--output-on-failure', '--output-junit', result]),
	);
}

/** @param {string} xml */
function countJunit(xml) {
	const head = /<testsuite\b[^>]*>/.exec(xml)?.[0] ?? '';
	/** @param {string} name */
	const number = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(head)?.[1] ?? 'NaN');
	const failed = number('failures');
	return { passed: number('tests') - failed - number('skipped') - number('disabled'), failed };
}

/**
 * `only`: a part of the path of the test files that are run.
 * @param {Step} step @param {string} folder @param {string} name @param {Record<string, string>} [env]
 * @param {string[]} only
 */
async function nodeTests(step, folder, name, env, ...only) {
	const result = join(buildFolder, `results/${name}.json`);
	const args = ['--expose-gc', '--enable-source-maps', 'tests/support/runTests.mjs', folder, result, ...only];
	await step.suite(result, JSON.parse, () => step.run('node', args, env));
}

/**
 * engine.wasm and its twin from their sources again: the same bytes, or from another compiler the same behaviour.
 * @param {Step} step
 */
async function wasm(step) {
	const folder = join(buildFolder, 'wasm');
	if (!(await step.run('engine/build-wasm.sh', [folder]))) {
		step.count('engine.wasm builds', false);
		return;
	}
	const record = join(root, 'engine/prebuilt/record.mjs');
	await step.check('what sources give, byte for byte, what is checked in, and its record', 'node', [
		record,
		'--check',
		folder,
	]);
	const { compiler } = JSON.parse(await readFile(join(root, 'engine/prebuilt/record.json'), 'utf8'));
	const version = versionOf('em++');
	if (kVersion.exec(compiler)?.[0] !== version) {
		step.say(`em++ is ${version}, engine.wasm is from ${compiler}: its tests run on the one just built.`);
		await nodeTests(step, 'node', 'wasm', { ENGINE_WASM: join(folder, 'engine.wasm') }, 'binding');
	}
	await nodeTests(step, 'node', 'plain', { ENGINE_WASM: join(folder, 'engine.plain.wasm') }, 'binding');
}

/** Types, lint and format, and that the other compiler takes the engine. @param {Step} step */
async function checks(step) {
	const gcc = join(buildFolder, 'gcc');
	const compilers = { CC: 'gcc', CXX: 'g++' };
	if (await step.run('cmake', ['-G', 'Ninja', '-S', 'engine', '-B', gcc, '-DCMAKE_BUILD_TYPE=Release'], compilers))
		await step.check('g++ takes the engine', 'cmake', ['--build', gcc, '--target', 'sweepground_engine']);
	else step.count('the engine configures with g++', false);
	for (const project of ['app', 'app/sandbox/worker', 'app/lab/headless', 'tests']) {
		await step.check(`types of ${project}`, join(bin, 'tsc'), ['-p', project]);
	}
	await step.check('lint and format', join(bin, 'biome'), ['ci', '--colors=off', '.']);
	const sources = await Promise.all(
		['engine', 'tests'].map(async (folder) =>
			(await readdir(join(root, folder), { recursive: true }))
				.filter((name) => /\.(h|cpp|c)$/.test(name))
				.map((name) => join(folder, name)),
		),
	);
	// Another version lays out the same style differently.
	const version = versionOf('clang-format');
	if (version?.startsWith('14.')) {
		await step.check('format of C++', 'clang-format', ['--dry-run', '--Werror', ...sources.flat().sort()]);
	} else {
		step.say(`clang-format is ${version ?? 'missing'}, the style is checked by 14 alone.`);
	}
}

/** @param {Step} step */
async function dist(step) {
	await step.check('bundles', 'node', ['app/bundle.mjs']);
}

/** Every benchmark once, on little: whether it runs, not how fast. @param {Step} step */
async function bench(step) {
	for (const name of ['engine', 'page', 'policies', 'live', 'lab', 'lighthouse']) {
		await step.check(`benchmark of the ${name} runs`, 'node', ['tests/support/runBench.mjs', name], { SMOKE: '1' });
	}
}

/** @param {Step} step */
async function fuzz(step) {
	await step.check('a minute of hostile calls of the engine', 'node', ['tests/support/runFuzz.mjs', '60']);
}

/** @type {Record<string, (step: Step) => Promise<void>>} */
const parts = {
	native,
	wasm,
	checks,
	dist,
	bench,
	fuzz,
	node: (step) => nodeTests(step, 'node', 'node'),
	chromium: (step) => nodeTests(step, 'browser', 'chromium', { BROWSER: 'chromium' }),
	firefox: (step) => nodeTests(step, 'browser', 'firefox', { BROWSER: 'firefox' }),
};
/** One lane after the other; within a lane its rows at the same time, each row in order. */
const lanes = [
	[
		['native', 'wasm'],
		['checks', 'fuzz', 'dist', 'bench'],
	],
	[['node']],
	[['chromium']],
	[['firefox']],
];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in parts));
if (unknown.length > 0) {
	console.error(`There is no part "${unknown.join(' ')}" of the tests; there are ${Object.keys(parts).join(' ')}.`);
	process.exit(2);
}

let passed = 0;
let failed = 0;
/** @type {string[]} */
const failures = [];
for (const lane of lanes) {
	const rows = lane.map(async (row) => {
		for (const name of row) {
			const body = parts[name];
			if (!body || (chosen.length > 0 && !chosen.includes(name))) continue;
			const counts = await runStep(name, body);
			passed += counts.passed;
			failed += counts.failed;
			failures.push(...counts.failures);
		}
	});
	await Promise.all(rows);
}
for (const line of failures) console.log(line);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
