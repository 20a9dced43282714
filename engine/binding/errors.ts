// The errors that the runtime raises, and the sentences in them.

/** A pointer that does not lead to a live object of the class it is used as. */
export class PointerError extends Error {
	override name = 'PointerError';
}

/** The native heap's limit is reached: the constructor gave a null pointer. */
export class NativeHeapExhausted extends RangeError {
	override name = 'NativeHeapExhausted';
}

/** Objects that were collected and never deleted, where the program frees by hand. */
export class LeakError extends Error {
	override name = 'LeakError';
	/** Of the program, where they were made; 0 = not known. */
	readonly line: number;

	constructor(message: string, line: number) {
		super(message);
		this.line = line;
	}
}

/** `1 object`, `5 objects`. */
export const countText = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

export const hex = (address: number) => `0x${address.toString(16).padStart(8, '0')}`;

/** Bytes with a binary unit, at most one decimal: `1.5 MiB`. */
export function sizeText(sizeBytes: number): string {
	const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
	let unit = 0;
	let value = sizeBytes;
	for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
	return `${Number(value.toFixed(1))} ${units[unit]}`;
}

/** Throws a RangeError that names the option unless it is a whole number of bytes within its bounds. */
export function checkBytes(option: string, value: number, minBytes: number, maxBytes: number): void {
	if (Number.isSafeInteger(value) && value >= minBytes && value <= maxBytes) return;
	throw new RangeError(`${option} must be ${sizeText(minBytes)} to ${sizeText(maxBytes)}, and is ${value} bytes`);
}
