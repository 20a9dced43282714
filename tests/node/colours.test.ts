// The colours of the states keep apart for every kind of colour vision, and are read easily: from tokens.css itself.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/paths.ts';

type Rgb = readonly [number, number, number];

const css = await readFile(join(root, 'app/styles/tokens.css'), 'utf8');
const kStates = ['live', 'cleared', 'freed', 'deleted', 'lost'];
/** WCAG 2, AA for text. */
const kContrast = 4.5;
/** Distance in OKLab: about five times what can just be told apart side by side. */
const kApart = 0.06;

/**
 * How dichromats see linear sRGB: Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color
 * Vision Deficiency (2009), severity 1.
 */
const kVisions: Record<string, readonly [Rgb, Rgb, Rgb]> = {
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

function tokenOf(name: string, theme: 'light' | 'dark'): Rgb {
	const found = new RegExp(`--${name}: light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)`).exec(css);
	const hex = found?.[theme === 'light' ? 1 : 2];
	assert.ok(hex, `tokens.css gives --${name} for both themes`);
	const linear = (at: number) => {
		const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return [linear(0), linear(2), linear(4)];
}

const times = (matrix: readonly [Rgb, Rgb, Rgb], [r, g, b]: Rgb) =>
	matrix.map(([x, y, z]) => x * r + y * g + z * b) as unknown as Rgb;

/** Ottosson, A perceptual color space for image processing (2020). */
function oklab(rgb: Rgb): Rgb {
	const [l, m, s] = times(
		[
			[0.4122214708, 0.5363325363, 0.0514459929],
			[0.2119034982, 0.6806995451, 0.1073969566],
			[0.0883024619, 0.2817188376, 0.6299787005],
		],
		rgb.map((value) => Math.max(0, value)) as unknown as Rgb,
	).map(Math.cbrt) as unknown as Rgb;
	return times(
		[
			[0.2104542553, 0.793617785, -0.0040720468],
			[1.9779984951, -2.428592205, 0.4505937099],
			[0.0259040371, 0.7827717662, -0.808675766],
		],
		[l, m, s],
	);
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

for (const theme of ['light', 'dark'] as const) {
	test(`each state's colour reads as text on every ground, ${theme}`, () => {
		for (const ground of ['bg', 'bg-raised']) {
			for (const name of [...kStates, 'text', 'text-muted', 'request']) {
				const [a, b] = [luminance(tokenOf(name, theme)), luminance(tokenOf(ground, theme))];
				const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
				assert.ok(contrast >= kContrast, `--${name} on --${ground}: ${contrast.toFixed(2)}`);
			}
		}
	});

	for (const [vision, matrix] of Object.entries(kVisions)) {
		test(`no two states look alike, ${theme}, ${vision}`, () => {
			const seen = kStates.map((name) => [name, oklab(times(matrix, tokenOf(name, theme)))] as const);
			for (const [i, [name, a]] of seen.entries()) {
				for (const [other, b] of seen.slice(i + 1)) {
					const apart = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
					assert.ok(apart >= kApart, `${name} and ${other} are ${apart.toFixed(3)} apart`);
				}
			}
		});
	}
}
