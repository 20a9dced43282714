// Configurations as one writes them in a command: `gated`, `interval:10ms`, `pressure:limit=16MiB:quarantine=off`.

import { policyNames } from '../../models/policies.ts';
import type { Policy } from '../../protocol/messages.ts';
import { eightConfigurations, usualConfigurations } from '../defaults.ts';
import type { Configuration } from '../experiment.ts';

interface Limits {
	readonly heapLimitBytes?: number | undefined;
	readonly quarantineBytes?: number | undefined;
}

/** What is left out is as the page has it. */
export type Asked = Limits & { readonly policy: Policy; readonly intervalMs?: number };

const kUnits: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/** `64MiB`, `off`: bytes. Throws a RangeError that says how they are written. */
export function parseBytes(text: string): number {
	if (text === 'off') return 0;
	const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?) ?(B|KiB|MiB|GiB)$/.exec(text) ?? [];
	const bytes = Number(number) * (kUnits[unit] ?? Number.NaN);
	if (number !== '' && Number.isInteger(bytes)) return bytes;
	throw new RangeError(`"${text}" is no size: write it as 512KiB, 64MiB or off`);
}

/** `10ms`, `1.5s`: milliseconds. Throws a RangeError that says how they are written. */
export function parseMs(text: string): number {
	const [, number, unit] = /^(\d+(?:\.\d+)?) ?(ms|s)$/.exec(text) ?? [];
	if (number !== undefined) return Number(number) * (unit === 's' ? 1000 : 1);
	throw new RangeError(`"${text}" is no time: write it as 100ms or 2s`);
}

/** `limits`: of those that do not say their own. Throws a RangeError. What policies and sizes may be is checked later. */
export function parseConfigurations(text: string, limits: Limits): Asked[] {
	if (text === 'usual' || text === 'eight') {
		const all = text === 'usual' ? usualConfigurations : eightConfigurations;
		return all.map(({ policy, intervalMs }) => ({ policy, intervalMs, ...limits }));
	}
	return text.split(',').map((one) => ({ ...limits, ...parseConfiguration(one.trim()) }));
}

function parseConfiguration(text: string): Asked {
	const [name, ...parts] = text.split(':');
	const policy = policyNames.find((it) => it === name);
	if (!policy) throw new RangeError(`"${name}" is no policy; there are ${policyNames.join(', ')}`);
	return Object.assign({ policy }, ...parts.map((part) => parsePart(policy, part, text)));
}

function parsePart(policy: Policy, part: string, whole: string): Partial<Configuration> {
	const [key, value] = part.split('=', 2);
	if (value !== undefined && key === 'limit') return { heapLimitBytes: parseBytes(value) };
	if (value !== undefined && key === 'quarantine') return { quarantineBytes: parseBytes(value) };
	if (value === undefined && policy === 'interval') return { intervalMs: parseMs(part) };
	const known = policy === 'interval' ? 'a time as 10ms, limit=… and quarantine=…' : 'limit=… and quarantine=…';
	throw new RangeError(`"${whole}": "${part}" is not known; after ${policy} there may be ${known}`);
}
