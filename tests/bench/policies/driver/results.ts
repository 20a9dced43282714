// What the trials gave, by engine, figure, case and side; and their failures.
import { ratioOf, type Spread, spreadOf } from '../../engine/figures.ts';
import type { Figure, Results } from '../figures/figure.ts';
import type { EngineName, Outcome, SideName } from '../trial.ts';

export interface Failure {
	readonly engine: EngineName;
	readonly figure: string;
	readonly trial: string;
	readonly why: string;
}

export class AllResults {
	readonly failures: Failure[] = [];
	readonly #outcomes = new Map<string, Outcome[]>();

	add(engine: EngineName, figure: string, caseName: string, side: SideName, outcome: Outcome): void {
		const key = keyOf(engine, figure, caseName, side);
		const all = this.#outcomes.get(key) ?? [];
		all.push(outcome);
		this.#outcomes.set(key, all);
		if (outcome.kind !== 'failed') return;
		this.failures.push({ engine, figure, trial: `${caseName}, ${side}`, why: outcome.why });
	}

	of({ name }: Figure): Results {
		const values = (engine: EngineName, caseName: string, side: SideName, figure: string) => {
			const outcomes = this.#outcomes.get(keyOf(engine, name, caseName, side)) ?? [];
			const found: number[] = [];
			for (const outcome of outcomes) {
				if (outcome.kind !== 'measured') return undefined;
				const value = outcome.measured[figure];
				if (value === undefined) throw new Error(`The workload of ${name} does not give ${figure}`);
				// Not a number: the side does not have it. In JSON that is null.
				if (value === null || Number.isNaN(value)) return undefined;
				found.push(value);
			}
			return found.length > 0 ? found : undefined;
		};
		return {
			values,
			spread: (...of): Spread | undefined => {
				const found = values(...of);
				return found && spreadOf(found);
			},
			ratio: (engine, caseName, above, below, figure) => {
				const over = values(engine, caseName, above, figure);
				const under = values(engine, caseName, below, figure);
				// What takes no time that the clock can tell, as in a smoke run, has no ratio.
				if (over === undefined || under === undefined || under.some((value) => value === 0)) return undefined;
				return ratioOf(over, under);
			},
		};
	}

	/** For whoever wants to look closer. */
	toJSON(): unknown {
		return Object.fromEntries(this.#outcomes);
	}
}

const keyOf = (...parts: string[]) => parts.join(' | ');
