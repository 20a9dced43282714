// What the command line chooses: engines and figures; all of them, unless said.
import { parseArgs } from 'node:util';
import type { Figure } from '../figures/figure.ts';
import { figures } from '../figures/index.ts';
import { type EngineName, engineNames } from '../trial.ts';

export interface Chosen {
	readonly engines: readonly EngineName[];
	readonly figures: readonly Figure[];
	/** No engine was left out. */
	readonly everyEngine: boolean;
}

/** Throws for what there is not. Both options may be given more than once. */
export function chosenBy(args: readonly string[]): Chosen {
	const { values } = parseArgs({
		args: [...args],
		options: { engine: { type: 'string', multiple: true }, figure: { type: 'string', multiple: true } },
	});
	const pick = <T>(all: readonly T[], nameOf: (one: T) => string, wanted: readonly string[] | undefined): T[] => {
		const unknown = wanted?.find((name) => !all.some((one) => nameOf(one) === name));
		if (unknown !== undefined) throw new Error(`There is no "${unknown}", there are ${all.map(nameOf).join(' ')}`);
		return all.filter((one) => wanted?.includes(nameOf(one)) ?? true);
	};
	return {
		engines: pick(engineNames, (name) => name, values.engine),
		figures: pick(figures, ({ name }) => name, values.figure),
		everyEngine: values.engine === undefined,
	};
}
