// How the parts of ./build.sh test run commands, count tests and keep their logs apart while two run at once.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const buildFolder = join(root, 'build');

/** Lines of a failed part's log that are shown; the log file has them all. */
const kShownLines = 400;
const kShownColumns = 140;
/** What a log says of success, which nobody looking for a failure needs. */
const kSuccess = /^✔|\.{3,} +Passed +\d|^\[\d+\/\d+\] (Building|Linking)|^ *Start +\d+:|^\++ /;

/** A line that names a failed test; what follows it indented says why. */
const kFailure = /^✖ |^\t *\d+ - .+ \(\w+\)$/;
/** Lines of a failed test that are told once more at the end of all. */
const kToldLines = 20;

/** What a part has measured, worth a line although nothing failed. */
const kFigure = /^fuzz: \d/;

/** One part of the tests: its counts, its log, and the commands it runs. */
export class Step {
	passed = 0;
	failed = 0;
	#name;
	#logPath;
	#log;

	/** @param {string} name */
	constructor(name) {
		this.#name = name;
		this.#logPath = join(buildFolder, 'logs', `${name}.log`);
		this.#log = createWriteStream(this.#logPath);
	}

	/** @param {string} text */
	say(text) {
		this.#log.write(`${text}\n`);
	}

	/**
	 * Runs a command; gives whether it ended with 0. A missing program is a failure like any other.
	 * @param {string} command @param {string[]} args @param {Record<string, string>} [env]
	 * @returns {Promise<boolean>}
	 */
	async run(command, args, env = {}) {
		const set = Object.entries(env).map(([key, value]) => `${key}=${value} `);
		const line = `+ ${set.join('')}${[command, ...args].join(' ')}`.replaceAll(root, '');
		console.log(`${this.#name.padEnd(8)} ${line.length > kShownColumns ? `${line.slice(0, kShownColumns)} …` : line}`);
		this.say(line);
		return new Promise((resolve) => {
			const child = spawn(command, args, {
				cwd: root,
				env: { ...process.env, ...env },
				stdio: ['ignore', 'pipe', 'pipe'],
			});
			child.stdout.on('data', (bytes) => this.#log.write(bytes));
			child.stderr.on('data', (bytes) => this.#log.write(bytes));
			child.on('error', (error) => {
				this.say(`${command}: ${error.message}`);
				resolve(false);
			});
			child.on('close', (code, signal) => {
				if (code !== 0) this.say(`${command} ended with ${signal ?? code}`);
				resolve(code === 0);
			});
		});
	}

	/** @param {string} title @param {boolean} ok */
	count(title, ok) {
		if (ok) this.passed++;
		else this.failed++;
		this.say(`${ok ? '✔' : '✖'} ${title}`);
		return ok;
	}

	/**
	 * One command that is one test.
	 * @param {string} title @param {string} command @param {string[]} args @param {Record<string, string>} [env]
	 */
	async check(title, command, args, env) {
		return this.count(title, await this.run(command, args, env));
	}

	/**
	 * A command that runs many tests and leaves their counts in a file. No file, no test in it, or a command that
	 * failed with no failed test to show: each is one failure more.
	 * @param {string} resultPath
	 * @param {(text: string) => { passed: number, failed: number }} read
	 * @param {() => Promise<boolean>} runner
	 */
	async suite(resultPath, read, runner) {
		await rm(resultPath, { force: true });
		const ok = await runner();
		try {
			const { passed, failed } = read(await readFile(resultPath, 'utf8'));
			if (!(passed >= 0 && failed >= 0)) throw new Error('no counts in it');
			this.passed += passed;
			this.failed += failed;
			if (passed + failed === 0) this.count('No test ran.', false);
			else if (!ok && failed === 0) this.count('The runner failed beside its tests.', false);
		} catch (error) {
			this.count(`The runner left no result: ${error instanceof Error ? error.message : error}`, false);
		}
	}

	/**
	 * Closes the log and says how it went; gives the lines of what failed.
	 * @param {number} startMs
	 */
	async end(startMs) {
		await new Promise((resolve) => this.#log.end(() => resolve(undefined)));
		const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
		const lines = (await readFile(this.#logPath, 'utf8')).split('\n');
		if (this.failed > 0) {
			const shown = lines.filter((line) => !kSuccess.test(line));
			for (const line of shown.slice(-kShownLines)) console.log(`${this.#name.padEnd(8)} | ${line}`);
		}
		for (const line of lines.filter((line) => kFigure.test(line))) console.log(line.replace(':', '    '));
		console.log(`${this.#name.padEnd(8)} ${this.passed} passed, ${this.failed} failed, ${seconds} s`);
		return this.failed > 0 ? failures(lines).map((line) => `${this.#name.padEnd(8)} | ${line}`) : [];
	}
}

/**
 * The failed tests of a log, each with the first lines of its reason.
 * @param {string[]} lines
 */
function failures(lines) {
	/** @type {string[]} */
	const told = [];
	let left = 0;
	for (const line of lines) {
		if (kFailure.test(line)) left = kToldLines;
		else left = /^ {4}/.test(line) ? left - 1 : 0;
		if (left > 0) told.push(line);
	}
	return told;
}

/**
 * Runs one part to its end; what it throws is a failure of it.
 * @param {string} name @param {(step: Step) => Promise<void>} body
 */
export async function runStep(name, body) {
	await mkdir(join(buildFolder, 'logs'), { recursive: true });
	const startMs = performance.now();
	const step = new Step(name);
	try {
		await body(step);
		if (step.passed + step.failed === 0) step.count('No test ran.', false);
	} catch (error) {
		step.count(error instanceof Error ? (error.stack ?? error.message) : String(error), false);
	}
	const failures = await step.end(startMs);
	return { passed: step.passed, failed: step.failed, failures };
}
