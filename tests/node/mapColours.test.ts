// The heap map's colours, read from the stylesheet: apart from each other with normal sight and with each of the
// three colour-vision deficiencies, and to be seen against what is free, in both themes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrastOf, distanceOf, seenBy, tokenOf, visions } from '../support/colourVision.ts';

/** Least distance in OKLab, times 100: what one tells apart side by side. */
const kLeastApart = 8;
/** Of graphics, by WCAG 2.2, 1.4.11. */
const kLeastContrast = 3;

const states = ['live', 'cleared', 'lost', 'unmanaged', 'part', 'quarantine'].map((name) => `map-${name}`);
const classes = Array.from({ length: 9 }, (_, i) => `map-class-${i + 1}`);

for (const theme of ['light', 'dark'] as const) {
	for (const [what, names] of Object.entries({ states, classes })) {
		test(`${what} are told apart by everybody in the ${theme} theme`, () => {
			for (const [vision, matrix] of Object.entries(visions)) {
				const colours = names.map((name) => seenBy(matrix, tokenOf(name, theme)));
				for (const [i, a] of colours.entries()) {
					for (const [j, b] of colours.slice(0, i).entries()) {
						const apart = 100 * distanceOf(a, b);
						assert.ok(apart >= kLeastApart, `${names[i]} and ${names[j]} are ${apart.toFixed(1)} apart: ${vision}`);
					}
				}
			}
		});

		test(`${what} stand out from what is free in the ${theme} theme`, () => {
			const free = tokenOf('map-free', theme);
			for (const name of names) {
				const found = contrastOf(tokenOf(name, theme), free);
				assert.ok(found >= kLeastContrast, `${name}: ${found.toFixed(2)}`);
			}
		});
	}
}
