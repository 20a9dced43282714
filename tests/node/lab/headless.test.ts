// ./build.sh lab in Node: its arguments, a small experiment with known figures, programs that go wrong, Ctrl+C.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { usualConfigurations } from '../../../app/lab/defaults.ts';
import type { Experiment } from '../../../app/lab/experiment.ts';
import { parseCommand } from '../../../app/lab/headless/command.ts';
import { nodeLaboratory } from '../../../app/lab/headless/nodeLaboratory.ts';
import { nodeSessions } from '../../../app/lab/headless/nodeSession.ts';
import { readmeMarks, readmeSection } from '../../../app/lab/headless/readme.ts';
import { bundleHeadless } from '../../../app/lab/headless/run.mjs';
import { parseExperiment } from '../../../app/lab/parseExperiment.ts';
import type { Trial } from '../../../app/lab/report.ts';
import { sampleReport } from '../../support/labReport.ts';
import { root } from '../../support/paths.ts';

// In the repository, for what is bundled finds its packages from there.
const folder = mkdtempSync(join(root, 'build/headless-'));
after(() => rmSync(folder, { recursive: true }));
await bundleHeadless(folder);
const childPath = join(folder, 'child.mjs');

const experimentOf = (code: string, others: object = {}): Experiment =>
	parseExperiment(
		{
			workload: { name: 'program', code },
			configurations: ['none', { policy: 'interval', intervalMs: 10 }],
			repeats: 1,
			warmUps: 0,
			withinMs: 50,
			...others,
		},
		'',
	);

/** Soon used up, also on a busy machine. */
const kJsHeapMiB = 64;

/** Runs the command as ./build.sh does that is called from `folder`. `onError` sees all of stderr so far, and may end it. */
function command(args: string[], onError: (text: string, interrupt: () => void) => void = () => {}) {
	return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
		const child = spawn(process.execPath, ['app/lab/headless/run.mjs', ...args], {
			cwd: root,
			env: { ...process.env, CALLED_FROM: folder },
		});
		let [out, err] = ['', ''];
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			out += text;
		});
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			err += text;
			onError(err, () => void child.kill('SIGINT'));
		});
		child.on('close', (code) => resolve({ code, out, err }));
	});
}

const wantedOf = (...args: string[]) => {
	const wanted = parseCommand(args)?.wanted;
	assert.ok(wanted?.[0]);
	return wanted;
};

test('arguments: nothing given is the usual experiment in Chromium', () => {
	const parsed = parseCommand([]);
	assert.equal(parsed?.place, 'chromium');
	assert.deepEqual(parsed?.wanted, [{ title: 'steady-churn', experiment: parseExperiment({}, '') }]);
	assert.equal(parseCommand(['--browser', 'node', '--help']), null);
	assert.equal(wantedOf('--workload', 'all').length, 7);
});

test('arguments: all that an experiment is can be said', () => {
	const [first] = wantedOf(
		...['--workload', 'Long-Lived beside churn', '--seed=7', '--size', 'held=1000', '--repeats', '2'],
		...['--warm-ups', '0', '--within', '0.5s', '--deadline', '800ms', '--limit', '16MiB', '--quarantine', 'off'],
		...['--configurations', 'pressure,interval:1.5s,gated:limit=32MiB:quarantine=64KiB'],
	);
	assert.ok(first);
	const { workload, configurations, ...rest } = first.experiment;
	assert.deepEqual(rest, { repeats: 2, warmUps: 0, withinMs: 500, deadlineMs: 800 });
	assert.ok(workload.name === 'long-lived beside churn' && workload.seed === 7);
	assert.equal(workload.sizes.held, 1000);
	const own = { intervalMs: 100, heapLimitBytes: 2 ** 24, quarantineBytes: 0 };
	assert.deepEqual(configurations, [
		{ ...own, policy: 'pressure' },
		{ ...own, policy: 'interval', intervalMs: 1500 },
		{ policy: 'gated', intervalMs: 100, heapLimitBytes: 2 ** 25, quarantineBytes: 2 ** 16 },
	]);
	const path = join(folder, 'own.js');
	writeFileSync(path, 'new MyClass(1)');
	assert.deepEqual(wantedOf('--workload', path)[0]?.experiment.workload, { name: 'program', code: 'new MyClass(1)' });
	assert.deepEqual(wantedOf('--configurations', 'usual')[0]?.experiment.configurations, usualConfigurations);
});

test('arguments: an error says what, where and what there is', () => {
	const bad: [args: string[], says: RegExp][] = [
		[['--nonsense'], /no --nonsense; there are --browser, --workload/],
		[['bursts'], /"bursts": every argument begins with --/],
		[['--browser', 'safari'], /--browser: there is no "safari"; there are chromium, firefox, node/],
		[['--browser'], /--browser needs a value/],
		[['--help=yes'], /--help takes no value/],
		[['--workload', 'burst'], /--workload: there is no "burst"; there are steady-churn, bursts/],
		[['--workload', 'nowhere.js'], /--workload: nowhere\.js cannot be read/],
		[['--repeats', 'many'], /--repeats: "many" is no number/],
		[['--repeats', '21'], /repeats must be a number from 1 to 20, not 21/],
		[['--within', '100'], /--within: "100" is no time: write it as 100ms or 2s/],
		[['--limit', '16MB'], /--limit: "16MB" is no size/],
		[['--json', 'no/such/folder/a.json'], /--json: "no\/such\/folder\/a\.json" cannot be written: is its folder there/],
		[['--size', 'objects'], /--size: "objects": write it as NAME=N/],
		[['--size', 'nothing=1'], /no size nothing; it has/],
		[['--size', 'a=1', '--workload', 'all'], /--size and --seed: only of one workload/],
		[['--configurations', 'gated,often'], /--configurations: "often" is no policy; there are none,/],
		[['--configurations', 'gated:10ms'], /"gated:10ms": "10ms" is not known; after gated/],
		[['--configurations', 'gated,gated'], /Configurations 1 and 2 are the same/],
		[['--configurations', 'interval:0ms'], /configuration 1: intervalMs must be a number from 1/],
		[['--browser', 'node', '--configurations', 'idle'], /the policy idle needs the idle moments of a page/],
	];
	for (const [args, says] of bad) assert.throws(() => parseCommand(args), { message: says }, args.join(' '));
});

test('the command: help, a bad argument, and a table of what was made', async () => {
	const code = 'const kept = [];\nfor (let i = 0; i < 1234; i++) kept.push(new MyClass(i));\nkept.pop().delete();';
	const [path, json, csv] = ['made.js', 'made.json', 'made.csv'].map((name) => join(folder, name)) as [
		string,
		string,
		string,
	];
	writeFileSync(path, code);
	const small = ['--repeats', '1', '--warm-ups', '0', '--within', '0ms', '--configurations', 'none,interval:10ms'];
	const [help, bad, run] = await Promise.all([
		command(['--help']),
		command(['--browser', 'netscape']),
		// Files are named from where the command was called, or absolutely.
		command(['--browser', 'node', '--workload', 'made.js', ...small, '--json', 'made.json', '--csv', csv]),
	]);
	assert.equal(help.code, 0);
	assert.match(help.out, /--workload NAME\|FILE\.js\|all.*steady-churn.*Node is no sandbox/s);
	assert.equal(bad.code, 2);
	assert.equal(bad.out, '');
	assert.match(bad.err, /no "netscape".*--help lists/s);
	assert.equal(run.code, 0, run.err);
	assert.match(run.err, /2 of 2: interval · 10\s?ms, 1 of 1 · about/);
	assert.match(run.out, new RegExp(`Node ${process.versions.node.replaceAll('.', '\\.')}`));
	assert.match(run.out, /^\*\*The program made\.js\*\*/);
	assert.match(run.out, /\nMeasured without a screen on \d+ cores?\b.*\d+ GiB/);
	const lines = run.out.split('\n').filter((line) => line.startsWith('| '));
	const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
	const made = cells[0]?.indexOf('Objects made') ?? -1;
	assert.deepEqual(
		cells.slice(2).map((row) => [row[2], row[3], row[made]]),
		[
			['none', '1 of 1', '1,234'],
			['interval · 10 ms', '1 of 1', '1,234'],
		],
	);
	const { trials }: { trials: Trial[] } = JSON.parse(readFileSync(json, 'utf8'));
	assert.deepEqual(
		trials.map(({ figures }) => figures?.made),
		[1234, 1234],
	);
	assert.equal(readFileSync(csv, 'utf8').split('\r\n').length, 4);
});

test('Ctrl+C prints what was measured so far', async () => {
	const path = join(folder, 'slow.js');
	writeFileSync(path, 'new MyClass(1); await tick(100);');
	const args = ['--browser', 'node', '--workload', path, '--repeats', '20', '--warm-ups', '0', '--within', '0ms'];
	let asked = false;
	const { code, out, err } = await command(args, (text, interrupt) => {
		if (asked || !/^ *3 of 120/m.test(text)) return;
		asked = true;
		interrupt();
	});
	assert.equal(code, 0, err);
	assert.match(out, /cancelled after [2-5] of 120 trials/);
	assert.match(out, /\| pressure +\| 1 of 20/);
});

test('who cancels as a trial is announced has no further trial', async () => {
	const running = nodeLaboratory(childPath).run(experimentOf('new MyClass(1)', { repeats: 5 }), ({ done }) => {
		if (done === 1) running.cancel();
	});
	const { state, trials } = await running.done;
	assert.deepEqual([state, trials.length], ['cancelled', 1]);
});

test('a program that goes wrong ends its trial with its reason, and the Lab goes on', async () => {
	const laboratory = nodeLaboratory(childPath, kJsHeapMiB);
	const cases: [code: string, outcome: Trial['outcome'], reason: RegExp, others?: object][] = [
		['new MyClass(1);\nthrow new RangeError("enough");', 'threw', /^RangeError at line 2: enough$/],
		['const = 1', 'threw', /^SyntaxError at line 1/],
		['for (;;) {}', 'stuck', /the loop in line 1, which nothing seems to end/, { deadlineMs: 500 }],
		['for (;;) await tick(5);', 'stopped', /had not ended after/, { deadlineMs: 500 }],
		['await tick(5); process.exit(3);', 'crashed', /ended by itself \(exit code 3\)/],
		[
			'const all = []; for (;;) all.push(new Array(1e5).fill(1.5));',
			'crashed',
			/used up JavaScript's memory \(64 MiB\)/,
		],
	];
	for (const [code, outcome, reason, others] of cases) {
		const experiment = experimentOf(code, { configurations: ['none'], ...others });
		const { trials } = await laboratory.run(experiment, () => {}).done;
		assert.deepEqual([trials.length, trials[0]?.outcome], [1, outcome], `${code}: ${trials[0]?.reason}`);
		assert.match(trials[0]?.reason ?? '', reason);
	}
	const code = 'setTimeout(() => { throw new Error("late"); }, 1);\nself.made = new MyClass(1);\nawait tick(30);';
	const { trials } = await laboratory.run(experimentOf(code), () => {}).done;
	assert.deepEqual(
		trials.map(({ outcome, figures, errors }) => [outcome, figures?.made, errors[0]?.message]),
		[
			['ended', 1, 'late'],
			['ended', 1, 'late'],
		],
	);
});

test('a process that cannot be started is no trial', async () => {
	const events = { message() {}, silent() {}, lost: () => assert.fail('it never was there') };
	await assert.rejects(
		nodeSessions(join(folder, 'nothing.mjs'))(events),
		/process has ended by itself \(exit code 1\)/,
	);
});

test('the section of README.md: a table for each workload, what is the same said once', () => {
	const report = sampleReport();
	const text = readmeSection([report, report]);
	const lines = text.split('\n');
	assert.equal(lines[0], readmeMarks.begin);
	assert.equal(lines.at(-2), readmeMarks.end);
	assert.equal(lines.filter((line) => line.startsWith('| `')).length, 2 * report.experiment.configurations.length);
	assert.equal(text.match(/UTC/g)?.length, 1);
	assert.equal(readmeSection([]), '');
	const [one] = report.trials;
	assert.ok(one);
	const threw: Trial = { ...one, outcome: 'threw', reason: 'RangeError at line 3: and much more' };
	const odd = readmeSection([{ ...report, experiment: { ...report.experiment, repeats: 1 }, trials: [threw] }]);
	assert.match(odd, /^\| `[^`]+`, ended 0 of 1 · 1 threw \| /m);
	assert.match(odd, /^✕ `RangeError at line 3`$/m);
	assert.match(readmeSection([report], '2 cores of a make'), /UTC; 2 cores of a make; /);
	assert.ok(readFileSync(join(root, 'README.md'), 'utf8').includes(readmeMarks.begin), 'README.md has such a section');
});
