// A slider's position for a quantity that spans powers of ten, and back; values snap to ones a person would choose.

/** `position` from 0 to 1. */
export function valueAt(position: number, min: number, max: number): number {
	return snap(min * (max / min) ** position);
}

export function positionOf(value: number, min: number, max: number): number {
	return Math.log(value / min) / Math.log(max / min);
}

/** Two significant digits, whole: 1, 2, … 10, 11, … 99, 100, 110, … */
function snap(value: number): number {
	if (value < 100) return Math.round(value);
	const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
	return Math.round(value / unit) * unit;
}
