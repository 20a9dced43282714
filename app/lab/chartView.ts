// What one of the Lab's charts shows, as plain data: the painter, its picture as a file and its words all read this.
import type { Curve, CurvePair } from './curves.ts';

export type ChartKind = 'bytes' | 'percent';

export const chartKinds: readonly ChartKind[] = ['bytes', 'percent'];

export const chartTitles: Readonly<Record<ChartKind, string>> = {
	bytes: 'Native bytes over time',
	percent: 'Percent freed over time',
};

export interface ChartView {
	readonly kind: ChartKind;
	/** As `Curves` has them. */
	readonly timesMs: readonly number[];
	/** How many configurations the experiment has, be they shown or not. */
	readonly configurations: number;
	/** Those that are shown, in the experiment's order. */
	readonly pairs: readonly CurvePair[];
	/** Pointed at or compared: strong, with the band of their trials, while the others stand back. */
	readonly strong: ReadonlySet<number>;
	/** From when on the chart is shaded; null where no program ended. */
	readonly programMs: number | null;
	/** Heap limits of those shown, each once, that the scale reaches. */
	readonly limitsBytes: readonly number[];
	/** The scale's end, in bytes or percent. */
	readonly top: number;
}

/** Above the highest curve there is so much room, as a part of the scale. */
const kHeadroom = 1.08;
/** A limit is drawn if the curves come to this part of it; else it would flatten them. */
const kLimitWithin = 0.5;
const kLeastTopBytes = 1024;
/** A line along the scale's end is seen whole. */
export const kTopPercent = 103;

export const curveOf = (kind: ChartKind, pair: CurvePair): Curve => pair[kind];

export const spanOf = ({ timesMs }: Pick<ChartView, 'timesMs'>): number => timesMs.at(-1) ?? 1;

/** Of the chart of bytes; that of percent has always the same. */
export function topOf(pairs: readonly CurvePair[], limitsBytes: readonly number[]): number {
	return Math.max(kLeastTopBytes, mostBytes(pairs), ...limitsBytes) * kHeadroom;
}

/** Of these limits those within reach of the curves, each once. */
export function limitsWithin(limitsBytes: readonly number[], pairs: readonly CurvePair[]): number[] {
	const most = mostBytes(pairs);
	return [...new Set(limitsBytes)].filter((limit) => most >= limit * kLimitWithin).sort((a, b) => a - b);
}

/** The most of any trial: what is lit may have its band without the scale moving. */
function mostBytes(pairs: readonly CurvePair[]): number {
	let most = 0;
	for (const { bytes } of pairs) for (const value of bytes.greatest) if (value !== null && value > most) most = value;
	return most;
}

/** The last step that the curve has, and its value there; null for a curve without any. */
export function endOf({ median }: Curve): { readonly step: number; readonly value: number } | null {
	for (let step = median.length - 1; step >= 0; step--) {
		const value = median[step];
		if (value !== null && value !== undefined) return { step, value };
	}
	return null;
}

/** At the end of this step, or at the curve's own end if none is said; null where the curve is not. */
export function valueAt(curve: Curve, step: number | null): number | null {
	if (step === null) return endOf(curve)?.value ?? null;
	return curve.median[step] ?? null;
}

/** The step that this moment falls into. */
export function stepOf({ timesMs }: Pick<ChartView, 'timesMs'>, timeMs: number): number {
	const stepMs = timesMs[0] ?? 1;
	return Math.max(0, Math.min(timesMs.length - 1, Math.ceil(timeMs / stepMs - 1e-9) - 1));
}
