// The command's options: one table of all there are, the help, and what was given for each.
import { parseArgs } from 'node:util';
import { usualConfigurations, usualExperiment } from '../defaults.ts';
import { workloads } from '../workloads/index.ts';
import { type BrowserName, browserNames } from './browser.ts';

export type PlaceName = BrowserName | 'node';

export const placeNames: readonly PlaceName[] = [...browserNames, 'node'];

interface Option {
	/** What its value is; left out: it takes none. */
	readonly value?: string;
	readonly does: string;
}

const kOptions = {
	browser: { value: 'NAME', does: 'where: chromium (or nothing), firefox or node' },
	workload: {
		value: 'NAME|FILE.js|all',
		does: 'what runs: a workload (see below), a program of your own, or all workloads',
	},
	size: { value: 'NAME=N', does: 'a size of the workload, as the Lab names them in its link; may come several times' },
	seed: { value: 'N', does: 'of the workload’s random numbers; 1, unless said' },
	configurations: { value: 'LIST', does: 'under what: see below; usual, unless said' },
	limit: { value: 'SIZE', does: 'heap limit of all configurations that do not say theirs, such as 16MiB' },
	quarantine: { value: 'SIZE', does: 'the same for the quarantine; off for none' },
	repeats: { value: 'N', does: `how many trials of each are measured; ${usualExperiment.repeats}, unless said` },
	'warm-ups': { value: 'N', does: `how many are made before and thrown away; ${usualExperiment.warmUps}, unless said` },
	within: { value: 'TIME', does: 'how long objects have to be freed after the program’s end; 1s, unless said' },
	deadline: { value: 'TIME', does: 'a program that has not ended by then is stopped; 10s, unless said' },
	json: { value: 'FILE', does: 'keeps everything as JSON; with --workload all, a file for each workload' },
	csv: { value: 'FILE', does: 'keeps the trials as CSV; the same' },
	readme: { does: 'prints the section of README.md with the results of all workloads' },
	help: { does: 'this text' },
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof kOptions;

const options: readonly (readonly [string, Option])[] = Object.entries<Option>(kOptions);

/** A workload's name as one word: `steady-churn`. */
export const dashed = (name: string): string => name.replace(/\W+/g, '-').toLowerCase();

const kNameWidth = 30;

export function helpText(): string {
	const lines = options.map(
		([name, { value, does }]) => `  ${`--${name}${value ? ` ${value}` : ''}`.padEnd(kNameWidth)}${does}`,
	);
	const all = Object.entries(workloads).map(([name, { sizes }]) => {
		const known = sizes.map((size) => `${size.name}=${size.initial}`).join(' ');
		return `  ${dashed(name).padEnd(kNameWidth)}${known}`;
	});
	const usual = usualConfigurations.map(({ policy, intervalMs }) =>
		policy === 'interval' ? `interval:${intervalMs}ms` : policy,
	);
	return `Usage: ./build.sh lab [OPTION…]

The Lab without a screen: runs one program under several policies, and prints the table as Markdown. Progress goes to
stderr. Ctrl+C ends the trial under way and prints what was measured so far; a second one ends at once.

${lines.join('\n')}

Workloads, with their sizes:
${all.join('\n')}

Configurations: policies with a comma between. After a policy and a colon there may be limit=SIZE, quarantine=SIZE and,
after interval, a TIME:
  pressure,interval:10ms,gated:limit=16MiB:quarantine=off
  usual                         ${usual.join(',')}
  eight                         these, interval:1000ms and idle
A SIZE is written as 512KiB, 64MiB or off; a TIME as 100ms or 2s.

Node is no sandbox: a program that runs there may do whatever you may. In the browsers it has only what a visitor's has.
Node has no idle moments of a page: the policy idle is for the browsers alone.
`;
}

/** By the option's name, all that it was given. Throws a RangeError. */
export function valuesOf(args: readonly string[]): Map<string, string[]> {
	const kinds = Object.fromEntries(
		options.map(([name, { value }]) => [name, { type: value ? ('string' as const) : ('boolean' as const) }]),
	);
	const { tokens } = parseArgs({
		args: [...args],
		options: kinds,
		strict: false,
		allowPositionals: true,
		tokens: true,
	});
	const values = new Map<string, string[]>();
	for (const token of tokens) {
		if (token.kind === 'positional')
			throw new RangeError(`"${token.value}": every argument begins with --, such as --workload ${token.value}`);
		if (token.kind !== 'option') continue;
		const option = options.find(([name]) => name === token.name)?.[1];
		if (!option)
			throw new RangeError(`There is no ${token.rawName}; there are --${Object.keys(kOptions).join(', --')}`);
		if (option.value && (token.value ?? '') === '')
			throw new RangeError(`--${token.name} needs a value: --${token.name} ${option.value}`);
		if (!option.value && token.value !== undefined) throw new RangeError(`--${token.name} takes no value`);
		values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? '']);
	}
	return values;
}
