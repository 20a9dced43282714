// What was asked for by the command's arguments.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Experiment, Workload } from '../experiment.ts';
import { isWorkloadName, parseExperiment } from '../parseExperiment.ts';
import { type WorkloadName, workloads } from '../workloads/index.ts';
import { type Asked, parseBytes, parseConfigurations, parseMs } from './configurations.ts';
import { fileToWrite, fromCaller } from './files.ts';
import { dashed, type OptionName, type PlaceName, placeNames, valuesOf } from './options.ts';

export interface Wanted {
	/** Of the workload: its name, or the program's file. */
	readonly title: string;
	readonly experiment: Experiment;
}

export interface Command {
	readonly place: PlaceName;
	/** One after the other. */
	readonly wanted: readonly Wanted[];
	readonly json: string | null;
	readonly csv: string | null;
	readonly readme: boolean;
}

/** Null: help is wanted. Throws an Error that says what is wrong, where, and what to do. */
export function parseCommand(args: readonly string[]): Command | null {
	const values = valuesOf(args);
	if (values.has('help')) return null;
	const one = (name: OptionName) => values.get(name)?.at(-1);
	const readme = values.has('readme');
	const place = placeNames.find((it) => it === (one('browser') ?? 'chromium'));
	if (!place) throw new RangeError(`--browser: there is no "${one('browser')}"; there are ${placeNames.join(', ')}`);
	const limits = {
		heapLimitBytes: at('limit', one('limit'), parseBytes),
		quarantineBytes: at('quarantine', one('quarantine'), parseBytes),
	};
	const text = one('configurations') ?? 'usual';
	const configurations = at('configurations', text, (it) => parseConfigurations(it, limits)) ?? [];
	checkPlace(place, configurations);
	const rest = {
		configurations,
		repeats: at('repeats', one('repeats'), parseNumber),
		warmUps: at('warm-ups', one('warm-ups'), parseNumber),
		withinMs: at('within', one('within'), parseMs),
		deadlineMs: at('deadline', one('deadline'), parseMs),
	};
	const name = one('workload') ?? (readme ? 'all' : 'steady-churn');
	const sizes = at('size', values.get('size'), parseSizes);
	const seed = at('seed', one('seed'), parseNumber);
	if ((name === 'all' || isProgram(name)) && (sizes || seed !== undefined))
		throw new RangeError(`--size and --seed: only of one workload by its name, not of ${name}`);
	const wanted = workloadsOf(name).map(({ title, workload }) => {
		const sized = workload.name === 'program' ? workload : { ...workload, sizes: sizes ?? {}, seed: seed ?? 1 };
		return { title, experiment: parseExperiment({ ...rest, workload: sized }, '') };
	});
	const [json = null, csv = null] = [at('json', one('json'), fileToWrite), at('csv', one('csv'), fileToWrite)];
	return { place, wanted, json, csv, readme };
}

/** What `parse` makes of what the option was given, if it was; its error says where. */
function at<V, T>(name: OptionName, value: V | undefined, parse: (value: V) => T): T | undefined {
	if (value === undefined) return undefined;
	try {
		return parse(value);
	} catch (error) {
		throw new RangeError(`--${name}: ${error instanceof Error ? error.message : error}`);
	}
}

function parseNumber(text: string): number {
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
	throw new RangeError(`"${text}" is no number`);
}

function parseSizes(texts: readonly string[]): Record<string, number> {
	return Object.fromEntries(
		texts.map((text) => {
			const [, name, number = ''] = /^(\w+)=(.*)$/.exec(text) ?? [];
			if (name === undefined) throw new RangeError(`"${text}": write it as NAME=N`);
			return [name, parseNumber(number)];
		}),
	);
}

function checkPlace(place: PlaceName, configurations: readonly Pick<Asked, 'policy'>[]): void {
	if (place !== 'node' || !configurations.some(({ policy }) => policy === 'idle')) return;
	throw new RangeError(
		'--configurations: the policy idle needs the idle moments of a page, which Node has not: leave it out, or take --browser chromium',
	);
}

const isProgram = (name: string) => /\.[cm]?js$/.test(name);

function workloadsOf(name: string): { title: string; workload: Pick<Workload, 'name'> }[] {
	const known = Object.keys(workloads).filter(isWorkloadName);
	const own = (it: WorkloadName) => ({ title: dashed(it), workload: { name: it } });
	if (name === 'all') return known.map(own);
	if (isProgram(name)) return [{ title: basename(name), workload: programOf(name) }];
	const found = known.find((it) => dashed(it) === dashed(name));
	if (found) return [own(found)];
	throw new RangeError(
		`--workload: there is no "${name}"; there are ${known.map(dashed).join(', ')}, all, or a program's file, FILE.js`,
	);
}

function programOf(path: string): Extract<Workload, { name: 'program' }> {
	try {
		return { name: 'program', code: readFileSync(fromCaller(path), 'utf8') };
	} catch (error) {
		throw new Error(`--workload: ${path} cannot be read (${error instanceof Error ? error.message : error})`);
	}
}
