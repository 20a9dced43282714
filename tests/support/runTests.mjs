// Bundles and runs the tests of one folder below tests/ and writes how many passed and failed.
// Usage: node [flags for the tests] runTests.mjs FOLDER RESULT.json [PART OF A PATH]
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { bundleTests } from './bundleTests.mjs';

/** A test file is ended after this time: what hangs is a failure, not a wait. */
const kFileTimeoutMs = 300_000;

/** The runner's own closing diagnostics; what remains are the tests' measured figures and seeds. */
const kSummary = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /;

const root = fileURLToPath(new URL('../..', import.meta.url));
const [folder, result, only] = process.argv.slice(2);
if (!folder || !result) throw new Error('Usage: runTests.mjs FOLDER RESULT.json [PART OF A PATH]');

const { out, files } = await bundleTests(root, folder, '.test.ts', only);
const counts = { passed: 0, failed: 0, skipped: 0 };

/** Runs one file and gives what it has to say. @param {string} file */
async function runFile(file) {
	const place = `tests/${folder}/${relative(out, file).replace(/\.mjs$/, '.ts')}: `;
	/** @type {string[]} */
	const said = [];
	/** @param {string} name @param {unknown} why */
	const fail = (name, why) => {
		counts.failed++;
		said.push(`✖ ${place}${name}\n${`${why}`.replace(/^/gm, '    ')}\n`);
	};
	for await (const { type, data } of run({ files: [file], timeout: kFileTimeoutMs })) {
		if (type === 'test:stdout' || type === 'test:stderr') said.push(data.message);
		if (type === 'test:diagnostic' && data.file && !kSummary.test(data.message)) said.push(`  ${data.message}\n`);
		if (type === 'test:fail') {
			/** @type {{ cause?: unknown, failureType?: string, exitCode?: number, signal?: string }} */
			const { cause, failureType, exitCode, signal } = data.details.error;
			// A test that failed by its subtests alone is told by them.
			if (failureType === 'subtestsFailed') continue;
			if (data.name === file && failureType !== 'testTimeoutFailure') {
				fail('ended too early', `Its process ended by ${signal ?? `exit code ${exitCode}`}; see above.`);
				continue;
			}
			const error = cause ?? data.details.error;
			fail(basename(data.name), error instanceof Error ? (error.stack ?? error.message) : inspect(error));
		}
		if (type === 'test:pass' && data.details.type !== 'suite') {
			if (data.name === file) {
				fail(basename(file), 'This file holds no test.');
			} else if (data.skip !== undefined || data.todo !== undefined) {
				counts.skipped++;
				said.push(`- ${place}${data.name} (skipped)\n`);
			} else {
				counts.passed++;
				said.push(`✔ ${place}${data.name} (${Math.round(data.details.duration_ms)} ms)\n`);
			}
		}
	}
	return said.join('');
}

if (files.length === 0) {
	counts.failed++;
	console.log(`✖ tests/${folder} holds no test${only ? ` in ${only}` : ''}.`);
}
const queue = files.values();
// Browsers measure time and want the machine for themselves.
const runners = Array.from({ length: folder === 'browser' ? 1 : 2 }, async () => {
	for (const file of queue) process.stdout.write(await runFile(file));
});
try {
	await Promise.all(runners);
} finally {
	await rm(out, { recursive: true, force: true });
}
await mkdir(dirname(result), { recursive: true });
await writeFile(result, JSON.stringify(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
