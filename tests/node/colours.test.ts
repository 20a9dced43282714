// The colours of the states keep apart for every kind of colour vision, and are read easily: from tokens.css itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrastOf, distanceOf, seenBy, tokenOf, visions } from '../support/colourVision.ts';

const kStates = ['live', 'cleared', 'freed', 'deleted', 'lost'];
/** WCAG 2, AA for text. */
const kContrast = 4.5;
/** Distance in OKLab: about five times what can just be told apart side by side. */
const kApart = 0.06;

for (const theme of ['light', 'dark'] as const) {
	test(`each state's colour reads as text on every ground, ${theme}`, () => {
		for (const ground of ['bg', 'bg-raised']) {
			for (const name of [...kStates, 'text', 'text-muted', 'request']) {
				const contrast = contrastOf(tokenOf(name, theme), tokenOf(ground, theme));
				assert.ok(contrast >= kContrast, `--${name} on --${ground}: ${contrast.toFixed(2)}`);
			}
		}
	});

	for (const [vision, matrix] of Object.entries(visions)) {
		test(`no two states look alike, ${theme}, ${vision}`, () => {
			const seen = kStates.map((name) => [name, seenBy(matrix, tokenOf(name, theme))] as const);
			for (const [i, [name, a]] of seen.entries()) {
				for (const [other, b] of seen.slice(i + 1)) {
					const apart = distanceOf(a, b);
					assert.ok(apart >= kApart, `${name} and ${other} are ${apart.toFixed(3)} apart`);
				}
			}
		});
	}
}
