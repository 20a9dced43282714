// ./build.sh lab: arguments → experiments → trials → tables. Tables go to stdout, all else to stderr.
import { writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { bundle } from '../../bundle.mjs';
import { toCsv, toJson, toMarkdown } from '../exportText.ts';
import type { Report } from '../report.ts';
import { leftText, type Progress } from '../runExperiment.ts';
import { browserLaboratory } from './browserLaboratory.ts';
import { type Command, parseCommand, type Wanted } from './command.ts';
import type { Laboratory, RunningLab } from './laboratory.ts';
import { machineText } from './machine.ts';
import { nodeLaboratory } from './nodeLaboratory.ts';
import { helpText, type PlaceName } from './options.ts';
import { readmeSection } from './readme.ts';

/** As shells have it for what Ctrl+C ended, and the two that end everything at once. */
const kInterrupted = 130;
const kEndedBy = { SIGTERM: 143, SIGHUP: 129 } as const;

const say = (line: string) => void process.stderr.write(`${line}\n`);
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** `folder`: this process's own, with the bundled `child.mjs` in it. Gives the exit code. */
export async function main(args: readonly string[], folder: string): Promise<number> {
	let command: Command | null;
	try {
		command = parseCommand(args);
	} catch (error) {
		say(`${reasonOf(error)}\n./build.sh lab --help lists what there is.`);
		return 2;
	}
	if (!command) {
		process.stdout.write(helpText());
		return 0;
	}
	// By themselves they leave no time to end what was started.
	for (const [signal, code] of Object.entries(kEndedBy)) process.once(signal, () => process.exit(code));
	let laboratory: Laboratory | undefined;
	try {
		laboratory = await openLaboratory(command.place, folder);
		return await runAll(command, laboratory);
	} catch (error) {
		say(`The experiment could not be run: ${reasonOf(error)}`);
		return 1;
	} finally {
		await laboratory?.close();
	}
}

async function openLaboratory(place: PlaceName, folder: string): Promise<Laboratory> {
	if (place === 'node') return nodeLaboratory(join(folder, 'child.mjs'));
	say('Bundling the page …');
	const page = join(folder, 'page');
	await bundle(page);
	return browserLaboratory(place, page);
}

async function runAll(command: Command, laboratory: Laboratory): Promise<number> {
	let running: RunningLab | null = null;
	let isEnding = false;
	const interrupt = () => {
		// Who asks twice does not want to wait; what was started goes with this process.
		if (isEnding) process.exit(kInterrupted);
		isEnding = true;
		say('\nEnding; once more ends at once.');
		running?.cancel();
	};
	process.on('SIGINT', interrupt);
	const reports: Report[] = [];
	try {
		for (const [at, wanted] of command.wanted.entries()) {
			if (isEnding) break;
			const several = command.wanted.length > 1 ? ` (${at + 1} of ${command.wanted.length})` : '';
			say(`${wanted.title}${several}`);
			running = laboratory.run(wanted.experiment, tell);
			const report = await running.done;
			reports.push(report);
			if (!command.readme) process.stdout.write(`${at > 0 ? '\n' : ''}${tableOf(wanted, report)}`);
			await keep(command, wanted, report);
		}
	} finally {
		process.off('SIGINT', interrupt);
		// Also where a later workload could not be run: what was measured is not lost.
		if (command.readme) process.stdout.write(readmeSection(reports, machineText()));
	}
	return reports.some(couldNotBeRun) ? 1 : 0;
}

function tell({ done, total, now, leftMs }: Progress): void {
	say(`  ${String(done + 1).padStart(String(total).length)} of ${total}: ${now} · ${leftText(leftMs)} left`);
}

function tableOf({ title, experiment }: Wanted, report: Report): string {
	const own = experiment.workload.name === 'program' ? { workload: `The program ${title}` } : {};
	return `${toMarkdown(report, own)}\nMeasured without a screen on ${machineText()}.\n`;
}

/** Not one trial could even be begun. */
const couldNotBeRun = ({ trials }: Report) => trials.length > 0 && trials.every(({ outcome }) => outcome === 'failed');

async function keep(command: Command, { title }: Wanted, report: Report): Promise<void> {
	const pathOf = (path: string) => {
		const { dir, name, ext } = parse(path);
		return command.wanted.length > 1 ? join(dir, `${name}-${title}${ext}`) : path;
	};
	const { json, csv } = command;
	if (json !== null) await writeFile(pathOf(json), toJson(report));
	if (csv !== null) await writeFile(pathOf(csv), toCsv(report));
}
