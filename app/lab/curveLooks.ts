// How the curves of configurations are told apart: each has its number, a colour and a dash, in charts, legends and
// table alike, by its place in the experiment.

export interface CurveLook {
	/** What is written at the curve's end and before the row: counted from 1. */
	readonly number: string;
	/** Custom property of the colour. */
	readonly token: string;
	/** Line and gap in turn, CSS pixels; empty for a line without gaps. */
	readonly dash: readonly number[];
}

/** Tokens `--curve-1` to this one. */
export const kCurveColours = 8;
/** Curves with the same dash are neighbours in the list; their colours are farther apart than those of all. */
export const kCurvesOfADash = 4;

/** Of a line that is 1.5 to 2.5 pixels wide. */
const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 2.5]];

/** `index`: the configuration's place in the experiment, from 0. No two of `kMostConfigurations` look the same. */
export function curveLookOf(index: number): CurveLook {
	return {
		number: String(index + 1),
		token: `--curve-${(index % kCurveColours) + 1}`,
		dash: dashes[Math.floor(index / kCurvesOfADash) % dashes.length] ?? [],
	};
}
