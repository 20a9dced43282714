// Colours as numbers, for pixels that are mixed one by one.

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Reads `rgb(1, 2, 3)`, as browsers write the computed value of an opaque colour. */
export function parseRgb(text: string): Rgb {
	const [red = 0, green = 0, blue = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
	return [red, green, blue];
}

/** `share` 0: all of `from`; 1: all of `to`. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
	const at = (i: 0 | 1 | 2) => from[i] + (to[i] - from[i]) * share;
	return [at(0), at(1), at(2)];
}

/** As a pixel of ImageData, in the byte order of every machine that browsers run on. */
export function pixelOf([red, green, blue]: Rgb): number {
	return (0xff000000 | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
}

/** Black or white, whichever is read better on this pixel. */
export function textOn(pixel: number): string {
	const light = (part: number) => {
		const share = (part & 0xff) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	};
	const luminance = 0.2126 * light(pixel) + 0.7152 * light(pixel >> 8) + 0.0722 * light(pixel >> 16);
	// Where contrast with either is the same, by WCAG's formula.
	return luminance > Math.sqrt(1.05 * 0.05) - 0.05 ? '#000000' : '#ffffff';
}
