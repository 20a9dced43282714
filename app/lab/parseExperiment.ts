// What an experiment must hold to when it comes from a link, a script, a command or a form.
import { kDefaultIntervalMs, kMaxIntervalMs, kMinIntervalMs } from '../models/policies.ts';
import {
	bytesInRange,
	inRange,
	kMaxHeapLimitBytes,
	kMaxProgramChars,
	kMinHeapLimitBytes,
	knownPolicy,
	kTooLong,
	wholeInRange,
} from '../models/programState.ts';
import { kDefaultHeapLimitBytes, kDefaultQuarantineBytes } from '../models/RunModel.ts';
import { usualExperiment } from './defaults.ts';
import {
	type Configuration,
	type Experiment,
	kMaxDeadlineMs,
	kMaxWithinMs,
	kMinDeadlineMs,
	kMostConfigurations,
	kMostRepeats,
	kMostWarmUps,
	type Workload,
} from './experiment.ts';
import { type WorkloadName, workloads } from './workloads/index.ts';
import { checkSeed, checkSizes, initialSizes } from './workloads/workload.ts';

type Fields = Partial<Record<string, unknown>>;

const kFields = ['workload', 'configurations', 'repeats', 'warmUps', 'withinMs', 'deadlineMs'];
const kConfigurationFields = ['policy', 'intervalMs', 'heapLimitBytes', 'quarantineBytes'];

export const isWorkloadName = (name: unknown): name is WorkloadName =>
	typeof name === 'string' && Object.hasOwn(workloads, name);

/**
 * What is left out is as in the usual experiment. `workload` may be a name alone: with its initial sizes, and `program`
 * for `code`, what the editor holds. Throws a TypeError or RangeError that says what is wrong and where.
 */
export function parseExperiment(value: unknown, code: string): Experiment {
	const fields = fieldsOf('An experiment', value, kFields);
	const { workload, configurations, repeats, warmUps, withinMs, deadlineMs }: Fields = {
		...usualExperiment,
		...fields,
	};
	return {
		workload: parseWorkload(workload, code),
		configurations: parseConfigurations(configurations),
		repeats: wholeInRange('repeats', repeats, 1, kMostRepeats),
		warmUps: wholeInRange('warmUps', warmUps, 0, kMostWarmUps),
		withinMs: inRange('withinMs', withinMs, 0, kMaxWithinMs),
		deadlineMs: inRange('deadlineMs', deadlineMs, kMinDeadlineMs, kMaxDeadlineMs),
	};
}

function parseWorkload(value: unknown, code: string): Workload {
	const given = typeof value === 'string' ? { name: value } : value;
	const { name } = fieldsOf('workload', given);
	if (name === 'program') {
		const { code: own = code } = fieldsOf('workload program', given, ['name', 'code']);
		if (typeof own !== 'string') throw new TypeError('workload: code must be a text');
		if (own.length > kMaxProgramChars) throw new RangeError(`workload: ${kTooLong}`);
		return { name, code: own };
	}
	if (!isWorkloadName(name)) {
		const known = [...Object.keys(workloads), 'program'].join(', ');
		throw new RangeError(`There is no workload ${shown(name)}; there are ${known}`);
	}
	const builtIn = workloads[name];
	const { sizes, seed = 1 } = fieldsOf(`workload ${name}`, given, ['name', 'sizes', 'seed']);
	const all = checkSizes(builtIn, sizes === undefined ? {} : fieldsOf('sizes', sizes), initialSizes(builtIn));
	return { name, sizes: all, seed: checkSeed(seed) };
}

function parseConfigurations(value: unknown): Configuration[] {
	if (!Array.isArray(value)) throw new TypeError('configurations must be a list');
	if (value.length === 0) throw new RangeError('There is no configuration: add one');
	if (value.length > kMostConfigurations) {
		throw new RangeError(`There are ${value.length} configurations; at most ${kMostConfigurations} are compared`);
	}
	const all = value.map((it: unknown, at) => parseConfiguration(it, `configuration ${at + 1}`));
	const texts = all.map((it) => JSON.stringify(it));
	const twice = texts.findIndex((text, at) => texts.indexOf(text) < at);
	if (twice >= 0) {
		const first = texts.indexOf(texts[twice] ?? '');
		throw new RangeError(`Configurations ${first + 1} and ${twice + 1} are the same: change or remove one`);
	}
	return all;
}

function parseConfiguration(value: unknown, where: string): Configuration {
	const given = typeof value === 'string' ? { policy: value } : value;
	const fields = fieldsOf(where, given, kConfigurationFields);
	try {
		const policy = knownPolicy(fields.policy);
		const { heapLimitBytes = kDefaultHeapLimitBytes, intervalMs = kDefaultIntervalMs } = fields;
		const limit = bytesInRange('heapLimitBytes', heapLimitBytes, kMinHeapLimitBytes, kMaxHeapLimitBytes);
		const { quarantineBytes = Math.min(limit, kDefaultQuarantineBytes) } = fields;
		return {
			policy,
			// Of a policy that has none, the same for all: two configurations that differ in it alone are one.
			intervalMs:
				policy === 'interval' ? inRange('intervalMs', intervalMs, kMinIntervalMs, kMaxIntervalMs) : kDefaultIntervalMs,
			heapLimitBytes: limit,
			quarantineBytes: bytesInRange('quarantineBytes', quarantineBytes, 0, limit),
		};
	} catch (error) {
		throw error instanceof RangeError ? new RangeError(`${where}: ${error.message}`) : error;
	}
}

/** `names`: the only ones that it may have; left out: any. */
function fieldsOf(what: string, value: unknown, names?: readonly string[]): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new TypeError(`${what} must be an object, not ${Array.isArray(value) ? 'a list' : shown(value)}`);
	}
	const unknown = names && Object.keys(value).find((name) => !names.includes(name));
	if (unknown !== undefined) throw new RangeError(`${what} has no ${shown(unknown)}; it has ${names?.join(', ')}`);
	// What is undefined is left out.
	return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}

/** What stands in a message may come from anybody. */
const shown = (value: unknown) => String(typeof value === 'object' ? 'an object' : value).slice(0, 40);
