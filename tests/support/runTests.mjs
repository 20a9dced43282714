// Bundles and runs the tests of one folder below tests/ and writes how many passed and failed.
// Usage: node [flags for the tests] runTests.mjs FOLDER RESULT.json [PART OF A PATH]
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { bundleTests } from './bundleTests.mjs';

/** A test file is ended after this time: what hangs is a failure, not a wait. */
const kFileTimeoutMs = 180_000;

/** The runner's own closing diagnostics; what remains are the tests' measured figures and seeds. */
const kSummary = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /;

const root = fileURLToPath(new URL('../..', import.meta.url));
const [folder, result, only] = process.argv.slice(2);
if (!folder || !result) throw new Error('Usage: runTests.mjs FOLDER RESULT.json [PART OF A PATH]');

const files = await bundleTests(root, folder, '.test.ts', only);
const counts = { passed: 0, failed: 0, skipped: 0 };

/** @param {string | undefined} file */
const place = (file) =>
	file
		? `${relative(root, file)
				.replace(/^build\//, '')
				.replace(/\.mjs$/, '.ts')}: `
		: '';

/** @param {string | undefined} file @param {string} name @param {unknown} why */
function fail(file, name, why) {
	counts.failed++;
	console.log(`✖ ${place(file)}${name}\n${`${why}`.replace(/^/gm, '    ')}`);
}

if (files.length === 0) {
	fail(undefined, folder, 'There are no tests here.');
} else {
	// Browsers measure time and want the machine for themselves.
	const concurrency = folder === 'browser' ? 1 : 2;
	for await (const { type, data } of run({ files, concurrency, timeout: kFileTimeoutMs })) {
		if (type === 'test:stdout' || type === 'test:stderr') process.stdout.write(data.message);
		if (type === 'test:diagnostic' && data.file && !kSummary.test(data.message)) console.log(`  ${data.message}`);
		if (type === 'test:fail') {
			/** @type {{ cause?: unknown, failureType?: string, exitCode?: number, signal?: string }} */
			const { cause, failureType, exitCode, signal } = data.details.error;
			// A test that failed by its subtests alone is told by them.
			if (failureType === 'subtestsFailed') continue;
			if (files.includes(data.name) && failureType !== 'testTimeoutFailure') {
				fail(data.name, 'ended too early', `Its process ended by ${signal ?? `exit code ${exitCode}`}; see above.`);
				continue;
			}
			const error = cause ?? data.details.error;
			fail(data.file, basename(data.name), error instanceof Error ? (error.stack ?? error.message) : inspect(error));
		}
		if (type === 'test:pass' && data.details.type !== 'suite') {
			if (files.includes(data.name)) {
				fail(data.name, basename(data.name), 'This file holds no test.');
			} else if (data.skip !== undefined || data.todo !== undefined) {
				counts.skipped++;
				console.log(`- ${place(data.file)}${data.name} (skipped)`);
			} else {
				counts.passed++;
				console.log(`✔ ${place(data.file)}${data.name} (${Math.round(data.details.duration_ms)} ms)`);
			}
		}
	}
}
await mkdir(dirname(result), { recursive: true });
await writeFile(result, JSON.stringify(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
