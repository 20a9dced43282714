// A figure of the benchmarks: what was measured, how far it spread, and whether its bound holds.

/** Of several repetitions: the one in the middle, the least and the greatest. */
export interface Spread {
	readonly median: number;
	readonly least: number;
	readonly greatest: number;
	/** What it is of, where the worst of many is shown. */
	readonly of?: string;
}

export interface Figure {
	readonly name: string;
	readonly unit: '' | 'ms' | 'byte' | 'KiB' | 'ns';
	readonly native?: Spread | undefined;
	readonly wasm?: Spread | undefined;
	/** None: for information. Where natively means nothing, `of` names what it is of. */
	readonly bound?: { readonly atMost?: number; readonly atLeast?: number; readonly of?: 'wasm' };
}

export function spreadOf(values: readonly number[]): Spread {
	if (values.length === 0 || values.some((value) => !Number.isFinite(value))) throw new Error(`No figure: ${values}`);
	const sorted = values.toSorted((a, b) => a - b);
	const [least = Number.NaN] = sorted;
	return { median: sorted[sorted.length >> 1] ?? least, least, greatest: sorted.at(-1) ?? least };
}

/** What one side took in units of the other, repetition by repetition. */
export function ratioOf(above: readonly number[], below: readonly number[]): Spread {
	if (above.length !== below.length) throw new Error('One side has more repetitions than the other');
	return spreadOf(above.map((value, i) => value / (below[i] ?? Number.NaN)));
}

/** The one with the greatest median, by name: a bound holds for the worst case. */
export const worstOf = (each: ReadonlyMap<string, readonly number[]>): Spread =>
	[...each]
		.map(([of, values]) => ({ ...spreadOf(values), of }))
		.reduce((worst, spread) => (spread.median > worst.median ? spread : worst));

/** Undefined: there is no bound. */
export function holds({ native, wasm, bound }: Figure): boolean | undefined {
	if (bound === undefined) return undefined;
	const { atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY, of } = bound;
	const bounded = [of === 'wasm' ? undefined : native, wasm].filter((side) => side !== undefined);
	return bounded.length > 0 && bounded.every(({ median }) => median <= atMost && median >= atLeast);
}

const short = (value: number) => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 4);

function side(spread: Spread | undefined): string {
	if (spread === undefined) return '–';
	const { median, least, greatest } = spread;
	return least === greatest ? short(median) : `${short(median)} (${short(least)}–${short(greatest)})`;
}

/** One table: figure, both sides as median (least–greatest), bound, and whether it holds, if that is asked. */
export function print(figures: readonly Figure[], judged: boolean): void {
	const rows = [['figure', 'native', 'wasm', 'bound', '']];
	for (const figure of figures) {
		const { name, unit, native, wasm, bound } = figure;
		const kept = judged ? holds(figure) : undefined;
		rows.push([
			unit ? `${name}, ${unit}` : name,
			side(native),
			side(wasm),
			bound?.atMost !== undefined ? `≤ ${bound.atMost}` : bound?.atLeast !== undefined ? `≥ ${bound.atLeast}` : '',
			kept === undefined ? '' : kept ? 'holds' : 'FAILS',
		]);
	}
	const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
	for (const row of rows) {
		console.log(
			row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
		);
	}
	for (const { name, native, wasm } of figures) {
		if (native?.of ?? wasm?.of) console.log(`${name}: natively ${native?.of ?? '–'}; in wasm ${wasm?.of ?? '–'}`);
	}
}
