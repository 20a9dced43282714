// A figure's table, as Markdown: a row for each side, a column for each engine, with the bound and whether it holds.
import type { Spread } from '../../engine/figures.ts';
import type { Bound, Figure, Row } from '../figures/figure.ts';
import type { EngineName } from '../trial.ts';
import type { AllResults } from './results.ts';

const kNames: Record<EngineName, string> = { node: 'Node', chromium: 'Chromium', firefox: 'Firefox' };

function short(value: number): string {
	const size = Math.abs(value);
	if (size >= 1000) return Math.round(value).toLocaleString('en');
	return value.toFixed(size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2);
}

function said({ median, least, greatest }: Spread): string {
	const [middle, low, high] = [short(median), short(least), short(greatest)];
	return low === high ? middle : `${middle} (${low}–${high})`;
}

export function holds({ median }: Spread, { atMost, atLeast, below }: Bound): boolean {
	return (
		median <= (atMost ?? Number.POSITIVE_INFINITY) &&
		median >= (atLeast ?? Number.NEGATIVE_INFINITY) &&
		median < (below ?? Number.POSITIVE_INFINITY)
	);
}

function boundSaid({ bound, boundText }: Row, engines: readonly EngineName[]): string {
	if (boundText !== undefined) return boundText;
	const { atMost, atLeast, below } = engines.map((engine) => bound?.(engine)).find((found) => found) ?? {};
	if (atMost !== undefined) return `≤ ${short(atMost)}`;
	if (atLeast !== undefined) return `≥ ${short(atLeast)}`;
	return below === undefined ? '' : `< ${short(below)}`;
}

export interface Table {
	readonly lines: readonly string[];
	/** Bounds that do not hold, said. */
	readonly broken: readonly string[];
}

/** `judged`: whether bounds are held against; on little they mean nothing. */
export function tableOf(figure: Figure, results: AllResults, engines: readonly EngineName[], judged: boolean): Table {
	const shown = engines.filter((engine) => figure.engines?.includes(engine) ?? true);
	const broken: string[] = [];
	const cells = figure.rows(results.of(figure)).map((row) => [
		row.unit ? `${row.what}, ${row.unit}` : row.what,
		boundSaid(row, shown),
		...shown.map((engine) => {
			const spread = row.value(engine);
			const bound = judged ? row.bound?.(engine) : undefined;
			if (!spread) {
				if (bound) broken.push(`${figure.name}, ${row.what}, ${kNames[engine]}: no figure`);
				return '–';
			}
			if (!bound) return said(spread);
			if (holds(spread, bound)) return `${said(spread)} holds`;
			broken.push(`${figure.name}, ${row.what}, ${kNames[engine]}: ${said(spread)}`);
			return `**${said(spread)} FAILS**`;
		}),
	]);
	const line = (parts: readonly string[]) => `| ${parts.join(' | ')} |`;
	const lines = [
		`### ${figure.title}`,
		'',
		line(['', 'bound', ...shown.map((engine) => kNames[engine])]),
		line(['---', '---', ...shown.map(() => '---:')]),
		...cells.map(line),
		'',
	];
	return { lines, broken };
}
