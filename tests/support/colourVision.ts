// Colours of tokens.css as eyes see them: with full colour vision and with each of the three deficiencies.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';

/** Linear light, 0 to 1. */
export type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

const css = readFileSync(join(root, 'app/styles/tokens.css'), 'utf8');

/**
 * How dichromats see linear sRGB: Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color
 * Vision Deficiency (2009), severity 1.
 */
export const visions: Readonly<Record<string, Matrix>> = {
	'full colour vision': [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1],
	],
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998],
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881],
	],
	tritanopia: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039],
	],
};

/** Of a token that is one opaque colour for each theme; fails where there is none. */
export function tokenOf(name: string, theme: 'light' | 'dark'): Rgb {
	const found = new RegExp(`--${name}: light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)`).exec(css);
	const hex = found?.[theme === 'light' ? 1 : 2];
	assert.ok(hex, `tokens.css gives --${name} for both themes`);
	const part = (at: number) => {
		const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return [part(0), part(2), part(4)];
}

/** What comes of it is what a screen can show. */
export function seenBy(vision: Matrix, colour: Rgb): Rgb {
	const [red, green, blue] = times(vision, colour);
	const shown = (value: number) => Math.min(1, Math.max(0, value));
	return [shown(red), shown(green), shown(blue)];
}

/** How far two colours are apart in OKLab, 0 to about 1: Ottosson, A perceptual color space for image processing (2020). */
export function distanceOf(a: Rgb, b: Rgb): number {
	const [l, m] = [oklab(a), oklab(b)];
	return Math.hypot(l[0] - m[0], l[1] - m[1], l[2] - m[2]);
}

/** By WCAG 2: 1 to 21. */
export function contrastOf(a: Rgb, b: Rgb): number {
	const [low = 0, high = 0] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
}

const luminanceOf = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

function times([a, b, c]: Matrix, colour: Rgb): Rgb {
	const dot = (row: Rgb) => row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2];
	return [dot(a), dot(b), dot(c)];
}

function oklab(colour: Rgb): Rgb {
	const [l, m, s] = times(
		[
			[0.4122214708, 0.5363325363, 0.0514459929],
			[0.2119034982, 0.6806995451, 0.1073969566],
			[0.0883024619, 0.2817188376, 0.6299787005],
		],
		colour,
	);
	return times(
		[
			[0.2104542553, 0.793617785, -0.0040720468],
			[1.9779984951, -2.428592205, 0.4505937099],
			[0.0259040371, 0.7827717662, -0.808675766],
		],
		[Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)],
	);
}
