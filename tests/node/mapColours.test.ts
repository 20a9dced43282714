// The heap map's colours, read from the stylesheet: apart from each other with normal sight and with each of the
// three colour-vision deficiencies, and to be seen against what is free, in both themes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/paths.ts';

type Rgb = [number, number, number];

/** Least distance in OKLab, times 100: what one tells apart side by side. */
const kLeastApart = 8;
/** Of graphics, by WCAG 2.2, 1.4.11. */
const kLeastContrast = 3;

const text = readFileSync(join(root, 'app/styles/tokens.css'), 'utf8');

function token(name: string, theme: 'light' | 'dark'): Rgb {
	const [, light, dark] = new RegExp(`${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(text) ?? [];
	const hex = theme === 'light' ? light : dark;
	assert.ok(hex, `${name} has no colour`);
	const part = (from: number) => {
		const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return [part(1), part(3), part(5)];
}

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear light. */
const sights: Record<string, readonly [Rgb, Rgb, Rgb]> = {
	normal: [
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

const times = (a: Rgb, b: Rgb) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const seenBy = (sight: readonly [Rgb, Rgb, Rgb], colour: Rgb): Rgb => {
	const [red, green, blue] = sight.map((row) => Math.min(1, Math.max(0, times(row, colour))));
	return [red ?? 0, green ?? 0, blue ?? 0];
};

function oklab(colour: Rgb): Rgb {
	const l = Math.cbrt(times([0.4122214708, 0.5363325363, 0.0514459929], colour));
	const m = Math.cbrt(times([0.2119034982, 0.6806995451, 0.1073969566], colour));
	const s = Math.cbrt(times([0.0883024619, 0.2817188376, 0.6299787005], colour));
	const lms: Rgb = [l, m, s];
	return [
		times([0.2104542553, 0.793617785, -0.0040720468], lms),
		times([1.9779984951, -2.428592205, 0.4505937099], lms),
		times([0.0259040371, 0.7827717662, -0.808675766], lms),
	];
}

const luminance = (colour: Rgb) => times([0.2126, 0.7152, 0.0722], colour);
const contrast = (a: Rgb, b: Rgb) => {
	const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
};

const states = ['live', 'cleared', 'lost', 'unmanaged', 'part', 'quarantine'].map((name) => `--map-${name}`);
const classes = Array.from({ length: 9 }, (_, i) => `--map-class-${i + 1}`);

for (const theme of ['light', 'dark'] as const) {
	for (const [what, names] of Object.entries({ states, classes })) {
		test(`${what} are told apart by everybody in the ${theme} theme`, () => {
			for (const [sight, matrix] of Object.entries(sights)) {
				const colours = names.map((name) => oklab(seenBy(matrix, token(name, theme))));
				for (const [i, a] of colours.entries()) {
					for (const [j, b] of colours.slice(0, i).entries()) {
						const apart = 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
						assert.ok(apart >= kLeastApart, `${names[i]} and ${names[j]} are ${apart.toFixed(1)} apart: ${sight}`);
					}
				}
			}
		});

		test(`${what} stand out from what is free in the ${theme} theme`, () => {
			const free = token('--map-free', theme);
			for (const name of names) {
				const found = contrast(token(name, theme), free);
				assert.ok(found >= kLeastContrast, `${name}: ${found.toFixed(2)}`);
			}
		});
	}
}
